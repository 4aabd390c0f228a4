import { nodeOf } from "../graph/walk.ts";
import { hasAnswered } from "./answeredRequests.ts";
import { openOptions } from "./atDecision.ts";
import type { RunEvent } from "./event.ts";
import { hasChanged, visitsLeft } from "./facts.ts";
import type { RunRequest } from "./request.ts";
import { toAnswer, toWithdrawal } from "./objections/toAnswer.ts";
import { attested, toAttestation, toRecheck } from "./objections/toAttestation.ts";
import type { Objection, Request } from "./objections/objection.ts";
import type { RunState } from "./state.ts";
import { visitOf } from "./visits.ts";

/**
 * What a request comes to: the event that follows it, or `request-refused` with a sentence. Empty where this request
 * was answered before, so that reading an inbox twice changes nothing. `now` is in milliseconds since the epoch.
 */
export function answer(state: RunState, request: RunRequest, now: number): readonly RunEvent[] {
  if (hasAnswered(state.answeredRequests, request.id)) return [];
  const objection = objectionTo(state, request, now);
  if (objection === undefined) return [followed(state, request, now)];
  const [reason, message] = objection;
  return [{ type: "request-refused", request: request.id, reason, message, by: request.by }];
}

function followed(state: RunState, request: RunRequest, now: number): RunEvent {
  const { id, by } = request;
  switch (request.type) {
    case "answer": {
      const comment = request.comment === undefined ? {} : { comment: request.comment };
      const decision = { by, answer: request.answer, bindingHash: request.bindingHash, request: id, ...comment };
      return { type: "approval-given", node: request.node, decision };
    }
    case "withdraw":
      return { type: "approval-withdrawn", node: request.node, by, request: id };
    case "attest":
      return { type: "check-attested", node: request.node, evidence: attested(state, request, now), request: id };
    case "recheck":
      return { type: "recheck-requested", node: request.node, by, request: id };
    case "choose":
      return { type: "decision-made", node: request.node, option: request.option, by, request: id };
    case "intervene": {
      const reason = request.reason === undefined ? {} : { reason: request.reason };
      return { type: "intervention", request: id, kind: request.kind, by, ...reason };
    }
  }
}

function objectionTo(state: RunState, request: RunRequest, now: number): Objection {
  if (state.ended !== undefined) return ["RunEnded", `Run ${state.run} has ended (${state.ended.outcome}).`];
  switch (request.type) {
    case "answer":
      return toAnswer(state, request, now);
    case "withdraw":
      return toWithdrawal(state, request);
    case "attest":
      return toAttestation(state, request);
    case "recheck":
      return toRecheck(state, request);
    case "choose":
      return toChoice(state, request);
    case "intervene":
      return toIntervention(state, request);
  }
}

function toChoice(state: RunState, request: Request<"choose">): Objection {
  const node = nodeOf(state.graph, state.node);
  const waits = state.question !== undefined && state.chosen === undefined && state.left === undefined;
  if (node?.kind !== "decision" || node.id !== request.node || !waits) {
    return ["NotWaiting", `The run does not wait for a decision at "${request.node}". Look where it is now.`];
  }
  const open = openOptions(state, node);
  if (open.some((option) => option.id === request.option)) return undefined;
  return [
    "NoSuchOption",
    `"${request.option}" is not open here. Choose one of ${open.map((one) => one.id).join(", ")}.`,
  ];
}

function toIntervention(state: RunState, request: Request<"intervene">): Objection {
  if (request.kind === "resume") return state.paused ? undefined : ["NotPaused", "The run is not paused."];
  if (isGoingBack(state)) return ["GoingBack", "The run is on its way back, which is watched to its end."];
  if (state.intervention !== undefined) {
    return ["AlreadyAsked", `${state.intervention.by.name} has already asked to ${wish(state.intervention.kind)}.`];
  }
  if (request.kind === "pause") return state.paused ? ["AlreadyPaused", "The run is paused already."] : undefined;
  return request.kind === "abort" ? toAbort(state) : toRollback(state);
}

function isGoingBack(state: RunState): boolean {
  return state.graph.nodes.some((node) => node.back === true && (visitOf(state.visits, node.id) ?? 0) > 0);
}

function wish(kind: "abort" | "rollback"): string {
  return kind === "abort" ? "stop the run" : "roll back";
}

function toAbort(state: RunState): Objection {
  const asked = state.graph.trouble !== undefined && state.node === state.graph.trouble && hasChanged(state);
  return asked ? ["DecisionWaits", "The run already asks what to do. Choose one of its options."] : undefined;
}

function toRollback(state: RunState): Objection {
  const target = nodeOf(state.graph, state.graph.rollback);
  if (target === undefined || visitsLeft(state, target) < 1) return ["NoWayBack", "This run has no way back."];
  if (hasChanged(state)) return undefined;
  return ["NothingChanged", "Nothing was changed yet, so there is nothing to roll back. Stop the run instead."];
}
