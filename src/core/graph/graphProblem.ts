/** Something that keeps a graph from being walked safely. */
export interface GraphProblem {
  readonly reason:
    | "DuplicateNode"
    | "UnknownNode"
    | "NotAStart"
    | "MissingEdge"
    | "UndeclaredOutcome"
    | "AmbiguousEdge"
    | "Unreachable"
    | "DeadEnd"
    | "EndlessCycle"
    | "InvalidLimit"
    | "DuplicateCheck"
    | "NotAnApproval"
    /** A decision follows, or a check node mends, what is no check node. */
    | "NotACheck"
    /** The graph's escalation is no end that calls for help. */
    | "NotAnEscalation"
    /** A decision has no option for an outcome of the node it follows. */
    | "MissingOption"
    /** A person is to say something where the run does not wait for them. */
    | "NotWaiting"
    /** Nobody can say there what was tried. */
    | "NothingToSay"
    /** The suggested option is none. */
    | "UnknownOption"
    | "ForwardAgain";
  /** Id of the node it is about. */
  readonly node: string;
  /** Index into the graph's edges, where it is about one of them. */
  readonly edge?: number;
  /** What is wrong and what to do about it. */
  readonly message: string;
}

export function problem(reason: GraphProblem["reason"], node: string, message: string, edge?: number): GraphProblem {
  return { reason, node, message, ...(edge === undefined ? {} : { edge }) };
}
