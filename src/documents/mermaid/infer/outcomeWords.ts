import type { GraphNode, Outcome, RunOutcome } from "../../../core/graph/graph.ts";

type Words = readonly (readonly [RegExp, Outcome])[];

/** What people write beside an arrow, and the outcome that they mean by it; the first that fits counts. */
const FOR_CHECKS: Words = [
  [/\b(?:circular|tried before)\b/iu, "circular"],
  [/\binconclusive\b/iu, "inconclusive"],
  [/\b(?:fail(?:s|ed|ure|ures|ing)?|no|not|nok|false|error|errors|broken|unhealthy|red)\b|[✗✘❌]/iu, "fail"],
  [/\b(?:pass(?:es|ed)?|ok|okay|yes|true|done|success|successful|healthy|green)\b|[✓✔✅]/iu, "pass"],
];

const FOR_APPROVALS: Words = [
  [/\b(?:reject(?:s|ed|ion)?|no|den(?:y|ied)|refused?|declined?)\b|[✗✘❌]/iu, "rejected"],
  [/\b(?:expire[sd]?|expiry|timeout|timed out|too late)\b/iu, "expired"],
  [/\b(?:withdraw(?:s|n|al)?|taken back)\b/iu, "withdrawn"],
  [/\b(?:approve[sd]?|approval|yes|ok|granted|accepted)\b|[✓✔✅]/iu, "approved"],
];

const FOR_ACTIONS: Words = [
  [/\b(?:fail(?:s|ed|ure)?|no|error)\b/iu, "failed"],
  [/\b(?:voided|void)\b/iu, "voided"],
  [/\b(?:done|ok|yes|success)\b/iu, "done"],
];

const FOR_HOLDS: Words = [
  [/\b(?:deadline|timeout|too late)\b/iu, "deadline"],
  [/\bsuperseded\b/iu, "superseded"],
  [/\bpaused?\b/iu, "paused"],
  [/\b(?:fail(?:s|ed|ure)?|no|error|unhealthy)\b/iu, "failed"],
  [/\b(?:healthy|ok|yes|ready|done|success)\b/iu, "healthy"],
];

const ENDS: readonly (readonly [RegExp, RunOutcome])[] = [
  [/escalat/iu, "escalated"],
  [/roll(?:ed|s|ing)?[\s_-]?back/iu, "rolled-back"],
  [/reject/iu, "rejected"],
  [/block/iu, "blocked"],
  [/abort|cancel|withdraw/iu, "aborted"],
  [/supersed/iu, "superseded"],
  [/fail|error/iu, "failed"],
];

/** The outcome that is meant by the words beside an arrow out of a check node; undefined where they name none. */
export function checkOutcome(words: string): Outcome | undefined {
  return FOR_CHECKS.find(([pattern]) => pattern.test(words))?.[1];
}

/** The outcome that an arrow out of this node opens on. Words that name none stand beside the way when all goes well. */
export function outcomeOf(kind: Exclude<GraphNode["kind"], "decision">, words: string): Outcome {
  const { known, usual } = OUTCOMES[kind];
  return words === "" ? usual : (known.find(([pattern]) => pattern.test(words))?.[1] ?? usual);
}

const OUTCOMES: Readonly<Record<Exclude<GraphNode["kind"], "decision">, { known: Words; usual: Outcome }>> = {
  start: { known: [], usual: "started" },
  check: { known: FOR_CHECKS, usual: "pass" },
  approval: { known: FOR_APPROVALS, usual: "approved" },
  action: { known: FOR_ACTIONS, usual: "done" },
  hold: { known: FOR_HOLDS, usual: "healthy" },
  end: { known: [], usual: "ended" },
};

/** How a run ends at a node of this name, as far as the name tells; it is completed where it tells nothing. */
export function endOutcome(words: string): RunOutcome {
  return ENDS.find(([pattern]) => pattern.test(words))?.[1] ?? "completed";
}
