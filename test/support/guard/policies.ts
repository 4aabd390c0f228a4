import { fileURLToPath } from "node:url";
import { guardPoliciesOf } from "../../../src/adapters/kubernetes/guardPolicies.ts";
import { shippedPolicies as policiesIn } from "../../../src/adapters/kubernetes/shippedPolicies.ts";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import type { PolicyObject } from "../../../src/core/guard/policyObjects.ts";
import type { GuardPolicies } from "../../../src/core/ports/guardPolicies.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";

/** Where the approval policies stand that are shipped. */
export const POLICIES = fileURLToPath(new URL("../../../media/cluster", import.meta.url));

/** The policies as they are shipped. */
export function shippedPolicies(): Promise<readonly PolicyObject[]> {
  return policiesIn(POLICIES);
}

export function policiesOf(cluster: Cluster): GuardPolicies {
  return guardPoliciesOf(cluster, { clock: systemClock });
}
