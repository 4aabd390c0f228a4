import * as z from "zod";
import { graphSchema, restorePoint, runOutcome, workloadRef } from "../graph/graphSchema.ts";
import type { RunEvent } from "../run/event.ts";

const person = z.object({ name: z.string(), source: z.enum(["git", "os", "flag", "cluster", "github"]) });

const release = z.object({
  application: z.string(),
  environment: z.string(),
  production: z.boolean(),
  context: z.string(),
  namespace: z.string(),
  version: z.string(),
  changes: z.array(z.object({ workload: workloadRef, container: z.string(), from: z.string(), to: z.string() })),
  purpose: z.exactOptional(z.string()),
  subjects: z.exactOptional(z.array(z.object({ workload: workloadRef, uid: z.string(), templateHash: z.string() }))),
});

/** Evidence as it is written down. */
export const evidenceSchema = z.object({
  check: z.string(),
  verdict: z.enum(["pass", "fail", "inconclusive"]),
  reason: z.string(),
  message: z.string(),
  source: z.string(),
  collectedAt: z.number(),
  recheckAt: z.exactOptional(z.number()),
  attested: z.exactOptional(z.object({ by: person, statement: z.string(), expiresAt: z.number() })),
  measure: z.exactOptional(
    z.object({ value: z.number(), bound: z.number(), good: z.enum(["at-least", "at-most"]), unit: z.string() }),
  ),
  places: z.exactOptional(
    z.array(z.object({ path: z.string(), line: z.exactOptional(z.int()), about: z.exactOptional(z.string()) })),
  ),
  files: z.exactOptional(
    z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number(), madeAt: z.number() })),
  ),
  facts: z.exactOptional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});

const binding = z.object({
  run: z.string(),
  node: z.string(),
  application: z.string(),
  environment: z.string(),
  artifactHash: z.string(),
  manifestHash: z.string(),
  evidenceHash: z.string(),
  strategyHash: z.string(),
  nonce: z.string(),
});

const blockRecord = z.object({
  kind: z.enum(["task", "escalation", "failure"]),
  path: z.string(),
  state: z.enum(["written", "there", "failed"]),
  why: z.exactOptional(z.string()),
});

const decision = z.object({
  by: person,
  answer: z.enum(["approve", "reject", "override"]),
  comment: z.exactOptional(z.string()),
  bindingHash: z.string(),
  request: z.string(),
});

const pin = z.object({
  uid: z.string(),
  generation: z.number(),
  revision: z.exactOptional(z.string()),
  writtenAt: z.number(),
});

const progress = z.object({
  desired: z.number(),
  updated: z.number(),
  ready: z.number(),
  available: z.number(),
  replicas: z.exactOptional(z.number()),
});

const verdict = z.object({
  status: z.enum([
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
  ]),
  reason: z.string(),
  message: z.string(),
  progress: z.exactOptional(progress),
  drained: z.exactOptional(z.boolean()),
});

/** Reads one event from outside; members it does not know are left out. */
export const eventSchema = z.discriminatedUnion("type", [
  event("run-requested", {
    run: z.string(),
    release,
    by: person,
    authors: z.array(person),
    graph: graphSchema,
    rollback: z.enum(["automatic", "ask"]),
    manifestHash: z.string(),
    nonce: z.string(),
  }),
  event("runner-started", { generation: z.int(), pid: z.int(), server: z.exactOptional(z.string()) }),
  event("node-entered", { node: z.string(), visit: z.int() }),
  event("evidence-recorded", { node: z.string(), evidence: evidenceSchema }),
  event("block-recorded", { node: z.string(), records: z.array(blockRecord) }),
  event("approval-requested", { node: z.string(), binding, expiresAt: z.number() }),
  event("approval-given", { node: z.string(), decision }),
  event("approval-withdrawn", { node: z.string(), by: person, request: z.string() }),
  event("check-attested", { node: z.string(), evidence: evidenceSchema, request: z.string() }),
  event("recheck-requested", { node: z.string(), by: person, request: z.string() }),
  event("approval-checked", {
    node: z.string(),
    generation: z.int(),
    manifestHash: z.string(),
    lost: z.exactOptional(z.string()),
  }),
  event("request-refused", { request: z.string(), reason: z.string(), message: z.string(), by: person }),
  event("action-intended", {
    node: z.string(),
    workload: workloadRef,
    before: z.string(),
    after: z.string(),
    fence: z.exactOptional(z.int()),
  }),
  event("action-done", { node: z.string(), workload: workloadRef, pin, changed: z.boolean() }),
  event("action-failed", { node: z.string(), workload: workloadRef, reason: z.string(), message: z.string() }),
  event("pod-removal-intended", {
    node: z.string(),
    workload: workloadRef,
    pod: z.string(),
    uid: z.string(),
    revision: z.string(),
  }),
  event("rollout-observed", { node: z.string(), workload: workloadRef, verdict }),
  event("hold-started", { node: z.string(), endsAt: z.number() }),
  event("decision-asked", { node: z.string(), question: z.string() }),
  event("decision-made", { node: z.string(), option: z.string(), by: person, request: z.string() }),
  event("intervention", {
    request: z.string(),
    kind: z.enum(["pause", "resume", "abort", "rollback"]),
    by: person,
    reason: z.exactOptional(z.string()),
  }),
  event("node-left", { node: z.string(), outcome: z.string(), message: z.string() }),
  event("revision-verified", { workload: workloadRef, revision: restorePoint }),
  event("run-ended", { outcome: runOutcome, message: z.string() }),
]) satisfies z.ZodType<RunEvent>;

/** Event types this version of Tidegate knows. */
export const EVENT_TYPES: ReadonlySet<string> = new Set(eventSchema.options.map((option) => option.shape.type.value));

function event<T extends string, M extends z.ZodRawShape>(
  type: T,
  members: M,
): z.ZodObject<M & { type: z.ZodLiteral<T> }> {
  return z.object({ type: z.literal(type), ...members });
}
