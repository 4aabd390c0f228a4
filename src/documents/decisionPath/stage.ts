import { attestableCheck, type CheckId } from "../../core/gates/registry.ts";
import type { CheckNode, CheckSpec, Edge, GraphNode, Outcome } from "../../core/graph/graph.ts";

/** Some nodes of the path and the ways that leave them. */
export interface Part {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly Edge[];
}

/** What a stage says and asks. */
export interface StageWords {
  readonly label: string;
  /** Line of `decision-path.md` it comes from. */
  readonly line: number;
  readonly why: string;
  /** What a handoff from here is named by. */
  readonly token?: string;
  readonly checks: readonly CheckSpec[];
}

const DAY = 86_400;

/**
 * How long a person's word counts, in seconds, by what it is about. A decision or a document holds until things change,
 * so for a month; a test proved what ran in the week it was made; what was seen in a live system is about that day.
 */
export const SPAN = { decided: 30 * DAY, tested: 7 * DAY, seen: DAY } as const;

type Span = keyof typeof SPAN;

/** Where a rule of the path stands in its source. */
export function sourceAt(line: number): string {
  return `decision-path.md:${line}`;
}

/** A list that people work through. Nothing on it passes by itself. */
export function stage(id: string, { line, ...words }: StageWords): CheckNode {
  return { kind: "check", id, ...words, source: sourceAt(line), waits: true };
}

/** How many attempts one cycle of mending may take. Source: decision-path.md:102. */
const ATTEMPTS = 3;

/** One attempt to mend what a stage found; it counts its visits, and every cycle of the path goes through such a one. */
export function mending(id: string, mends: string, words: StageWords): CheckNode {
  return { ...stage(id, words), mends, limit: ATTEMPTS };
}

/** A check that no file and no tool can tell: a named person settles it. */
export function said(id: string, label: string, span: Span): CheckSpec {
  return { id: `path-${id}`, label, attestedFor: SPAN[span] };
}

/** A check that files tell; where they hold nothing about it, a person's word stands in. */
export function found(id: CheckId, span: Span): CheckSpec {
  return attestableCheck(id, SPAN[span]);
}

/** A way on. `when` is `pass` unless it says otherwise; `label` stands beside the arrow. */
export function way(from: string, to: string, when: Outcome = "pass", label?: string): Edge {
  return { from, to, when, ...(label === undefined ? {} : { label }) };
}

/** Ways from each to the next. */
export function row(...ids: readonly string[]): readonly Edge[] {
  return ids.slice(1).map((to, index) => way(ids[index] ?? "", to));
}
