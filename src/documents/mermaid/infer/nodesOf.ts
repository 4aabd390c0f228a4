import type { GraphNode } from "../../../core/graph/graph.ts";
import { distinct, isReserved, safeKey } from "../../slug.ts";
import type { Finding, Flowchart, Note, Vertex } from "../flowchart.ts";
import { applyNote, drawnNode, hintsOf } from "./applyNote.ts";
import { LONGEST_TEXT } from "./headline.ts";
import { inferNode } from "./inferNode.ts";
import { type Surroundings, surroundingsIn } from "./surroundings.ts";

/** What the vertices of a flowchart mean. */
export interface Nodes {
  /** In the order of the vertices, without those that are noted to be missing. */
  readonly list: readonly GraphNode[];
  /** By the name of the vertex. */
  readonly byName: ReadonlyMap<string, GraphNode>;
  /** The id that a name stands for, missing or not. */
  readonly idOf: (name: string) => string | undefined;
}

/** Vertices with their notes as nodes; a note that does not fit is reported, and its node is what the picture says. */
export function nodesOf(flowchart: Flowchart, findings: Finding[]): Nodes {
  const aroundOf = surroundingsIn(flowchart);
  const given = distinct();
  const ids = new Map<string, string>();
  const byName = new Map<string, GraphNode>();
  for (const vertex of flowchart.vertices.values()) {
    const note = flowchart.vertexNotes.get(vertex.name);
    const own = note?.body["id"];
    const id = typeof own === "string" ? own : given(safeKey(vertex.name));
    ids.set(vertex.name, id);
    if (note?.body["missing"] === true) continue;
    findings.push(...findingsOn(vertex, id, note));
    byName.set(vertex.name, nodeFrom({ flowchart, vertex, note, around: aroundOf(vertex.name) }, id, findings));
  }
  findings.push(...unusedNotes(flowchart));
  return { list: [...byName.values()], byName, idOf: (name) => ids.get(name) };
}

interface Source {
  readonly flowchart: Flowchart;
  readonly vertex: Vertex;
  readonly note: Note | undefined;
  readonly around: Surroundings;
}

function nodeFrom({ flowchart, vertex, note, around }: Source, id: string, findings: Finding[]): GraphNode {
  if (note === undefined) return drawnNode(inferNode(vertex, around), id);
  const applied = applyNote(inferNode(vertex, around, hintsOf(flowchart, note)), id, note);
  if (applied.node === undefined) {
    const message = `The note about ${vertex.name} does not fit (${applied.why}). Mend it; until then it does not count.`;
    findings.push({ reason: "BrokenNote", at: note.at, message });
    return drawnNode(inferNode(vertex, around), id);
  }
  if (applied.unknown.length > 0) {
    const message = `A ${applied.node.kind} node has no ${applied.unknown.join(", ")}. Correct the name, or remove it.`;
    findings.push({ reason: "BrokenNote", at: note.at, message });
  }
  return applied.node;
}

function findingsOn(vertex: Vertex, id: string, note: Note | undefined): Finding[] {
  const findings: Finding[] = [];
  const length = vertex.text?.length ?? 0;
  if (length > LONGEST_TEXT) {
    const message = `The text of ${vertex.name} has ${length} characters; the first ${LONGEST_TEXT} are read. Shorten it.`;
    findings.push({ reason: "TextTooLong", at: vertex.at, message });
  }
  if (isReserved(id)) {
    const message = `No node can be called "${id}": programs keep that name for themselves. Take another.`;
    findings.push({ reason: "ReservedName", at: note?.at ?? vertex.at, message });
  }
  return findings;
}

function unusedNotes({ vertices, vertexNotes }: Flowchart): Finding[] {
  return [...vertexNotes]
    .filter(([name]) => !vertices.has(name))
    .map(([name, { at }]) => {
      return { reason: "UnusedNote", at, message: `No node is called ${name}. Correct the name, or remove the note.` };
    });
}
