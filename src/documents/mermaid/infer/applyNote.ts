import * as z from "zod";
import type { GraphNode } from "../../../core/graph/graph.ts";
import { graphSchema } from "../../../core/graph/graphSchema.ts";
import type { Flowchart, Note } from "../flowchart.ts";
import type { Hints, InferredNode } from "./inferNode.ts";

const nodeSchema = graphSchema.shape.nodes.element;
const kind = z.enum(["start", "check", "decision", "approval", "action", "hold", "end"]);

/** What a note changes about what the rest of its node is inferred from. */
export function hintsOf({ vertices }: Flowchart, note: Pick<Note, "body"> | undefined): Hints {
  if (note === undefined) return {};
  const named = kind.safeParse(note.body["kind"]);
  const followed = note.body["follows"];
  const follows = typeof followed === "string" && vertices.get(followed)?.shape !== "diamond";
  return { ...(named.success ? { kind: named.data } : {}), ...(follows ? { follows } : {}) };
}

/** A node put together, with what of its note it has no member for; or a sentence on why the note does not fit. */
export type Applied =
  | { readonly node: GraphNode; readonly unknown: readonly string[] }
  | { readonly node?: never; readonly why: string };

/** The node as the picture alone has it: the kinds that shapes can mean are inferred whole. */
export function drawnNode(inferred: InferredNode, id: string): GraphNode {
  return { id, ...inferred } as unknown as GraphNode;
}

/** What was inferred with what a note says in its place; `null` in a note takes a member away. */
export function applyNote(inferred: InferredNode, id: string, { body: said }: Note): Applied {
  const merged = Object.fromEntries(
    Object.entries({ id, ...inferred, ...said, ...policyOf(inferred, said) }).filter(([, value]) => value !== null),
  );
  const parsed = nodeSchema.safeParse(merged);
  if (!parsed.success) return { why: issueText(parsed.error) };
  const unknown = Object.keys(said).filter((key) => said[key] !== null && !Object.hasOwn(parsed.data, key));
  return { node: parsed.data, unknown: unknown.filter((key) => key !== "missing") };
}

/** A policy may say only what it changes. */
function policyOf(inferred: InferredNode, said: Note["body"]): object {
  const own = said["policy"];
  const usual = inferred["policy"];
  if (typeof own !== "object" || own === null || typeof usual !== "object") return {};
  return { policy: { ...usual, ...own } };
}

/** The first thing that a schema found wrong, as `policy.required: Invalid input`. */
export function issueText(error: z.ZodError): string {
  const issue = error.issues[0];
  const path = issue?.path.map(String).join(".") ?? "";
  return path === "" ? (issue?.message ?? "") : `${path}: ${issue?.message ?? ""}`;
}
