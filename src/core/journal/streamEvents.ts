import { parseTimestamp } from "../../base/clock.ts";
import type { Graph, RunOutcome } from "../graph/graph.ts";
import { nodeOf } from "../graph/walk.ts";
import type { RunEvent } from "../run/event.ts";
import type { RolloutStatus } from "../rollout/verdict.ts";
import type { JournalEntry } from "./entry.ts";

/** One event of the stream for other tools: a name, an RFC 3339 time, and facts. Written as one line of JSON each. */
export interface StreamEvent {
  readonly event:
    | "deployment_started"
    | "health_check"
    | "scaling_event"
    | "deployment_validation"
    | "validation_complete"
    | "deployment_completed";
  readonly timestamp: string;
  readonly [fact: string]: unknown;
}

/** What later entries need to know of earlier ones. */
interface Told {
  graph: Graph | undefined;
  startedAt: number | undefined;
  run: string;
  readonly desired: Map<string, number>;
}

/** The journal in the operations handbook's event names, oldest first. Entries without a counterpart are left out. */
export function toStreamEvents(entries: Iterable<JournalEntry>): readonly StreamEvent[] {
  const next = streamer();
  return [...entries].flatMap((entry) => next(entry));
}

/** The same for a journal that is being written: give it each entry, from the first on. */
export function streamer(): (entry: JournalEntry) => readonly StreamEvent[] {
  const told: Told = { graph: undefined, startedAt: undefined, run: "", desired: new Map() };
  return (entry) => streamed(entry, told);
}

function streamed({ event, at }: JournalEntry, told: Told): StreamEvent[] {
  if (event.type === "run-requested") return [started(event, at, told)];
  if (event.type === "rollout-observed") return observed(event, at, told);
  if (event.type === "node-entered" || event.type === "recheck-requested") return validating(event, at, told);
  if (event.type === "check-attested") return attested(event, at, told);
  if (event.type === "node-left") return validated(event, at, told);
  return event.type === "run-ended" ? [completed(event, at, told)] : [];
}

/** Checks and holds are what validates a deployment; the label of such a step. */
function validation(told: Told, id: string): string | undefined {
  const node = nodeOf(told.graph, id);
  return node?.kind === "check" || node?.kind === "hold" ? node.label : undefined;
}

/** Asked to measure again, a list is validated again. */
function validating({ node }: { readonly node: string }, at: string, told: Told): StreamEvent[] {
  const step = validation(told, node);
  if (step === undefined) return [];
  return [{ event: "deployment_validation", timestamp: at, run: told.run, step, status: "validating" }];
}

/** A person's word is a part of the validation of its list. */
function attested(event: Extract<RunEvent, { type: "check-attested" }>, at: string, told: Told): StreamEvent[] {
  const step = validation(told, event.node);
  if (step === undefined) return [];
  const { check, verdict, message } = event.evidence;
  const result = RESULTS[verdict] ?? "failed";
  const word = { run: told.run, step, status: "attested", check, result, message };
  return [{ event: "deployment_validation", timestamp: at, ...word }];
}

function validated(event: Extract<RunEvent, { type: "node-left" }>, at: string, told: Told): StreamEvent[] {
  const step = validation(told, event.node);
  if (step === undefined) return [];
  const { message } = event;
  const result = RESULTS[event.outcome] ?? "failed";
  return [{ event: "validation_complete", timestamp: at, run: told.run, step, result, message }];
}

const RESULTS: Readonly<Record<string, string>> = { pass: "passed", healthy: "passed", inconclusive: "inconclusive" };

function started(event: Extract<RunEvent, { type: "run-requested" }>, at: string, told: Told): StreamEvent {
  told.graph = event.graph;
  told.run = event.run;
  told.startedAt = parseTimestamp(at);
  const { application, environment, version } = event.release;
  return { event: "deployment_started", timestamp: at, run: event.run, application, environment, version };
}

function observed(event: Extract<RunEvent, { type: "rollout-observed" }>, at: string, told: Told): StreamEvent[] {
  const { workload, verdict } = event;
  const { status, reason } = verdict;
  const health = {
    timestamp: at,
    run: told.run,
    status: HEALTH[status] ?? "pending",
    services: [workload.name],
    reason,
  };
  const stream: StreamEvent[] = [{ event: "health_check", ...health }];
  const desired = verdict.progress?.desired;
  const before = told.desired.get(workload.name);
  if (desired === undefined) return stream;
  told.desired.set(workload.name, desired);
  if (before === undefined || before === desired) return stream;
  const action = desired > before ? "scale_up" : "scale_down";
  const scaled = { timestamp: at, run: told.run, action, instances: desired, service: workload.name };
  return [...stream, { event: "scaling_event", ...scaled, reason: "desired_replicas_changed" }];
}

const HEALTH: Readonly<Partial<Record<RolloutStatus, string>>> = {
  Current: "passing",
  Failed: "failing",
  Terminating: "failing",
};

const STATUS: Readonly<Record<RunOutcome, string>> = {
  completed: "success",
  "rolled-back": "rolled_back",
  rejected: "rejected",
  blocked: "blocked",
  failed: "failed",
  aborted: "aborted",
  superseded: "superseded",
  escalated: "escalated",
};

function completed(event: Extract<RunEvent, { type: "run-ended" }>, at: string, told: Told): StreamEvent {
  const ms = (parseTimestamp(at) ?? 0) - (told.startedAt ?? parseTimestamp(at) ?? 0);
  const seconds = Math.max(0, Math.round(ms / 1000));
  const duration = `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
  const status = STATUS[event.outcome];
  return { event: "deployment_completed", timestamp: at, run: told.run, status, duration, message: event.message };
}
