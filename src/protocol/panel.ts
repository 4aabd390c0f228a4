import * as z from "zod";
import { pictureGraph } from "./picture.ts";

/**
 * What the host and the panel's webview say to each other. The host sends whole snapshots, because a hidden webview
 * loses messages; the webview keeps only what is about looking (place, zoom, selection) and asks for anything else.
 * Every time is in milliseconds since the epoch. Every string may come from outside and is shown as text.
 */
const verdict = z.enum(["pass", "fail", "inconclusive", "open"]);

const attestation = z.object({ by: z.string(), statement: z.string(), expiresAt: z.number() });

/** A number against its bound; the bound itself is good. */
const measure = z.object({
  value: z.number(),
  bound: z.number(),
  good: z.enum(["at-least", "at-most"]),
  unit: z.string(),
});

/** A file below the folder of the run's `tidegate.yaml`; lines count from 1. */
const evidencePlace = z.object({ path: z.string(), line: z.number().optional(), about: z.string().optional() });

const evidenceFile = z.object({ path: z.string(), sha256: z.string(), bytes: z.number(), madeAt: z.number() });

const checkView = z.object({
  id: z.string(),
  label: z.string(),
  /** Why it is asked, and the rule's source where there is one. */
  why: z.string().optional(),
  verdict,
  message: z.string(),
  /** The command, file or call that was read. */
  source: z.string().optional(),
  collectedAt: z.number().optional(),
  attested: attestation.optional(),
  measure: measure.optional(),
  /** Where its reason stands, the first first. */
  places: z.array(evidencePlace).optional(),
  /** What was read for it. */
  files: z.array(evidenceFile).optional(),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Whether a person's word would settle it now. */
  canAttest: z.boolean(),
  /** That word would let a change through a closed window. */
  overrides: z.boolean().optional(),
  /** Why the person here may not override it, in a sentence. */
  mayNot: z.string().optional(),
});

const decisionView = z.object({
  by: z.string(),
  answer: z.enum(["approve", "reject", "override"]),
  comment: z.string().optional(),
});

const approvalView = z.object({
  state: z.enum(["ahead", "waiting", "approved", "rejected", "expired", "withdrawn"]),
  required: z.number(),
  decisions: z.array(decisionView),
  requestedBy: z.string(),
  expiresAt: z.number().optional(),
  risk: z.object({ level: z.enum(["low", "medium", "high"]), reasons: z.array(z.string()) }),
  /** What the yes is bound to, as names and values to read. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Where answers are kept, and what they are worth there. */
  store: z.string(),
  strict: z.boolean(),
  /** What the person here may do now; a sentence where they may not. */
  mayAnswer: z.boolean(),
  mayNot: z.string().optional(),
  mayOverride: z.boolean(),
  mayWithdraw: z.boolean(),
});

const questionView = z.object({
  question: z.string(),
  options: z.array(z.object({ id: z.string(), label: z.string(), open: z.boolean() })),
  proposal: z.object({ option: z.string(), because: z.string() }).optional(),
  waiting: z.boolean(),
});

const rolloutView = z.object({
  workload: z.string(),
  status: z.string(),
  message: z.string(),
  progress: z.object({ desired: z.number(), updated: z.number(), ready: z.number(), available: z.number() }).optional(),
});

const visit = z.object({
  visit: z.number(),
  enteredAt: z.number(),
  /** Absent while the run is at the node. */
  leftAt: z.number().optional(),
  outcome: z.string().optional(),
  message: z.string().optional(),
});

/** Where a run stands with a node. `ahead`: it may come to it; `skipped`: it ended without it. */
export const nodeState = z.enum(["ahead", "now", "waiting", "passed", "failed", "skipped"]);

const nodeView = z.object({
  id: z.string(),
  state: nodeState,
  /** What keeps the run here, in a sentence; only for the node it is at. */
  blocked: z.string().optional(),
  /** `1/2` on an approval, a countdown's end on a hold. */
  mark: z.string().optional(),
  countsDownTo: z.number().optional(),
  why: z.string().optional(),
  detail: z.string().optional(),
  /** Document and line its rule comes from. */
  source: z.string().optional(),
  token: z.string().optional(),
  visits: z.array(visit),
  /** How often it may be entered; absent where it is not counted. */
  limit: z.number().optional(),
  checks: z.array(checkView),
  /** What was written down of it where it did not open; `why` where that could not be. */
  records: z.array(z.object({ label: z.string(), path: z.string(), why: z.string().optional() })).optional(),
  approval: approvalView.optional(),
  question: questionView.optional(),
  rollouts: z.array(rolloutView),
});

