import type { CheckId } from "../gates/registry.ts";

/** A list that the handbook wants to be worked through, as data. */
export interface Checklist {
  readonly id: ChecklistId;
  readonly title: string;
  /** When it is asked for, in a sentence. */
  readonly when: string;
  readonly groups: readonly ChecklistGroup[];
}

/** As it is called in a gate and on the command line. */
export type ChecklistId = "pre-deployment" | "definition-of-done";

export interface ChecklistGroup {
  readonly id: string;
  readonly label: string;
  readonly lines: readonly ChecklistLine[];
}

/** One line of a list and the checks that answer it. */
export interface ChecklistLine {
  readonly id: string;
  /** What holds once it is met, in our own words. */
  readonly label: string;
  /** Document and line. */
  readonly source: string;
  /** Every one of them must hold. */
  readonly checks: readonly CheckId[];
  /** Asked for only where there is something that it is about: nothing found is then no gap. */
  readonly whereUsed?: boolean;
}

/** Every check that a list asks for, each once, in its order. */
export function checksOfList({ groups }: Checklist): readonly CheckId[] {
  return [...new Set(groups.flatMap(({ lines }) => lines.flatMap(({ checks }) => checks)))];
}
