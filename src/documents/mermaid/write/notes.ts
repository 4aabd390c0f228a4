import { canonicalJson } from "../../../base/hash.ts";
import type { Edge, Graph, GraphNode } from "../../../core/graph/graph.ts";
import { slug } from "../../slug.ts";
import type { Arrow, Flowchart, Vertex } from "../flowchart.ts";
import { hintsOf } from "../infer/applyNote.ts";
import { groupsOf } from "../infer/groupsOf.ts";
import { escalationOf } from "../infer/headOf.ts";
import { inferEdge } from "../infer/inferEdge.ts";
import { inferNode } from "../infer/inferNode.ts";
import { type Surroundings, wordsOf } from "../infer/surroundings.ts";

type Body = Record<string, unknown>;

/** What the picture does not tell about a node. */
export function nodeNote(flowchart: Flowchart, vertex: Vertex, around: Surroundings, node: GraphNode): Body {
  const named = vertex.name === node.id ? {} : { id: node.id };
  const follows = node.kind === "decision" && node.follows !== undefined ? { follows: node.follows } : {};
  const drawn = inferNode(vertex, around, hintsOf(flowchart, { body: follows }));
  const kind = drawn.kind === node.kind ? {} : { kind: node.kind };
  const inferred = inferNode(vertex, around, hintsOf(flowchart, { body: { ...kind, ...follows } }));
  return { ...named, ...kind, ...difference({ id: node.id, ...inferred }, { ...node }) };
}

/** What an arrow does not tell about an edge. */
export function edgeNote(flowchart: Flowchart, arrow: Arrow, from: GraphNode | undefined, edge: Edge): Body {
  const { when, label } = edge;
  const inferred = inferEdge(from ?? NOBODY, arrow.text, wordsOf(flowchart, arrow));
  return difference({ ...inferred }, label === undefined ? { when } : { when, label });
}

/** As the reader takes an arrow out of a node that is missing. */
const NOBODY: GraphNode = { kind: "start", id: "", label: "" };

/** What the picture does not tell about the whole. */
export function headNote(flowchart: Flowchart, graph: Graph, idOf: (name: string) => string | undefined): Body {
  const { id, title, start, rollback, trouble, escalation, groups } = graph;
  const drawn = groupsOf(flowchart, idOf);
  const shown = groups === undefined ? drawn.length === 0 : groups.length > 0 && same(drawn, groups);
  return {
    ...(id === slug(title) ? {} : { id }),
    ...(flowchart.title === title ? {} : { title }),
    start,
    ...(rollback === undefined ? {} : { rollback }),
    ...(trouble === undefined ? {} : { trouble }),
    ...(escalationOf({}, graph.nodes) === escalation ? {} : { escalation: escalation ?? null }),
    ...(shown ? {} : { groups }),
  };
}

/** What must be said so that the first becomes the second; `null` takes a member away. */
function difference(first: Body, second: Body): Body {
  const said = Object.entries(second).filter(([key, value]) => !same(first[key], value));
  const gone = Object.keys(first).filter((key) => second[key] === undefined);
  return Object.fromEntries([...said, ...gone.map((key): [string, null] => [key, null])]);
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
