import type { ApprovalDecision } from "./approval.ts";

/** The override that puts a request through alone. */
export function overrideIn(decisions: readonly ApprovalDecision[]): ApprovalDecision | undefined {
  return decisions.find((one) => one.answer === "override");
}

/** The answers that say yes. */
export function yesesIn(decisions: readonly ApprovalDecision[]): readonly ApprovalDecision[] {
  return decisions.filter((one) => one.answer === "approve");
}

/** Whether these answers open the way: an override, or as many people as are required, and nobody against it. */
export function isEnough(decisions: readonly ApprovalDecision[], required: number): boolean {
  if (decisions.some((one) => one.answer === "reject")) return false;
  return overrideIn(decisions) !== undefined || yesesIn(decisions).length >= required;
}
