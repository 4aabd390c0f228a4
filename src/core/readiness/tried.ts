import type { EvidenceFile } from "../evidence/evidence.ts";
import type { ProgramCall } from "../gates/terms.ts";
import type { ProgramEnd } from "../ports/program.ts";

/** A program that was run to its end, or until it was stopped. */
export interface Tried {
  readonly call: ProgramCall;
  readonly end: ProgramEnd;
  /** Set where it did not end by itself. */
  readonly stopped?: "time-limit" | "request";
  /** Seconds that it ran. */
  readonly seconds: number;
  /** What it printed, without secrets. */
  readonly output: string;
}

/** Programs that were run one after another until one failed, and where all that they printed is kept. */
export interface Stage {
  readonly tried: readonly Tried[];
  readonly file?: EvidenceFile;
}

/** Whether every program ended well. */
export function isDone({ tried }: Stage): boolean {
  return tried.every((one) => one.stopped === undefined && one.end.code === 0);
}

/** A call as people read it. */
export function callText(call: ProgramCall): string {
  return call.map((word) => (/^[\w./:@=+,%-]+$/u.test(word) ? word : JSON.stringify(word))).join(" ");
}
