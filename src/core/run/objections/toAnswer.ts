import { bindingHash } from "../../approvals/binding.ts";
import { isEnough } from "../../approvals/enough.ts";
import { type AnswerVerdict, mayAnswer, mayOverride } from "../../approvals/mayAnswer.ts";
import { samePerson } from "../../approvals/person.ts";
import { YES } from "../../approvals/strictWord.ts";
import type { ApprovalNode, ApprovalPolicy } from "../../graph/graph.ts";
import { nodeOf } from "../../graph/walk.ts";
import type { PendingApproval, RunState } from "../state.ts";
import type { Objection, Request } from "./objection.ts";

/** What stands against an answer to an approval request. The request keeps waiting whatever is refused. */
export function toAnswer(state: RunState, request: Request<"answer">, now: number): Objection {
  const node = nodeOf(state.graph, state.node);
  const pending = state.approval;
  if (node?.kind !== "approval" || node.id !== request.node || pending === undefined || state.left !== undefined) {
    return ["NotWaiting", `The run does not wait for an approval at "${request.node}". Look where it is now.`];
  }
  const settled = alreadySettled(pending, request, now);
  if (settled !== undefined) return settled;
  const verdict = judged(state, node, request);
  return verdict.ok ? toItsForm(node.policy, request) : [verdict.reason, verdict.message];
}

function judged(state: RunState, { policy }: ApprovalNode, { answer, by }: Request<"answer">): AnswerVerdict {
  const may = answer === "override" ? mayOverride : mayAnswer;
  return may(policy, state.requestedBy, state.authors, by);
}

/** A rejection and an override say why; where the policy is strict, a yes is exactly that word. */
function toItsForm({ strict }: ApprovalPolicy, { answer, word, comment = "" }: Request<"answer">): Objection {
  if (answer === "approve") {
    if (strict !== true || word === YES) return undefined;
    return ["NotYes", `Only exactly "${YES}" counts as a yes here. The request keeps waiting.`];
  }
  if (comment.trim() !== "") return undefined;
  const what = answer === "reject" ? "A rejection" : "An override";
  return ["NoReason", `${what} needs a reason, for those who read it later. Say why.`];
}

function alreadySettled(pending: PendingApproval, request: Request<"answer">, now: number): Objection {
  const { decisions, required, binding, expiresAt, withdrawnBy } = pending;
  if (withdrawnBy !== undefined) return ["Withdrawn", `${withdrawnBy.name} took the request back.`];
  if (now >= expiresAt) return ["Expired", "The request has run out. Start a new run."];
  if (request.bindingHash !== bindingHash(binding)) {
    return [
      "BindingChanged",
      "This answer is for other facts than those asked about now. Review them and answer again.",
    ];
  }
  if (decisions.some((one) => one.answer === "reject")) return ["AlreadyRejected", "It was rejected, which is final."];
  if (isEnough(decisions, required)) return ["AlreadyApproved", "It has all the approvals it needs."];
  if (decisions.some((one) => samePerson(one.by, request.by))) {
    return ["AlreadyAnswered", `${request.by.name} has answered; the next answer must come from someone else.`];
  }
  return undefined;
}

/** What stands against taking an answer, or the request itself, back. A rejection is final. */
export function toWithdrawal(state: RunState, request: Request<"withdraw">): Objection {
  const asked = state.approval ?? state.granted;
  if (asked?.node !== request.node || bindingHash(asked.binding) !== request.bindingHash) {
    return ["NotWaiting", `No approval at "${request.node}" is open any more. Look where the run is now.`];
  }
  if (asked.withdrawnBy !== undefined) return ["Withdrawn", `${asked.withdrawnBy.name} took the request back already.`];
  if (asked.decisions.some((one) => one.answer === "reject")) {
    return ["AlreadyRejected", "It was rejected, which is final."];
  }
  const requester = samePerson(state.requestedBy, request.by);
  if (requester && state.approval !== undefined) return undefined;
  if (asked.decisions.some((one) => samePerson(one.by, request.by))) return undefined;
  if (requester) return ["AlreadyApproved", "It was approved already, and the run goes on. Stop the run instead."];
  return ["NothingToWithdraw", `${request.by.name} has neither asked for this nor answered it.`];
}
