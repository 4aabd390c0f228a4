import { Fault } from "../../base/result.ts";
import type { UnreadableReport } from "../report.ts";

/** Why nothing may be concluded from a report; `line` is where in it, from 1. Readers throw it, `readReport` catches it. */
export function problem(reason: string, message: string, line?: number): Fault {
  return new Fault(reason, message, { facts: { line } });
}

/** The report that stands for a problem. Anything else that was thrown is a mistake of ours and just as inconclusive. */
export function unreadable(error: unknown): UnreadableReport {
  if (!(error instanceof Fault)) {
    return Object.freeze({
      kind: "unreadable",
      reason: "Unexpected",
      message: "This report could not be read: reading it met an error of Tidegate's own. Please tell its authors.",
    });
  }
  const { line } = error.facts;
  return Object.freeze({
    kind: "unreadable",
    reason: error.reason,
    message: error.message,
    ...(typeof line === "number" && { line }),
  });
}
