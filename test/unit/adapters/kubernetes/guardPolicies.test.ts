import { expect, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import type { PolicyObject } from "../../../../src/core/guard/policyObjects.ts";
import type { Cluster } from "../../../../src/core/rollout/cluster.ts";
import { guardPoliciesOf } from "../../../../src/adapters/kubernetes/guardPolicies.ts";

const policy = {
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingAdmissionPolicy",
  metadata: { name: "any" },
} as PolicyObject;

test("a server that knows no admission policies is told apart from one that has none, before anything is asked of it", async () => {
  // Whatever else is asked of this cluster fails.
  const old = { context: "old", serves: async () => false } as unknown as Cluster;
  const policies = guardPoliciesOf(old, { clock: new ManualClock() });
  const refused = {
    reason: "PoliciesUnsupported",
    message: expect.stringContaining("Use a cluster of Kubernetes 1.30"),
  };
  await expect(policies.planInstall([policy])).rejects.toMatchObject(refused);
  await expect(policies.install([policy])).rejects.toMatchObject(refused);
});
