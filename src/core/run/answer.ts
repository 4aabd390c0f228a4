import { bindingHash } from "../approvals/binding.ts";
import { mayAnswer } from "../approvals/mayAnswer.ts";
import { samePerson } from "../approvals/person.ts";
import { nodeOf } from "../graph/walk.ts";
import { openOptions } from "./atDecision.ts";
import type { RunEvent } from "./event.ts";
import { hasChanged, visitsLeft } from "./facts.ts";
import type { RunRequest } from "./request.ts";
import type { PendingApproval, RunState } from "./state.ts";

type Request<T extends RunRequest["type"]> = Extract<RunRequest, { type: T }>;

/** Why a request is not followed. `undefined` where nothing stands against it. */
type Objection = readonly [reason: string, message: string] | undefined;

/**
 * What a request comes to: the event that follows it, or `request-refused` with a sentence. Empty where this request
 * was answered before, so that reading an inbox twice changes nothing. `now` is in milliseconds since the epoch.
 */
export function answer(state: RunState, request: RunRequest, now: number): readonly RunEvent[] {
  if (state.answeredRequests.includes(request.id)) return [];
  const objection = objectionTo(state, request, now);
  if (objection === undefined) return [followed(request)];
  const [reason, message] = objection;
  return [{ type: "request-refused", request: request.id, reason, message, by: request.by }];
}

function followed(request: RunRequest): RunEvent {
  const { id, by } = request;
  switch (request.type) {
    case "answer": {
      const comment = request.comment === undefined ? {} : { comment: request.comment };
      const decision = { by, answer: request.answer, bindingHash: request.bindingHash, request: id, ...comment };
      return { type: "approval-given", node: request.node, decision };
    }
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
  if (request.type === "answer") return toAnswer(state, request, now);
  if (request.type === "choose") return toChoice(state, request);
  return toIntervention(state, request);
}

function toAnswer(state: RunState, request: Request<"answer">, now: number): Objection {
  const node = nodeOf(state.graph, state.node);
  const pending = state.approval;
  if (node?.kind !== "approval" || node.id !== request.node || pending === undefined || state.left !== undefined) {
    return ["NotWaiting", `The run does not wait for an approval at "${request.node}". Look where it is now.`];
  }
  const settled = alreadySettled(pending, request, now);
  if (settled !== undefined) return settled;
  const verdict = mayAnswer(node.policy, state.requestedBy, state.authors, request.by);
  return verdict.ok ? undefined : [verdict.reason, verdict.message];
}

function alreadySettled(pending: PendingApproval, request: Request<"answer">, now: number): Objection {
  const { decisions, required, binding, expiresAt } = pending;
  if (now >= expiresAt) return ["Expired", "The request has run out. Start a new run."];
  if (request.bindingHash !== bindingHash(binding)) {
    return [
      "BindingChanged",
      "This answer is for other facts than those asked about now. Review them and answer again.",
    ];
  }
  if (decisions.some((one) => one.answer === "reject")) return ["AlreadyRejected", "It was rejected, which is final."];
  if (decisions.length >= required) return ["AlreadyApproved", "It has all the approvals it needs."];
  if (decisions.some((one) => samePerson(one.by, request.by))) {
    return ["AlreadyAnswered", `${request.by.name} has answered; the next answer must come from someone else.`];
  }
  return undefined;
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
  return state.graph.nodes.some((node) => node.back === true && (state.visits[node.id] ?? 0) > 0);
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
