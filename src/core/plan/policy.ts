import type { EnvironmentConfig } from "../config/config.ts";
import type { ApprovalPolicy } from "../graph/graph.ts";

const DEFAULT_EXPIRY_SECONDS = 3600;

/**
 * The approval an environment asks for; undefined where it asks for none. Production always asks, unless the file says
 * `required: 0` in so many words: a missing section is never read as leave.
 */
export function approvalPolicyOf(environment: EnvironmentConfig): ApprovalPolicy | undefined {
  const { approval, production } = environment;
  if (approval === undefined) {
    if (!production) return undefined;
    return { required: 1, selfApproval: false, expiresAfterSeconds: DEFAULT_EXPIRY_SECONDS };
  }
  const { required, selfApproval, expires, approvers } = approval;
  if (required === 0) return undefined;
  const listed = approvers === undefined ? {} : { approvers };
  return { required, selfApproval, expiresAfterSeconds: expires, ...listed };
}
