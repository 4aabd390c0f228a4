import * as z from "zod";
import type { Graph } from "../../../core/graph/graph.ts";
import { graphSchema } from "../../../core/graph/graphSchema.ts";
import { slug } from "../../slug.ts";
import type { Note } from "../flowchart.ts";
import { issueText } from "./applyNote.ts";

const { id, title, start, groups, rollback, trouble, escalation } = graphSchema.shape;

const headNote = z.strictObject({
  id: id.optional(),
  title: title.optional(),
  start: start.optional(),
  groups: groups.optional(),
  rollback: rollback.optional(),
  trouble: trouble.optional(),
  escalation: escalation.nullish(),
});

/** What a note says about the whole graph; `escalation: null` says that there is none. */
export type Head = z.infer<typeof headNote>;

/** What the note about the whole says, or a sentence on why it cannot be used. */
export function headOf(note: Note | undefined): { readonly head: Head; readonly why?: string } {
  const parsed = headNote.safeParse(note?.body ?? {});
  return parsed.success ? { head: parsed.data } : { head: {}, why: issueText(parsed.error) };
}

/** The names of a graph: what its note says, else its front matter, else where it was found. */
export function namesOf(head: Head, written: string | undefined, found: string): Pick<Graph, "id" | "title"> {
  const own = head.title ?? written ?? found;
  return { id: head.id ?? slug(own), title: own };
}

/** Where used up attempts lead: what the note says, else the one end that calls for help. */
export function escalationOf(head: Head, nodes: Graph["nodes"]): string | undefined {
  if (head.escalation !== undefined) return head.escalation ?? undefined;
  const ends = nodes.filter((node) => node.kind === "end" && node.outcome === "escalated");
  return ends.length === 1 ? ends[0]?.id : undefined;
}
