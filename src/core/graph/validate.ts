import type { Edge, Graph, GraphNode, Outcome } from "./graph.ts";
import { type GraphProblem, problem } from "./graphProblem.ts";
import { knots } from "./knots.ts";
import { optionalOutcomesOf, outcomesOf } from "./outcomes.ts";
import { nodeOf, reachable } from "./walk.ts";
import { membersOf } from "./validateNode.ts";

/** An edge and its index in the graph. */
interface Way {
  readonly edge: Edge;
  readonly index: number;
}

/**
 * Everything wrong with a graph, in the order of its nodes; empty where it can be walked. Takes time linear in nodes
 * and edges, since graphs come from documents of any size.
 */
export function validateGraph(graph: Graph): readonly GraphProblem[] {
  const ways = Map.groupBy(
    graph.edges.map((edge, index) => ({ edge, index })),
    ({ edge }) => edge.from,
  );
  return [
    ...ids(graph),
    ...names(graph),
    ...roots(graph),
    ...graph.nodes.flatMap((node) => [...edgesOf(graph, node, ways.get(node.id) ?? []), ...membersOf(graph, node)]),
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

/** Names of nodes that do not exist, each once. */
function names(graph: Graph): GraphProblem[] {
  const named = entries(graph).map((id): [string, number | undefined] => [id, undefined]);
  const linked = graph.edges.flatMap(({ from, to }, index): [string, number][] => [
    [from, index],
    [to, index],
  ]);
  const unknown = new Map<string, number | undefined>();
  for (const [id, edge] of [...named, ...linked]) {
    if (nodeOf(graph, id) === undefined && !unknown.has(id)) unknown.set(id, edge);
  }
  return [...unknown].map(([id, edge]) =>
    problem("UnknownNode", id, `"${id}" is named but is no node of the graph. Add it, or correct the name.`, edge),
  );
}

function roots(graph: Graph): GraphProblem[] {
  const problems: GraphProblem[] = [];
  const start = nodeOf(graph, graph.start);
  if (start !== undefined && start.kind !== "start") {
    problems.push(problem("NotAStart", start.id, `The graph begins at "${start.label}", which is no start node.`));
  }
  const help = nodeOf(graph, graph.escalation);
  if (help !== undefined && !(help.kind === "end" && help.outcome === "escalated")) {
    const message = `Used up attempts lead to "${help.label}", which is no end of outcome "escalated".`;
    problems.push(problem("NotAnEscalation", help.id, message));
  }
  return problems;
}

/** Where a run may come in without an edge. */
function entries({ start, rollback, trouble, escalation }: Graph): string[] {
  return [start, rollback, trouble, escalation].filter((id) => id !== undefined);
}

function edgesOf(graph: Graph, node: GraphNode, own: readonly Way[]): GraphProblem[] {
  const outcomes = outcomesOf(node);
  const declared = new Set([...outcomes, ...optionalOutcomesOf(node)]);
  const taken = new Set<Outcome>();
  const problems = own.flatMap((way) => {
    const again = taken.has(way.edge.when);
    taken.add(way.edge.when);
    return [...outcomeOf(node, way, declared, again), ...forwardAgain(graph, node, way)];
  });
  const missing = outcomes.filter((outcome) => !taken.has(outcome));
  return [
    ...missing.map((outcome) =>
      problem("MissingEdge", node.id, `"${node.label}" can end "${outcome}" and no edge says where to go then.`),
    ),
    ...problems,
  ];
}

function outcomeOf(
  node: GraphNode,
  { edge, index }: Way,
  declared: ReadonlySet<Outcome>,
  again: boolean,
): GraphProblem[] {
  if (!declared.has(edge.when)) {
    return [problem("UndeclaredOutcome", node.id, `"${node.label}" never ends "${edge.when}".`, index)];
  }
  if (!again) return [];
  return [problem("AmbiguousEdge", node.id, `Two edges leave "${node.label}" for "${edge.when}".`, index)];
}

function forwardAgain(graph: Graph, node: GraphNode, { edge, index }: Way): GraphProblem[] {
  const to = nodeOf(graph, edge.to);
  if (node.back !== true || to === undefined || to.back === true || to.kind === "end") return [];
  const message = `"${node.label}" is on the way back and may not lead on to "${edge.to}".`;
  return [problem("ForwardAgain", node.id, message, index)];
}

function reach(graph: Graph): GraphProblem[] {
  const ahead = reachable(graph.edges, entries(graph));
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
  const endless = knots(graph.edges.filter((edge) => free.has(edge.from) && free.has(edge.to)));
  const knotOf = new Map(endless.flatMap((knot) => [...knot].map((id) => [id, knot] as const)));
  const closing = new Map(
    graph.edges.map(({ from, to }, index) => [knotOf.get(to)?.has(from) === true ? to : "", index]),
  );
  const told = new Set<ReadonlySet<string>>();
  return graph.nodes.flatMap(({ id, label }) => {
    const knot = knotOf.get(id);
    if (knot === undefined || told.has(knot)) return [];
    told.add(knot);
    const message = `A run could go round through "${label}" without end. Give one node of the cycle a limit.`;
    return [problem("EndlessCycle", id, message, closing.get(id))];
  });
}
