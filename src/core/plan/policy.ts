import type { Hazard } from "../approvals/hazards.ts";
import type { EnvironmentConfig } from "../config/config.ts";
import type { ApprovalPolicy } from "../graph/graph.ts";

/** How long an approval waits, where the file does not say. */
export const DEFAULT_EXPIRY_SECONDS = 3600;

/** What production asks for where the file has no approval section. */
const UNSAID = { required: 1, selfApproval: false, expires: DEFAULT_EXPIRY_SECONDS } as const;

/**
 * The approval an environment asks for; undefined where it asks for none. Production always asks, unless the file says
 * `required: 0` in so many words: a missing section is never read as leave. A hazard is asked about even then.
 */
export function approvalPolicyOf(
  environment: EnvironmentConfig,
  hazards: readonly Hazard[] = [],
): ApprovalPolicy | undefined {
  const { approval, production } = environment;
  if (approval === undefined) return production ? policyOf(UNSAID) : undefined;
  if (approval.required > 0) return policyOf(approval);
  return production && hazards.length > 0 ? policyOf({ ...approval, required: 1 }) : undefined;
}

type Section = Pick<NonNullable<EnvironmentConfig["approval"]>, "required" | "selfApproval" | "expires"> &
  Partial<NonNullable<EnvironmentConfig["approval"]>>;

function policyOf({ required, selfApproval, expires, approvers, strict, overriders, store }: Section): ApprovalPolicy {
  return {
    required,
    selfApproval,
    expiresAfterSeconds: expires,
    ...(approvers === undefined ? {} : { approvers }),
    ...(strict === true ? { strict } : {}),
    ...(overriders === undefined || overriders.length === 0 ? {} : { overriders }),
    ...(store === "cluster" ? { store } : {}),
  };
}