const steer = z.enum(["pause", "resume", "abort", "rollback"]);

const timelineStep = z.object({
  node: z.string(),
  label: z.string(),
  kind: z.string(),
  enteredAt: z.number(),
  leftAt: z.number().optional(),
  outcome: z.string().optional(),
  message: z.string().optional(),
  countsDownTo: z.number().optional(),
});

const runView = z.object({
  run: z.string(),
  /** `shop → production 1.9.0` stands in the title; this is what it does now, in words. */
  status: z.string(),
  production: z.boolean(),
  ended: z.string().optional(),
  paused: z.boolean(),
  /** Since when no runner watches; absent while one does. */
  unprotectedSince: z.number().optional(),
  steers: z.array(steer),
  timeline: z.array(timelineStep),
  /** Spans in which nobody watched. */
  gaps: z.array(z.object({ from: z.number(), to: z.number() })),
  /** Ids of nodes passed, oldest first, then the one the run is at: the way taken. */
  way: z.array(z.string()),
});

const problemView = z.object({
  message: z.string(),
  node: z.string().optional(),
  /** One-based. */
  line: z.number().optional(),
  column: z.number().optional(),
});

/** Everything the panel shows. */
export const panelSnapshot = z.object({
  title: z.string(),
  graph: pictureGraph,
  /** Changes only with the graph: while it stays, the layout stays. */
  graphId: z.string(),
  nodes: z.array(nodeView),
  /** Absent for a graph that was opened from a document. */
  run: runView.optional(),
  /** What keeps the graph from being walked. */
  problems: z.array(problemView),
});

export type PanelSnapshot = z.infer<typeof panelSnapshot>;
export type NodeView = z.infer<typeof nodeView>;
export type NodeState = z.infer<typeof nodeState>;
export type CheckView = z.infer<typeof checkView>;
export type ApprovalView = z.infer<typeof approvalView>;
export type QuestionView = z.infer<typeof questionView>;
export type RunView = z.infer<typeof runView>;
export type TimelineStep = z.infer<typeof timelineStep>;
export type Steer = z.infer<typeof steer>;

/** Host to webview. */
export type HostMessage =
  /** The editor's language and its texts by their English ones, none where they are not translated. Sent first. */
  | { readonly type: "texts"; readonly language: string; readonly texts: Readonly<Record<string, string>> }
  | { readonly type: "snapshot"; readonly snapshot: PanelSnapshot; readonly now: number }
  /** Select this node and bring it into sight. */
  | { readonly type: "reveal"; readonly node: string }
  /** Write the picture down: answered with `exported`. */
  | { readonly type: "export"; readonly format: "svg" | "png" };

/** Webview to host. Whatever it asks for, the host asks the person again where that is due. */
export const webviewMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({
    type: z.literal("answer"),
    node: z.string(),
    answer: z.enum(["approve", "reject", "override", "withdraw"]),
  }),
  z.object({ type: z.literal("review"), node: z.string() }),
  z.object({ type: z.literal("attest"), node: z.string(), check: z.string() }),
  z.object({ type: z.literal("recheck"), node: z.string() }),
  z.object({ type: z.literal("choose"), node: z.string(), option: z.string() }),
  z.object({ type: z.literal("steer"), steer }),
  z.object({ type: z.literal("openEvidence"), node: z.string(), check: z.string() }),
  z.object({ type: z.literal("openSource"), node: z.string() }),
  /** A file that evidence names. */
  z.object({
    type: z.literal("openPlace"),
    path: z.string().max(4096),
    line: z.int().positive().optional(),
  }),
  /** A place in the document that the graph comes from. One-based. */
  z.object({ type: z.literal("openLine"), line: z.number(), column: z.number().optional() }),
  /** The person wants a file; for a picture the webview sends it itself. */
  z.object({ type: z.literal("export") }),
  z.object({
    type: z.literal("exported"),
    format: z.enum(["svg", "png"]),
    /** SVG text, or PNG as base64. */
    content: z.string().max(60_000_000),
  }),
  z.object({ type: z.literal("failed"), message: z.string().max(2000) }),
]);

export type WebviewMessage = z.infer<typeof webviewMessage>;
