import type { CheckNode, DecisionNode, Graph, GraphNode } from "./graph.ts";
import { type GraphProblem, problem } from "./graphProblem.ts";
import { optionalOutcomesOf, outcomesOf } from "./outcomes.ts";
import { edgeFor, nodeOf, reachable } from "./walk.ts";

/** What is wrong with a node beside its edges. */
export function membersOf(graph: Graph, node: GraphNode): readonly GraphProblem[] {
  return [...limitOf(node), ...ofKind(graph, node)];
}

function limitOf({ id, label, limit }: GraphNode): GraphProblem[] {
  if (limit === undefined || (Number.isInteger(limit) && limit > 0)) return [];
  return [problem("InvalidLimit", id, `The limit of "${label}" must be a whole number from 1.`)];
}

function ofKind(graph: Graph, node: GraphNode): readonly GraphProblem[] {
  switch (node.kind) {
    case "check":
      return [...checksOf(node), ...mending(graph, node)];
    case "decision":
      return [...following(graph, node), ...proposing(node)];
    case "action":
      if (node.approval === undefined || nodeOf(graph, node.approval)?.kind === "approval") return [];
      return [problem("NotAnApproval", node.id, `"${node.label}" needs "${node.approval}", which is no approval.`)];
    case "start":
    case "approval":
    case "hold":
    case "end":
      return [];
  }
}

function checksOf(node: CheckNode): GraphProblem[] {
  const twice = new Set(node.checks.map((check) => check.id)).size < node.checks.length;
  const unasked = node.waits === true ? undefined : node.checks.find((check) => check.attestedFor !== undefined);
  return [
    ...(twice ? [problem("DuplicateCheck", node.id, `"${node.label}" names one check twice.`)] : []),
    ...(unasked === undefined
      ? []
      : [
          problem(
            "NotWaiting",
            node.id,
            `"${unasked.label}" may be settled by a person's word, but a run does not wait at "${node.label}". Let it wait, or only measure there.`,
          ),
        ]),
  ];
}

/** An attempt is what a person says they tried; without a word it could neither be told nor compared. */
function mending(graph: Graph, node: CheckNode): GraphProblem[] {
  const { id, label, mends, waits, checks } = node;
  if (mends === undefined) return [];
  const problems: GraphProblem[] = [];
  if (nodeOf(graph, mends)?.kind !== "check") {
    problems.push(problem("NotACheck", id, `"${label}" mends "${mends}", which is no check node.`));
  }
  if (waits !== true) {
    problems.push(problem("NotWaiting", id, `"${label}" mends, but a run does not wait there. Let it wait.`));
  } else if (checks.every((check) => check.attestedFor === undefined)) {
    const message = `Nobody can say at "${label}" what was tried. Give it a check that a person's word settles.`;
    problems.push(problem("NothingToSay", id, message));
  }
  return problems;
}

function following(graph: Graph, { id, label, follows, options }: DecisionNode): GraphProblem[] {
  if (follows === undefined) return [];
  const followed = nodeOf(graph, follows);
  if (followed?.kind === "decision") return followingChoice(graph, followed, { id, label, options });
  if (followed?.kind !== "check") {
    return [problem("NotACheck", id, `"${label}" follows "${follows}", which is no check node.`)];
  }
  const optional = optionalOutcomesOf(followed).filter((outcome) => edgeFor(graph, follows, outcome) !== undefined);
  const known = new Set(options.map((option) => option.id));
  const open = [...outcomesOf(followed), ...optional].filter((outcome) => leadsTo(graph, follows, outcome, id));
  return open
    .filter((outcome) => !known.has(outcome))
    .map((outcome) =>
      problem("MissingOption", id, `"${followed.label}" can end "${outcome}", and "${label}" has no option for that.`),
    );
}

/** Of an earlier choice, only the options count whose ways can come by here before it is chosen again. */
function followingChoice(
  graph: Graph,
  followed: DecisionNode,
  { id, label, options }: Pick<DecisionNode, "id" | "label" | "options">,
): GraphProblem[] {
  const onward = graph.edges.filter((edge) => edge.from !== followed.id);
  const known = new Set(options.map((option) => option.id));
  return followed.options
    .filter((option) => !known.has(option.id))
    .filter((option) => reachable(onward, [edgeFor(graph, followed.id, option.id)?.to ?? ""]).has(id))
    .map((option) =>
      problem(
        "MissingOption",
        id,
        `"${option.id}" may be chosen at "${followed.label}", and "${label}" has no option for that.`,
      ),
    );
}

/** An outcome that leads elsewhere at once never reaches the decision. */
function leadsTo(graph: Graph, from: string, outcome: string, decision: string): boolean {
  const to = nodeOf(graph, edgeFor(graph, from, outcome)?.to);
  return to === undefined || to.kind !== "end" || to.id === decision;
}

function proposing({ id, label, proposal, options }: DecisionNode): GraphProblem[] {
  if (proposal === undefined || options.some((option) => option.id === proposal.option)) return [];
  return [problem("UnknownOption", id, `"${label}" suggests "${proposal.option}", which is none of its options.`)];
}
