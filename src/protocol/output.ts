import * as z from "zod";

/**
 * What `tidegate … --json` prints: one JSON value on standard output. Members are added, never renamed or removed.
 * `deploy` and `rollback` with `--wait`, and `journal show --events`, print the event stream instead, one object a line.
 */

const rolloutStatus = z.enum([
  "Current",
  "InProgress",
  "Failed",
  "Paused",
  "ScaledToZero",
  "Partial",
  "Untracked",
  "Terminating",
  "Superseded",
  "Unknown",
]);

const verdict = { status: rolloutStatus, reason: z.string(), message: z.string() };

/** `tidegate rollout-status`. */
export const rolloutStatusOutput = z.array(
  z.object({ kind: z.string(), namespace: z.string(), name: z.string(), ...verdict }),
);

const fault = z.object({ reason: z.string(), message: z.string() });

/** Any command that could not do what it was asked. */
export const errorOutput = z.object({ error: fault });

/** `tidegate status`. `error` stands where the cluster gave no answer. */
export const statusOutput = z.object({
  environments: z.array(
    z.object({
      application: z.string(),
      environment: z.string(),
      production: z.boolean(),
      context: z.string(),
      namespace: z.string(),
      workloads: z.array(z.object({ kind: z.string(), name: z.string(), version: z.string(), ...verdict })),
      error: fault.optional(),
    }),
  ),
});

const person = z.object({ name: z.string(), source: z.enum(["git", "os", "flag", "cluster", "github"]) });

const runSummary = {
  run: z.string(),
  application: z.string(),
  environment: z.string(),
  version: z.string(),
  requestedBy: person,
  /** RFC 3339. */
  requestedAt: z.string(),
  /** Id of the node the run is at; absent once it has ended. */
  node: z.string().optional(),
  waitsFor: z.enum(["approval", "decision", "checks"]).optional(),
  outcome: z
    .enum(["completed", "rolled-back", "rejected", "blocked", "failed", "aborted", "superseded", "escalated"])
    .optional(),
  message: z.string(),
  /** True where the run has not ended and has no runner: nothing goes on, and nothing is rolled back, until it is resumed. */
  unwatched: z.literal(true).optional(),
};

/** `tidegate runs`. */
export const runsOutput = z.object({ runs: z.array(z.object(runSummary)) });

/** Something wrong with a journal; all but `TornTail` break it. */
const problem = z.object({ reason: z.string(), line: z.int(), message: z.string() });

/** One line of the list that a run is at. */
const check = z.object({
  /** What `tidegate attest` calls it. */
  id: z.string(),
  label: z.string(),
  /** Inconclusive, too, before anything was found and after a word has run out. */
  verdict: z.enum(["pass", "fail", "inconclusive"]),
  message: z.string(),
  /** Whether a person's word would settle it now. */
  attestable: z.boolean(),
  attested: z
    .object({
      by: person,
      statement: z.string(),
      /** RFC 3339. */
      expiresAt: z.string(),
    })
    .optional(),
});

/** What was tried to mend a failure. */
const attempt = z.object({
  node: z.string(),
  by: person,
  statement: z.string(),
  /** Ids of the checks that had failed before it. */
  failures: z.array(z.string()),
});

/** `tidegate runs RUN`. */
export const runOutput = z.object({
  ...runSummary,
  /** The list the run is at; absent at any other node. */
  checks: z.array(check).optional(),
  attempts: z.array(attempt),
  path: z.array(z.object({ node: z.string(), outcome: z.string(), message: z.string(), at: z.string() })),
  problems: z.array(problem),
});

/** `tidegate deploy` and `rollback` without `--wait`; `run` is absent after `--dry-run`. */
export const planOutput = z.object({
  run: z.string().optional(),
  application: z.string(),
  environment: z.string(),
  version: z.string(),
  changes: z.array(z.object({ workload: z.string(), container: z.string(), from: z.string(), to: z.string() })),
  restores: z.array(z.object({ workload: z.string(), revision: z.string() })),
  diff: z.string(),
});

/** `tidegate approve`, `reject`, `override`, `withdraw`, `attest`, `recheck`, `answer`, `pause`, `resume`, `abort`. */
export const answerOutput = z.object({
  run: z.string(),
  /** The request's id, where the cluster keeps it. */
  request: z.string().optional(),
  accepted: z.boolean(),
  reason: z.string(),
  message: z.string(),
});

/** `tidegate journal verify`. */
export const verifyOutput = z.object({
  runs: z.array(
    z.object({
      run: z.string(),
      ok: z.boolean(),
      entries: z.int(),
      /** Hash of the last good entry: the journal's head. */
      head: z.string().optional(),
      problems: z.array(problem),
    }),
  ),
});

/** `tidegate journal show RUN`: entries as they stand in the journal. */
export const journalOutput = z.object({
  run: z.string(),
  entries: z.array(
    z.object({
      seq: z.int(),
      id: z.string(),
      /** RFC 3339. */
      at: z.string(),
      event: z.looseObject({ type: z.string() }),
      prev: z.string(),
      hash: z.string(),
    }),
  ),
  problems: z.array(problem),
});

/** `tidegate graph`: the graph as it was read, and what keeps it from being walked, at its place in the file. */
export const graphOutput = z.object({
  graph: z.looseObject({
    id: z.string(),
    title: z.string(),
    start: z.string(),
    nodes: z.array(z.looseObject({ id: z.string(), kind: z.string(), label: z.string() })),
    edges: z.array(z.object({ from: z.string(), to: z.string(), when: z.string(), label: z.string().optional() })),
  }),
  /** Lines and columns from 1. */
  problems: z.array(
    z.object({
      reason: z.string(),
      message: z.string(),
      node: z.string().optional(),
      line: z.int(),
      column: z.int(),
    }),
  ),
});

/** `tidegate init`: where the file was written and what is in it. */
export const initOutput = z.object({ path: z.string(), text: z.string() });

/** `tidegate sandbox`: printed once it listens. */
export const sandboxOutput = z.object({ url: z.string(), kubeconfig: z.string() });

export type RunOutput = z.infer<typeof runOutput>;
export type PlanOutput = z.infer<typeof planOutput>;
export type StatusOutput = z.infer<typeof statusOutput>;
export type VerifyOutput = z.infer<typeof verifyOutput>;
export type InitOutput = z.infer<typeof initOutput>;
export type SandboxOutput = z.infer<typeof sandboxOutput>;
export type AnswerOutput = z.infer<typeof answerOutput>;
