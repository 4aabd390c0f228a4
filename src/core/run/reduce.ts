import { Fault } from "../../base/result.ts";
import { nodeOf, sameWorkload } from "../graph/walk.ts";
import { hasAnswered, NO_REQUESTS, withAnswered } from "./answeredRequests.ts";
import { attemptsAfter, checkAttested, evidenceRecorded, recheckRequested } from "./changes/checkChanges.ts";
import { approvalChecked, approvalGiven, approvalRequested, approvalWithdrawn } from "./changes/approvalChanges.ts";
import { type EventOf, isHere } from "./changes/here.ts";
import type { RunEvent } from "./event.ts";
import { currentIntent } from "./facts.ts";
import { requestIn } from "./requestIn.ts";
import type { PendingApproval, RunState } from "./state.ts";
import { NO_VISITS, visitOf, withVisit } from "./visits.ts";

/** An event and when it happened, in milliseconds since the epoch. */
export interface TimedEvent {
  readonly event: RunEvent;
  readonly at: number;
}

/**
 * The state after one more event. Total: an event that does not fit the state, or that tells a fact again, changes
 * only the time. The first event must be `run-requested`; any other throws a Fault of reason `NoRun`.
 */
export function reduce(state: RunState | undefined, { event, at }: TimedEvent): RunState {
  if (event.type === "run-requested") return state ?? begin(event, at);
  if (state === undefined) {
    throw new Fault("NoRun", `The journal begins with "${event.type}" instead of the run's request. Restore its head.`);
  }
  const request = requestIn(event);
  if (request !== undefined && hasAnswered(state.answeredRequests, request)) return { ...state, lastEventAt: at };
  const after = state.ended === undefined ? changed(state, event, at) : state;
  return { ...noteRequest(after, request), lastEventAt: at };
}

function begin(event: EventOf<"run-requested">, at: number): RunState {
  return {
    run: event.run,
    release: event.release,
    requestedBy: event.by,
    authors: event.authors,
    requestedAt: at,
    graph: event.graph,
    rollback: event.rollback,
    manifestHash: event.manifestHash,
    nonce: event.nonce,
    generation: 0,
    servers: [],
    node: undefined,
    enteredAt: at,
    left: undefined,
    visits: NO_VISITS,
    path: [],
    evidence: [],
    words: [],
    blocks: [],
    rechecks: 0,
    attempts: [],
    approval: undefined,
    granted: undefined,
    asked: [],
    checked: undefined,
    question: undefined,
    chosen: undefined,
    holdEndsAt: undefined,
    paused: false,
    intervention: undefined,
    intents: [],
    failure: undefined,
    pins: [],
    rollouts: [],
    failedRollout: undefined,
    observations: 0,
    verified: [],
    ended: undefined,
    answeredRequests: NO_REQUESTS,
    lastEventAt: at,
    unprotected: [],
  };
}

/** Every request that was followed or refused is remembered, so that none is answered twice. */
function noteRequest(state: RunState, request: string | undefined): RunState {
  return request === undefined ? state : { ...state, answeredRequests: withAnswered(state.answeredRequests, request) };
}

function changed(state: RunState, event: Exclude<RunEvent, EventOf<"run-requested">>, at: number): RunState {
  switch (event.type) {
    case "runner-started":
      return runnerStarted(state, event, at);
    case "node-entered":
      return nodeEntered(state, event, at);
    case "node-left":
      return nodeLeft(state, event, at);
    case "evidence-recorded":
      return evidenceRecorded(state, event);
    case "block-recorded":
      return blockRecorded(state, event);
    case "approval-requested":
      return approvalRequested(state, event, at);
    case "approval-given":
      return approvalGiven(state, event);
    case "approval-checked":
      return approvalChecked(state, event);
    case "approval-withdrawn":
      return approvalWithdrawn(state, event);
    case "check-attested":
      return checkAttested(state, event);
    case "recheck-requested":
      return recheckRequested(state, event);
    case "action-intended":
      return actionIntended(state, event);
    case "action-done":
      return actionDone(state, event);
    case "action-failed":
      return actionFailed(state, event);
    case "rollout-observed":
      return rolloutObserved(state, event, at);
    case "hold-started":
      return isHere(state, event) ? { ...state, holdEndsAt: state.holdEndsAt ?? event.endsAt } : state;
    case "decision-asked":
      return isHere(state, event) ? { ...state, question: { node: event.node, question: event.question } } : state;
    case "decision-made":
      return isHere(state, event) ? { ...state, chosen: { option: event.option, by: event.by } } : state;
    case "intervention":
      return intervened(state, event);
    case "revision-verified":
      return revisionVerified(state, event);
    case "run-ended":
      return {
        ...state,
        node: undefined,
        left: undefined,
        approval: undefined,
        question: undefined,
        ended: endOf(event, at),
      };
    case "request-refused":
    case "pod-removal-intended":
      return state;
  }
}

function endOf(event: EventOf<"run-ended">, at: number): RunState["ended"] {
  return { outcome: event.outcome, message: event.message, at };
}

