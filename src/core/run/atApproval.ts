import type { ApprovalDecision } from "../approvals/approval.ts";
import { countedIn } from "../approvals/counted.ts";
import { isEnough, overrideIn, yesesIn } from "../approvals/enough.ts";
import type { ApprovalNode } from "../graph/graph.ts";
import type { Effect } from "./effect.ts";
import { currentVisit } from "./facts.ts";
import { leave } from "./leave.ts";
import type { PendingApproval, RunState } from "./state.ts";
import { list } from "./words.ts";

/** Asks once a visit; one rejection is final; enough different people open the way; silence closes it. */
export function atApproval(state: RunState, node: ApprovalNode, now: number): Effect {
  const pending = state.approval;
  if (pending === undefined) {
    const expiresAt = state.enteredAt + node.policy.expiresAfterSeconds * 1000;
    if (now >= expiresAt) return leave(node, "expired", "The request ran out before it could be made. Start again.");
    return { type: "request-approval", node: node.id, visit: currentVisit(state), expiresAt };
  }
  if (pending.withdrawnBy !== undefined) {
    return leave(node, "withdrawn", `${pending.withdrawnBy.name} took the request back.`);
  }
  const rejection = pending.decisions.find((decision) => decision.answer === "reject");
  if (rejection !== undefined)
    return leave(node, "rejected", said(rejection.by.name, "rejected it", rejection.comment));
  const counted = countedIn(node.policy, state, pending);
  if (isEnough(counted, node.policy.required)) return leave(node, "approved", approvedBy(counted));
  if (now >= pending.expiresAt) return leave(node, "expired", expired(counted, pending));
  return { type: "wait", node: node.id, reason: "approval", until: pending.expiresAt };
}

function approvedBy(decisions: readonly ApprovalDecision[]): string {
  const override = overrideIn(decisions);
  if (override !== undefined) return said(override.by.name, "overrode the approval", override.comment);
  const names = decisions.map((decision) => decision.by.name);
  return names.length === 0 ? "No approval is required." : `Approved by ${list(names)}.`;
}

function expired(decisions: readonly ApprovalDecision[], { required }: PendingApproval): string {
  return `${yesesIn(decisions).length} of ${required} approved before the request ran out. Start again.`;
}

function said(name: string, what: string, comment: string | undefined): string {
  return comment === undefined || comment.trim() === "" ? `${name} ${what}.` : `${name} ${what}: ${comment.trim()}`;
}
