import type { Guard } from "../../guard/guard.ts";
import type { GuardState } from "../../guard/guardState.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** What a cluster says about its approvals. */
export interface EnforcementFacts {
  readonly namespace: string;
  /** How many people the plan asks for. */
  readonly required: number;
  readonly policies: GuardState;
  /** Undefined where the namespace has none. */
  readonly guard: Guard | undefined;
  /** Why the cluster would not take the run's request, in a sentence; undefined where it would, or was not asked. */
  readonly objection: string | undefined;
}

/**
 * Whether the API server itself holds people to the approval that the plan asks for: its policies are in place, the
 * namespace has a guard, somebody may answer, the guard asks for no more people than the plan waits for, and it takes
 * the run's request, which nobody could see otherwise.
 */
export function judgeApprovalsEnforced({ namespace, required, policies, guard, objection }: EnforcementFacts): Finding {
  if (policies.is === "unknown") return inconclusive("PoliciesUnknown", policies.message);
  if (policies.is !== "installed") return failed("PoliciesMissing", policies.message);
  if (guard === undefined) {
    const message = `${namespace} has no guard, so nobody can answer there. An administrator makes one: see Install Approval Policies.`;
    return failed("NoGuard", message);
  }
  const { spec } = guard;
  const listed = (spec.approvers.users?.length ?? 0) + (spec.approvers.groups?.length ?? 0);
  if (listed === 0) return failed("NobodyMayApprove", `The guard of ${namespace} names no approvers. Name some.`);
  if (spec.required > required) {
    const message = `The guard of ${namespace} asks for ${spec.required} people, the plan for ${required}. Write required: ${spec.required} into tidegate.yaml.`;
    return failed("MoreRequired", message);
  }
  if (objection !== undefined) return failed("NotTaken", `The cluster would not take the request: ${objection}`);
  return passed("Enforced", `${policies.message} The guard of ${namespace} takes the answers.`);
}

/** Why an approval that a guard keeps holds no longer, in a sentence; undefined where it holds. */
export function approvalLost(policies: GuardState, standing: string | undefined): string | undefined {
  if (policies.is !== "installed") return `${policies.message} The approval is asked for again.`;
  if (standing === "approved") return undefined;
  const what = standing === undefined ? "is gone from the cluster" : `is ${standing} in the cluster`;
  return `The approval ${what}. It is asked for again.`;
}
