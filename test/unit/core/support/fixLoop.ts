import type { CheckNode, Graph } from "../../../../src/core/graph/graph.ts";

/** How long a word counts in {@link fixLoop}, in seconds. */
export const WORD_SECONDS = 3600;

/** A list of one check that is only measured, one that a word settles as well, and one that only a word settles. */
export const VALIDATE: CheckNode = {
  id: "validate",
  kind: "check",
  label: "Validate",
  waits: true,
  checks: [
    { id: "load", label: "Load test" },
    { id: "scan", label: "Scan", attestedFor: WORD_SECONDS },
    { id: "drill", label: "Restore drill", attestedFor: WORD_SECONDS },
  ],
};

/** One attempt to mend what {@link VALIDATE} found. */
export const FIX: CheckNode = {
  id: "fix",
  kind: "check",
  label: "Mend",
  waits: true,
  mends: VALIDATE.id,
  limit: 3,
  checks: [{ id: "tried", label: "What was tried", attestedFor: WORD_SECONDS }],
};

/** Validating and mending, three times at most: the middle of the decision path in small. */
export function fixLoop(limit = 3): Graph {
  return {
    id: "fix-loop",
    title: "Fix loop",
    start: "start",
    escalation: "stuck",
    nodes: [
      { id: "start", kind: "start", label: "Start" },
      VALIDATE,
      {
        id: "result",
        kind: "decision",
        label: "Result",
        question: "Did all pass?",
        follows: VALIDATE.id,
        options: [
          { id: "pass", label: "All pass" },
          { id: "fail", label: "Failures" },
        ],
      },
      { ...FIX, limit },
      { id: "done", kind: "end", label: "Done", outcome: "completed" },
      { id: "stuck", kind: "end", label: "Stuck", outcome: "escalated" },
    ],
    edges: [
      { from: "start", to: VALIDATE.id, when: "started" },
      { from: VALIDATE.id, to: "result", when: "pass" },
      { from: VALIDATE.id, to: "result", when: "fail" },
      { from: "result", to: "done", when: "pass" },
      { from: "result", to: FIX.id, when: "fail" },
      { from: FIX.id, to: VALIDATE.id, when: "pass" },
      { from: FIX.id, to: "stuck", when: "circular" },
    ],
  };
}
