import type { EnvironmentConfig } from "../config/config.ts";
import type { ApprovalPolicy } from "../graph/graph.ts";
import { approvalPolicyOf } from "./policy.ts";

/**
 * What an approval that a document asks for takes in an environment: nothing that the environment's own approvals do
 * not allow. The document may ask for more people, for less time and for the word, never for less. Who may put it
 * through alone is the environment's to say.
 */
export function ownPolicy(environment: EnvironmentConfig, asked: ApprovalPolicy): ApprovalPolicy {
  const { approval } = environment;
  const floor = approvalPolicyOf(environment);
  const approvers = approval?.approvers ?? asked.approvers;
  const overriders = approval?.overriders ?? [];
  return {
    required: Math.max(1, asked.required, floor?.required ?? 0),
    selfApproval: asked.selfApproval && approval?.selfApproval === true,
    expiresAfterSeconds: Math.min(asked.expiresAfterSeconds, floor?.expiresAfterSeconds ?? asked.expiresAfterSeconds),
    ...(approvers === undefined ? {} : { approvers }),
    ...(asked.strict === true || approval?.strict === true ? { strict: true } : {}),
    ...(overriders.length === 0 ? {} : { overriders }),
    ...(approval?.store === "cluster" ? { store: approval.store } : {}),
  };
}
