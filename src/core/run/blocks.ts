import type { CheckNode, GraphNode } from "../graph/graph.ts";
import { currentVisit } from "./facts.ts";
import type { RunState } from "./state.ts";
import { list } from "./words.ts";

/** What is written down where a gate of quality did not open. Source: release-gatekeeper.md:107-124. */
export type RecordKind = "task" | "escalation" | "failure";

/** What became of one entry. */
export interface BlockRecord {
  readonly kind: RecordKind;
  /** From the workspace folder, with slashes. */
  readonly path: string;
  /** `there`: an earlier runner of this run had written it. */
  readonly state: "written" | "there" | "failed";
  /** Why it was not written, in a sentence. */
  readonly why?: string;
}

/** A gate that did not open, and what was written down of it. */
export interface RecordedBlock {
  readonly node: string;
  readonly visit: number;
  readonly records: readonly BlockRecord[];
}

/** Whether the run has just left a gate of quality that did not open, and nothing was written down of it yet. */
export function isUnrecorded(state: RunState, node: GraphNode): node is CheckNode {
  if (node.kind !== "check" || node.quality !== true) return false;
  if (state.left !== "fail" && state.left !== "inconclusive") return false;
  const visit = currentVisit(state);
  return state.blocks.every((one) => one.node !== node.id || one.visit !== visit);
}

const WHAT: Readonly<Record<RecordKind, string>> = {
  task: "a fix task",
  escalation: "an escalation",
  failure: "a failure record",
};

/** What an entry is called where it is shown. */
export const RECORD_LABELS: Readonly<Record<RecordKind, string>> = {
  task: "Fix task",
  escalation: "Escalation",
  failure: "Failure record",
};

/** What was written down and where, and what could not be, in sentences; empty where no gate of quality stood shut. */
export function recordedWords({ blocks }: Pick<RunState, "blocks">): string {
  const records = blocks.flatMap((one) => one.records);
  const kept = records.filter((one) => one.state !== "failed");
  const written = list(kept.map(({ kind, path }) => `${WHAT[kind]} (${path})`));
  const sentences = [
    ...(kept.length === 0 ? [] : [`Written: ${written}.`]),
    ...records.flatMap((one) => (one.why === undefined ? [] : [`${WHAT[one.kind]} was not written: ${one.why}`])),
  ];
  return sentences.map((one) => one.slice(0, 1).toUpperCase() + one.slice(1)).join(" ");
}
