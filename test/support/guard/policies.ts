import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import { guardPoliciesOf } from "../../../src/adapters/kubernetes/guardPolicies.ts";
import { POLICY_FILES, type PolicyObject, policyObjects } from "../../../src/core/guard/policyObjects.ts";
import type { GuardPolicies } from "../../../src/core/ports/guardPolicies.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";

/** The policies as they are shipped. */
export async function shippedPolicies(controllers: readonly string[] = []): Promise<readonly PolicyObject[]> {
  const texts = await Promise.all(
    POLICY_FILES.map((file) =>
      readFile(fileURLToPath(new URL(`../../../media/cluster/${file}`, import.meta.url)), "utf8"),
    ),
  );
  const objects = policyObjects(texts, { controllers });
  if (!objects.ok) throw objects.error;
  return objects.value;
}

export function policiesOf(cluster: Cluster): GuardPolicies {
  return guardPoliciesOf(cluster, { clock: systemClock });
}
