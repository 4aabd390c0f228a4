import type { Edge, Graph, GraphNode } from "./graph.ts";
import { optionalOutcomesOf, outcomesOf } from "./outcomes.ts";
import { nodeOf, reachable } from "./walk.ts";

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
    | "ForwardAgain";
  readonly node: string;
  /** What is wrong and what to do about it. */
  readonly message: string;
}

/** Everything wrong with a graph, in the order of its nodes; empty where it can be walked. */
export function validateGraph(graph: Graph): readonly GraphProblem[] {
  return [
    ...ids(graph),
    ...roots(graph),
    ...graph.nodes.flatMap((node) => [...edgesOf(graph, node), ...membersOf(graph, node)]),
    ...reach(graph),
    ...cycles(graph),
  ];
}

function ids(graph: Graph): GraphProblem[] {
  const seen = new Set<string>();
  return graph.nodes.flatMap((node) => {
    const known = seen.has(node.id);
    seen.add(node.id);
    return known ? [problem("DuplicateNode", node.id, `Two nodes have the id "${node.id}". Rename one.`)] : [];
  });
}

function roots(graph: Graph): GraphProblem[] {
  const start = nodeOf(graph, graph.start);
  const unknown = [graph.start, graph.rollback, graph.trouble, ...graph.edges.flatMap((edge) => [edge.from, edge.to])]
    .filter((id) => id !== undefined)
    .filter((id) => nodeOf(graph, id) === undefined);
  const problems = [...new Set(unknown)].map((id) =>
    problem("UnknownNode", id, `"${id}" is named but is no node of the graph. Add it, or correct the name.`),
  );
  if (start === undefined || start.kind === "start") return problems;
  return [...problems, problem("NotAStart", start.id, `The graph begins at "${start.label}", which is no start node.`)];
}

function edgesOf(graph: Graph, node: GraphNode): GraphProblem[] {
  const outcomes = outcomesOf(node);
  const optional = optionalOutcomesOf(node);
  const own = graph.edges.filter((edge) => edge.from === node.id);
  const counts = (outcome: string): number => own.filter((edge) => edge.when === outcome).length;
  return [
    ...outcomes
      .filter((outcome) => counts(outcome) === 0)
      .map((outcome) =>
        problem("MissingEdge", node.id, `"${node.label}" can end "${outcome}" and no edge says where to go then.`),
      ),
    ...[...outcomes, ...optional]
      .filter((outcome) => counts(outcome) > 1)
      .map((outcome) => problem("AmbiguousEdge", node.id, `Two edges leave "${node.label}" for "${outcome}".`)),
    ...own
      .filter((edge) => ![...outcomes, ...optional].includes(edge.when))
      .map((edge) => problem("UndeclaredOutcome", node.id, `"${node.label}" never ends "${edge.when}".`)),
    ...own.filter((edge) => leadsForwardAgain(graph, node, edge)).map((edge) => forwardAgain(node, edge)),
  ];
}

function leadsForwardAgain(graph: Graph, node: GraphNode, edge: Edge): boolean {
  const to = nodeOf(graph, edge.to);
  return node.back === true && to !== undefined && to.back !== true && to.kind !== "end";
}

function forwardAgain(node: GraphNode, edge: Edge): GraphProblem {
  return problem("ForwardAgain", node.id, `"${node.label}" is on the way back and may not lead on to "${edge.to}".`);
}

function membersOf(graph: Graph, node: GraphNode): GraphProblem[] {
  const problems: GraphProblem[] = [];
  if (node.limit !== undefined && !(Number.isInteger(node.limit) && node.limit > 0)) {
    problems.push(problem("InvalidLimit", node.id, `The limit of "${node.label}" must be a whole number from 1.`));
  }
  if (node.kind === "check" && new Set(node.checks.map((check) => check.id)).size < node.checks.length) {
    problems.push(problem("DuplicateCheck", node.id, `"${node.label}" names one check twice.`));
  }
  if (node.kind === "action" && node.approval !== undefined && nodeOf(graph, node.approval)?.kind !== "approval") {
    problems.push(problem("NotAnApproval", node.id, `"${node.label}" needs "${node.approval}", which is no approval.`));
  }
  return problems;
}

function reach(graph: Graph): GraphProblem[] {
  const entries = [graph.start, graph.rollback, graph.trouble].filter((id) => id !== undefined);
  const ahead = reachable(graph.edges, entries);
  const ends = graph.nodes.filter((node) => node.kind === "end").map((node) => node.id);
  const backwards = graph.edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from }));
  const ending = reachable(backwards, ends);
  return graph.nodes.flatMap((node) => [
    ...(ahead.has(node.id) ? [] : [problem("Unreachable", node.id, `No way leads to "${node.label}".`)]),
    ...(ending.has(node.id) ? [] : [problem("DeadEnd", node.id, `No way leads from "${node.label}" to an end.`)]),
  ]);
}

/** A cycle is bounded when one of its nodes counts its visits; what is left without those must have no cycle. */
function cycles(graph: Graph): GraphProblem[] {
  const free = new Set(graph.nodes.filter((node) => node.limit === undefined).map((node) => node.id));
  const edges = graph.edges.filter((edge) => free.has(edge.from) && free.has(edge.to));
  const endless = graph.nodes.find((node) => {
    const onward = edges.filter((edge) => edge.from === node.id).map((edge) => edge.to);
    return reachable(edges, onward).has(node.id);
  });
  if (endless === undefined) return [];
  const message = `A run could go round through "${endless.label}" without end. Give one node of the cycle a limit.`;
  return [problem("EndlessCycle", endless.id, message)];
}

function problem(reason: GraphProblem["reason"], node: string, message: string): GraphProblem {
  return { reason, node, message };
}
