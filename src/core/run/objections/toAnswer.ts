import { bindingHash } from "../../approvals/binding.ts";
import { mayAnswer } from "../../approvals/mayAnswer.ts";
import { samePerson } from "../../approvals/person.ts";
import { nodeOf } from "../../graph/walk.ts";
import type { PendingApproval, RunState } from "../state.ts";
import type { Objection, Request } from "./objection.ts";

/** What stands against an answer to an approval request. */
export function toAnswer(state: RunState, request: Request<"answer">, now: number): Objection {
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

/** What stands against taking an answer, or the request itself, back. */
export function toWithdrawal(state: RunState, request: Request<"withdraw">): Objection {
  const asked = state.approval ?? state.granted;
  if (asked?.node !== request.node || bindingHash(asked.binding) !== request.bindingHash) {
    return ["NotWaiting", `No approval at "${request.node}" is open any more. Look where the run is now.`];
  }
  if (samePerson(state.requestedBy, request.by) && state.approval !== undefined) return undefined;
  if (asked.decisions.some((one) => samePerson(one.by, request.by))) return undefined;
  return ["NothingToWithdraw", `${request.by.name} has neither asked for this nor answered it.`];
}
