import type { Graph } from "../../core/graph/graph.ts";
import { type GraphOrigin, type LoadedGraph, loaded } from "../loadedGraph.ts";
import { type Place, placesIn } from "../place.ts";
import type { Finding, Flowchart } from "./flowchart.ts";
import { arrowsBetweenNodes } from "./infer/arrowsBetweenNodes.ts";
import { edgesOf } from "./infer/edgesOf.ts";
import { groupsOf } from "./infer/groupsOf.ts";
import { escalationOf, headOf, namesOf } from "./infer/headOf.ts";
import { type Nodes, nodesOf } from "./infer/nodesOf.ts";
import { type Beginning, startOf } from "./infer/startOf.ts";
import { parseFlowchart } from "./read/parseFlowchart.ts";

/** Where a flowchart stands in a document. */
export interface FlowchartPlace {
  /** Of the flowchart's first line in the document, from 1. */
  readonly line?: number;
  /** What it is called where it does not say so itself. */
  readonly title?: string;
}

/** Reads a Mermaid flowchart into the one graph model. Never throws; all that is wrong is told at its place. */
export function loadFlowchart(text: string, { line = 1, title = "Flowchart" }: FlowchartPlace = {}): LoadedGraph {
  const read = parseFlowchart(text);
  const findings: Finding[] = [...read.findings];
  const flowchart = arrowsBetweenNodes(read, findings);
  const nodes = nodesOf(flowchart, findings);
  const { graph, added } = graphOf(flowchart, nodes, title, findings);
  const placeAt = placesIn(text, line);
  const found = findings.map(({ reason, at, message }) => ({ reason, message, ...placeAt(at) }));
  return loaded(graph, found, originOf({ flowchart, nodes, added, placeAt }));
}

interface Read {
  readonly graph: Graph;
  readonly added: Beginning["added"];
}

function graphOf(flowchart: Flowchart, nodes: Nodes, title: string, findings: Finding[]): Read {
  const drawn = edgesOf(flowchart, nodes, findings);
  const whole = flowchart.headNote?.at ?? 0;
  const { head, why } = headOf(flowchart.headNote);
  if (why !== undefined) findings.push({ reason: "BrokenNote", at: whole, message: brokenHead(why) });
  const begun: Beginning = head.start === undefined ? startOf(nodes.list, drawn) : { start: head.start };
  if (nodes.list.length === 0) findings.push({ reason: "NoNodes", at: whole, message: "There is no node. Draw one." });
  else if (begun.why !== undefined) findings.push({ reason: "NoSingleStart", at: whole, message: begun.why });
  const { added } = begun;
  const all = {
    nodes: [...(added ? [added.node] : []), ...nodes.list],
    edges: [...(added ? [added.edge] : []), ...drawn],
  };
  const groups = head.groups ?? groupsOf(flowchart, (name) => nodes.byName.get(name)?.id);
  const escalation = escalationOf(head, all.nodes);
  const graph: Graph = {
    ...namesOf(head, flowchart.title, title),
    start: begun.start,
    ...all,
    ...(groups.length === 0 && head.groups === undefined ? {} : { groups }),
    ...(head.rollback === undefined ? {} : { rollback: head.rollback }),
    ...(head.trouble === undefined ? {} : { trouble: head.trouble }),
    ...(escalation === undefined ? {} : { escalation }),
  };
  return { graph, added };
}

function brokenHead(why: string): string {
  return `The note about the graph does not fit (${why}). Mend it; until then it does not count.`;
}

function hintIn({ byName }: Nodes): (node: string) => string {
  const names = new Map([...byName].map(([name, { id }]) => [id, name]));
  return (id) => `For example: %% tidegate: ${JSON.stringify({ node: names.get(id) ?? id, limit: 3 })}`;
}

interface Placed {
  readonly flowchart: Flowchart;
  readonly nodes: Nodes;
  readonly added: Beginning["added"];
  readonly placeAt: (offset: number) => Place;
}

function originOf({ flowchart, nodes, added, placeAt }: Placed): GraphOrigin {
  const places = new Map<string, Place>();
  for (const [name, { id }] of nodes.byName) {
    const at = flowchart.vertices.get(name)?.at;
    if (at !== undefined && !places.has(id)) places.set(id, placeAt(at));
  }
  const root = added === undefined ? undefined : places.get(added.edge.to);
  if (added !== undefined && root !== undefined) places.set(added.node.id, root);
  const edges = flowchart.arrows.map((arrow) => placeAt(arrow.at));
  const whole = placeAt(flowchart.headNote?.at ?? 0);
  return { nodes: places, edges: added === undefined ? edges : [root, ...edges], whole, limitHint: hintIn(nodes) };
}
