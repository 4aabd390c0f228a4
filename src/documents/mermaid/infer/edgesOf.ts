import * as z from "zod";
import type { Edge, GraphNode } from "../../../core/graph/graph.ts";
import type { Arrow, Finding, Flowchart } from "../flowchart.ts";
import { issueText } from "./applyNote.ts";
import { inferEdge } from "./inferEdge.ts";
import type { Nodes } from "./nodesOf.ts";
import { wordsOf } from "./surroundings.ts";

const edgeNote = z.strictObject({ when: z.string().optional(), label: z.string().nullish() });

/** Stands in for a node that a note declares missing. */
const NOBODY: GraphNode = { kind: "start", id: "", label: "" };

/** Arrows as edges, in their order. */
export function edgesOf(flowchart: Flowchart, { byName, idOf }: Nodes, findings: Finding[]): readonly Edge[] {
  return flowchart.arrows.map((arrow) => {
    const way = { from: idOf(arrow.from) ?? arrow.from, to: idOf(arrow.to) ?? arrow.to };
    const inferred = inferEdge(byName.get(arrow.from) ?? NOBODY, arrow.text, wordsOf(flowchart, arrow));
    return { ...way, ...noted(inferred, arrow, findings) };
  });
}

/** A note's outcome takes the place of the inferred one; its label, too, where it says one or, by `null`, none. */
function noted(inferred: Pick<Edge, "when" | "label">, { note }: Arrow, findings: Finding[]): typeof inferred {
  if (note === undefined) return inferred;
  const said = edgeNote.safeParse(note.body);
  if (!said.success) {
    const message = `The note about the arrow does not fit (${issueText(said.error)}). Mend it; until then it does not count.`;
    findings.push({ reason: "BrokenNote", at: note.at, message });
    return inferred;
  }
  const { when = inferred.when, label = inferred.label } = said.data;
  return label === null || label === undefined ? { when } : { when, label };
}