function runnerStarted(state: RunState, event: EventOf<"runner-started">, at: number): RunState {
  const generation = Math.max(event.generation, state.generation + 1);
  const gap = { from: state.lastEventAt, to: at };
  const servers = [...state.servers, event.server];
  return { ...state, generation, servers, unprotected: state.generation === 0 ? [] : [...state.unprotected, gap] };
}

function nodeEntered(state: RunState, event: EventOf<"node-entered">, at: number): RunState {
  if (event.visit <= (visitOf(state.visits, event.node) ?? 0)) return state;
  const backwards = nodeOf(state.graph, event.node)?.back === true;
  const asked = state.intervention?.kind === "abort" && event.node === state.graph.trouble;
  return {
    ...state,
    node: event.node,
    enteredAt: at,
    left: undefined,
    visits: withVisit(state.visits, event.node, event.visit),
    approval: undefined,
    question: undefined,
    chosen: undefined,
    holdEndsAt: undefined,
    failure: undefined,
    rechecks: 0,
    paused: state.paused && !backwards,
    intervention: backwards || asked ? undefined : state.intervention,
  };
}

function nodeLeft(state: RunState, event: EventOf<"node-left">, at: number): RunState {
  if (!isHere(state, event)) return state;
  const { node, outcome, message } = event;
  const step = {
    node,
    visit: visitOf(state.visits, node) ?? 1,
    outcome,
    message,
    enteredAt: state.enteredAt,
    leftAt: at,
  };
  const granted =
    outcome === "approved" && state.approval !== undefined ? { ...state.approval, grantedAt: at } : undefined;
  return {
    ...state,
    left: outcome,
    path: [...state.path, step],
    attempts: attemptsAfter(state, event),
    approval: undefined,
    asked: state.approval === undefined ? state.asked : withRequest(state.asked, state.approval),
    question: undefined,
    granted: outcome === "voided" ? undefined : (granted ?? state.granted),
  };
}

/** It is told of the visit that was just left, once. */
function blockRecorded(state: RunState, { node, records }: EventOf<"block-recorded">): RunState {
  const visit = visitOf(state.visits, node) ?? 1;
  if (state.blocks.some((one) => one.node === node && one.visit === visit)) return state;
  return { ...state, blocks: [...state.blocks, { node, visit, records }] };
}

function withRequest(asked: RunState["asked"], request: PendingApproval): RunState["asked"] {
  return [...asked.filter((one) => one.node !== request.node), request];
}

function actionIntended(state: RunState, event: EventOf<"action-intended">): RunState {
  if (!isHere(state, event) || currentIntent(state) !== undefined) return state;
  const { type: _type, ...said } = event;
  const { node } = event;
  const intent = { ...said, visit: visitOf(state.visits, node) ?? 1, status: "intended" as const };
  const at = nodeOf(state.graph, node);
  const used = at?.kind === "action" && at.approval !== undefined;
  return { ...state, intents: [...state.intents, intent], granted: used ? undefined : state.granted };
}

function actionDone(state: RunState, event: EventOf<"action-done">): RunState {
  const { workload, pin, node } = event;
  return { ...settled(state, "done"), pins: [...without(state.pins, workload), { workload, pin, node }] };
}

function actionFailed(state: RunState, event: EventOf<"action-failed">): RunState {
  if (!isHere(state, event)) return state;
  return { ...settled(state, "failed"), failure: { reason: event.reason, message: event.message } };
}

function settled(state: RunState, status: "done" | "failed"): RunState {
  const intents = state.intents.map((intent) => (intent.status === "intended" ? { ...intent, status } : intent));
  return { ...state, intents };
}

function rolloutObserved(state: RunState, event: EventOf<"rollout-observed">, at: number): RunState {
  const { workload, verdict, node } = event;
  const { generation } = state;
  const visit = visitOf(state.visits, node) ?? 1;
  const before = state.rollouts.find(
    (one) =>
      sameWorkload(one.workload, workload) && one.node === node && one.visit === visit && one.generation === generation,
  );
  const recovers = verdict.status === "Current" && before !== undefined && before.verdict.status !== "Current";
  const seen = { workload, verdict, node, visit, generation, at, recoveredAt: recovers ? at : before?.recoveredAt };
  const failed = verdict.status === "Failed" && nodeOf(state.graph, node)?.back !== true;
  return {
    ...state,
    rollouts: [...without(state.rollouts, workload), seen],
    failedRollout: failed ? seen : state.failedRollout,
    observations: state.observations + 1,
  };
}

function revisionVerified(state: RunState, event: EventOf<"revision-verified">): RunState {
  const { workload, revision } = event;
  return { ...state, verified: [...without(state.verified, workload), { workload, revision }] };
}

function intervened(state: RunState, event: EventOf<"intervention">): RunState {
  const { kind, by } = event;
  if (kind === "pause") return { ...state, paused: true };
  if (kind === "resume") return { ...state, paused: false };
  return { ...state, paused: false, intervention: { kind, by } };
}

function without<T extends { readonly workload: RunState["pins"][number]["workload"] }>(
  list: readonly T[],
  workload: T["workload"],
): T[] {
  return list.filter((one) => !sameWorkload(one.workload, workload));
}
