import * as z from "zod";
import { checkTerms, deploymentWindows } from "../gates/termsSchema.ts";
import type { Graph, RunOutcome, WorkloadRef } from "./graph.ts";

/** A workload as journals and plans name it. */
export const workloadRef = z.object({
  kind: z.enum(["Deployment", "StatefulSet", "DaemonSet"]),
  name: z.string(),
}) satisfies z.ZodType<WorkloadRef>;

export const restorePoint = z.object({
  revision: z.string(),
  templateHash: z.string(),
  images: z.record(z.string(), z.string()),
});

export const runOutcome = z.enum([
  "completed",
  "rolled-back",
  "rejected",
  "blocked",
  "failed",
  "aborted",
  "superseded",
  "escalated",
]) satisfies z.ZodType<RunOutcome>;

const base = {
  id: z.string(),
  label: z.string(),
  why: z.exactOptional(z.string()),
  detail: z.exactOptional(z.string()),
  source: z.exactOptional(z.string()),
  token: z.exactOptional(z.string()),
  limit: z.exactOptional(z.int().positive()),
  back: z.exactOptional(z.boolean()),
};

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const checkSpec = z.object({
  id: z.string(),
  label: z.string(),
  attestedFor: z.exactOptional(z.number().positive()),
  parameters: z.exactOptional(z.record(z.string(), scalar)),
  terms: z.exactOptional(checkTerms),
});

const policy = z.object({
  required: z.int().nonnegative(),
  approvers: z.exactOptional(z.array(z.string())),
  selfApproval: z.boolean(),
  expiresAfterSeconds: z.number().nonnegative(),
  strict: z.exactOptional(z.boolean()),
  overriders: z.exactOptional(z.array(z.string())),
  store: z.exactOptional(z.literal("cluster")),
});

const risk = z.object({ level: z.enum(["low", "medium", "high"]), reasons: z.array(z.string()) });

const action = z.discriminatedUnion("type", [
  z.object({ type: z.literal("set-image"), workload: workloadRef, images: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal("restore"), workload: workloadRef, to: restorePoint }),
  z.object({
    type: z.literal("scale"),
    workload: workloadRef,
    from: z.int().nonnegative(),
    to: z.int().nonnegative(),
  }),
  z.object({ type: z.literal("restart"), workload: workloadRef, at: z.number() }),
]);

const node = z.discriminatedUnion("kind", [
  z.object({ ...base, kind: z.literal("start") }),
  z.object({
    ...base,
    kind: z.literal("check"),
    gate: z.exactOptional(z.boolean()),
    quality: z.exactOptional(z.boolean()),
    waits: z.exactOptional(z.boolean()),
    mends: z.exactOptional(z.string()),
    checks: z.array(checkSpec),
  }),
  z.object({
    ...base,
    kind: z.literal("decision"),
    question: z.string(),
    follows: z.exactOptional(z.string()),
    proposal: z.exactOptional(z.object({ option: z.string(), because: z.string() })),
    options: z.array(z.object({ id: z.string(), label: z.string() })),
  }),
  z.object({ ...base, kind: z.literal("approval"), policy, risk: z.exactOptional(risk) }),
  z.object({
    ...base,
    kind: z.literal("action"),
    action,
    approval: z.exactOptional(z.string()),
    windows: z.exactOptional(deploymentWindows),
  }),
  z.object({
    ...base,
    kind: z.literal("hold"),
    until: z.enum(["ready", "elapsed"]),
    seconds: z.number().nonnegative(),
    workloads: z.array(workloadRef),
  }),
  z.object({ ...base, kind: z.literal("end"), outcome: runOutcome }),
]);

/** A graph from outside: its shape only. Whether it can be walked, `validateGraph` tells. */
export const graphSchema = z.object({
  id: z.string(),
  title: z.string(),
  start: z.string(),
  nodes: z.array(node),
  edges: z.array(z.object({ from: z.string(), to: z.string(), when: z.string(), label: z.exactOptional(z.string()) })),
  groups: z.exactOptional(z.array(z.object({ id: z.string(), label: z.string(), nodes: z.array(z.string()) }))),
  rollback: z.exactOptional(z.string()),
  trouble: z.exactOptional(z.string()),
  escalation: z.exactOptional(z.string()),
}) satisfies z.ZodType<Graph>;
