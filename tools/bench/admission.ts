import path from "node:path";
import { guardStoreOf } from "../../src/adapters/kubernetes/guardStore.ts";
import { systemClock } from "../../src/adapters/process/systemClock.ts";
import { connect } from "../../src/cluster.ts";
import type { GuardStore } from "../../src/core/ports/guardStore.ts";
import type { Cluster } from "../../src/core/rollout/cluster.ts";
import { KINDS } from "../../src/core/rollout/kinds.ts";
import { type ControlPlane, startControlPlane } from "../../test/support/controlPlane/controlPlane.ts";
import { applyManifest } from "../../test/support/controlPlane/kubectl.ts";
import { pollUntil } from "../../test/support/controlPlane/processes.ts";
import { deployment } from "../../test/support/controlPlane/workload.ts";
import { guard } from "../../test/support/guard/guardedNamespace.ts";
import { policiesOf, shippedPolicies } from "../../test/support/guard/policies.ts";
import { webRequest } from "../../test/support/guard/requests.ts";
import { yesTo } from "../../test/support/guard/yes.ts";
import { measuredOf, type Round, type Taken, told } from "./admissionFigures.ts";
import { decisionsSoFar, since } from "./admissionMetrics.ts";
import type { Bench } from "./figure.ts";

const NAMESPACE = "measured";
const REF = { kind: KINDS.Deployment, namespace: NAMESPACE, name: "web" };
const ROUNDS = 9;
const PATCHES = 60;
/** Not measured after each change of bindings: the server then prepares the policies anew, beside the first patches. */
const FIRST = 20;
/** A guard as it is after some weeks. */
const REQUESTS = 50;
const READY_MS = 60_000;

/** What the approval policies add to a patch of an approved image, on a real control plane. */
export const admissionBench: Bench = {
  name: "admission",
  async run() {
    const controlPlane = await startControlPlane({ fakeNodes: 1 });
    try {
      return measuredOf(await rounds(controlPlane));
    } finally {
      await controlPlane.stop();
    }
  },
};

async function rounds(controlPlane: ControlPlane): Promise<readonly Round[]> {
  const kubeconfig = path.join(controlPlane.connection.folder, "bench.kubeconfig");
  await controlPlane.kubeconfig(kubeconfig);
  const admin = await connect("admin", { kubeconfig: [kubeconfig] });
  const ben = await connect("ben", { kubeconfig: [kubeconfig] });
  try {
    await prepare(controlPlane, admin, ben);
    const taken: Round[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const withPolicies = await measured(controlPlane, admin, true);
      const without = await measured(controlPlane, admin, false);
      console.error(`  with ${told(withPolicies)}; without ${told(without)}`);
      // The first round only warms the API server up.
      if (round > 0) taken.push({ withPolicies, without });
    }
    return taken;
  } finally {
    admin.dispose();
    ben.dispose();
  }
}

/** A Deployment that nothing follows, and a guard whose last request is the one that covers its two images. */
async function prepare({ connection }: ControlPlane, admin: Cluster, ben: Cluster): Promise<void> {
  await policiesOf(admin).install(await shippedPolicies());
  const labels = { "tidegate.dev/approvals": "enforced" };
  const web = deployment({ namespace: NAMESPACE, name: "web", image: "acme/web:1", replicas: 0 }) as { spec: object };
  const rbac = "rbac.authorization.k8s.io";
  await applyManifest(connection, [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } },
    guard(NAMESPACE, { required: 1, approvers: { users: ["ben"] } }),
    {
      apiVersion: `${rbac}/v1`,
      kind: "RoleBinding",
      metadata: { name: "approver", namespace: NAMESPACE },
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name: "tidegate-guard-approver" },
      subjects: [{ kind: "User", name: "ben", apiGroup: rbac }],
    },
    { ...web, spec: { ...web.spec, paused: true } },
  ]);
  await applyManifest(connection, [{ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE, labels } }]);
  const [asks, answers] = [storeOf(admin), storeOf(ben)];
  for (let index = 0; index < REQUESTS; index += 1) {
    // One version after the other, each with the one before it as its way back.
    const from = index === REQUESTS - 1 ? "acme/web:1" : `acme/web:old-${index}`;
    const image = index === REQUESTS - 1 ? "acme/web:2" : `acme/web:old-${index + 1}`;
    const request = webRequest({ image, from, requester: "admin", seconds: 80_000 });
    await asks.ask(NAMESPACE, request);
    await answers.answer(NAMESPACE, yesTo(request));
  }
}

function storeOf(cluster: Cluster): GuardStore {
  return guardStoreOf(cluster, { clock: systemClock, random: Math.random });
}

/** Patches, once the policies hold or have gone. */
async function measured({ connection }: ControlPlane, admin: Cluster, holding: boolean): Promise<Taken> {
  // Only what binds the policies comes and goes: compiling them anew would be measured, too.
  const bindings = (await shippedPolicies()).filter(({ kind }) => kind === "ValidatingAdmissionPolicyBinding");
  if (holding) await policiesOf(admin).install(bindings);
  else await policiesOf(admin).uninstall({ remove: bindings, keep: [] });
  await pollUntil("the policies to come or go", READY_MS, async () => (await refuses(admin)) === holding);
  await patches(admin, FIRST);
  const before = await decisionsSoFar(connection);
  const taken = await patches(admin, PATCHES);
  return { patches: taken, decisions: since(before, await decisionsSoFar(connection)) };
}

async function patches(admin: Cluster, count: number): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const from = performance.now();
    await patch(admin, `acme/web:${1 + ((index + 1) % 2)}`);
    taken.push(performance.now() - from);
  }
  return taken;
}

function patch(admin: Cluster, image: string, dryRun = false): Promise<unknown> {
  const body = { spec: { template: { spec: { containers: [{ name: "app", image }] } } } };
  // What Tidegate's own dry runs would change may be looked at without an approval; these shall be refused.
  return admin.patch(REF, { type: "strategic", body }, { dryRun, fieldManager: "bench" });
}

async function refuses(admin: Cluster): Promise<boolean> {
  return patch(admin, "acme/web:unasked", true).then(
    () => false,
    () => true,
  );
}
