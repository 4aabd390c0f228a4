import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { connect } from "../../../src/cluster.ts";
import { guardStoreOf } from "../../../src/adapters/kubernetes/guardStore.ts";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import { policyId, type PolicyObject, VERSION_LABEL } from "../../../src/core/guard/policyObjects.ts";
import { requestId } from "../../../src/core/guard/requestFor.ts";
import type { GuardPolicies } from "../../../src/core/ports/guardPolicies.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { type ControlPlane, startControlPlane } from "../../support/controlPlane/controlPlane.ts";
import { applyManifest, kubectl, mustKubectl } from "../../support/controlPlane/kubectl.ts";
import { pollUntil } from "../../support/controlPlane/processes.ts";
import { deployment } from "../../support/controlPlane/workload.ts";
import { guard, SPEC } from "../../support/guard/guardedNamespace.ts";
import { policiesOf, shippedPolicies } from "../../support/guard/policies.ts";
import { webRequest } from "../../support/guard/requests.ts";
import { yesTo } from "../../support/guard/yes.ts";
import { shipping } from "../../support/runUnderTest.ts";

/** On a control plane of its own: policies are the whole cluster's, and here they come and go. */
let controlPlane: ControlPlane;
let kubeconfig: string;
let admin: Cluster;
let viewer: Cluster;
let policies: GuardPolicies;
let wanted: readonly PolicyObject[];

beforeAll(async () => {
  controlPlane = await startControlPlane({ fakeNodes: 1 });
  kubeconfig = path.join(controlPlane.connection.folder, "lifecycle.kubeconfig");
  await controlPlane.kubeconfig(kubeconfig);
  admin = await connect("admin", { kubeconfig: [kubeconfig] });
  viewer = await connect("viewer", { kubeconfig: [kubeconfig] });
  policies = policiesOf(admin);
  wanted = await shippedPolicies();
});
afterAll(async () => {
  admin.dispose();
  viewer.dispose();
  await controlPlane.stop();
});

const must = (...args: string[]) => mustKubectl(controlPlane.connection, args);
const state = () => policies.state(wanted);
const setImage = (image: string) =>
  kubectl(controlPlane.connection, ["set", "image", "-n=shop", "deployment/web", `app=${image}`, "--dry-run=server"]);

describe("approval policies in a cluster", () => {
  it("are missing at first, and nothing is written to find out what they would change", async () => {
    expect(await state()).toMatchObject({ is: "missing" });
    const plan = await policies.planInstall(wanted);
    expect(plan.map(({ change }) => change)).toEqual(wanted.map(() => "create"));
    expect(await state()).toMatchObject({ is: "missing" });
    await expect(policiesOf(viewer).install(wanted)).rejects.toMatchObject({ reason: "Forbidden" });
  });

  it("are installed, hold, and installing them again changes nothing", async () => {
    await policies.install(wanted);
    expect(await state()).toMatchObject({ is: "installed", version: 1 });
    expect((await policies.planInstall(wanted)).every(({ change }) => change === "none")).toBe(true);
    await applyManifest(controlPlane.connection, [
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
      guard("shop", SPEC),
      deployment({ namespace: "shop", name: "web", image: "acme/web:1", replicas: 1 }),
    ]);
    await must("label", "namespace", "shop", "tidegate.dev/approvals=enforced");
    await pollUntil("the policies to hold", 60_000, async () =>
      (await setImage("acme/web:2")).stderr.includes("NotApproved"),
    );
  });

  it("are seen by who has the role for it, and are in doubt for everybody else", async () => {
    expect(await policiesOf(viewer).state(wanted)).toMatchObject({ is: "unknown" });
    await must("create", "clusterrolebinding", "look", "--clusterrole=tidegate-policy-viewer", "--user=viewer");
    await pollUntil(
      "the role to count",
      30_000,
      async () => (await policiesOf(viewer).state(wanted)).is === "installed",
    );
  });

  it("show what somebody changed or added, and are put right", async () => {
    const soften = '[{"op":"replace","path":"/spec/validationActions","value":["Audit"]}]';
    await must(
      "patch",
      "validatingadmissionpolicybinding",
      "tidegate-workload-images",
      "--type=json",
      `--patch=${soften}`,
    );
    expect(await state()).toMatchObject({
      is: "partly",
      missing: [],
      altered: ["ValidatingAdmissionPolicyBinding tidegate-workload-images"],
    });
    await expect(policies.planInstall(wanted)).rejects.toMatchObject({
      reason: "Conflict",
      message: expect.stringContaining("ValidatingAdmissionPolicyBinding tidegate-workload-images") as string,
    });
    const [change] = (await policies.planInstall(wanted, { force: true })).filter((one) => one.change !== "none");
    expect(change!.before).toContain("- Audit");
    expect(change!.after).toContain("- Deny");
    await policies.install(wanted, { force: true });
    expect(await state()).toMatchObject({ is: "installed" });
    const never = '{"spec":{"matchConditions":[{"name":"never","expression":"false"}]}}';
    await must("patch", "validatingadmissionpolicy", "tidegate-pod-images", "--type=merge", `--patch=${never}`);
    expect(await state()).toMatchObject({ altered: ["ValidatingAdmissionPolicy tidegate-pod-images"] });
    await expect(policies.install(wanted)).rejects.toMatchObject({ reason: "Conflict" });
    await policies.install(wanted, { force: true });
    expect(await state()).toMatchObject({ is: "installed" });
  });

  it("are told from those of another version, and an older Tidegate does not put back its own", async () => {
    const store = guardStoreOf(admin, { clock: systemClock, random: Math.random });
    const request = webRequest({ image: "acme/web:upgraded", requester: "admin" });
    await store.ask("shop", request);
    const next = nextVersion(wanted);
    expect(await policies.state(next)).toMatchObject({ is: "older", version: 1 });
    expect((await policies.planInstall(next)).map(({ change }) => change)).toEqual(next.map(() => "change"));
    await policies.install(next);
    expect(await policies.state(next)).toMatchObject({ is: "installed", version: 2 });
    await pollUntil("the newer policies to hold", 30_000, async () =>
      (await setImage("acme/web:forbidden")).stderr.includes("[Newer]"),
    );
    expect((await store.read("shop"))!.requests).toEqual([request]);
    expect(await state()).toMatchObject({ is: "newer", version: 2 });
    for (const options of [{}, { force: true }]) {
      await expect(policies.planInstall(wanted, options)).rejects.toMatchObject({ reason: "PoliciesNewer" });
      await expect(policies.install(wanted, options)).rejects.toMatchObject({ reason: "PoliciesNewer" });
    }
    expect(await policies.state(next)).toMatchObject({ is: "installed", version: 2 });
    await store.withdraw("shop", request.id);
    const all = { withRecords: true, whilePending: true };
    await policies.uninstall(await policies.planUninstall(wanted, all));
    await pollUntil(
      "the newer ones to have gone",
      30_000,
      async () => (await policies.planUninstall(wanted, all)).remove.length === 0,
    );
    await policies.install(wanted);
    expect(await state()).toMatchObject({ is: "installed", version: 1 });
    await applyManifest(controlPlane.connection, [guard("shop", SPEC)]);
  });

  it("are told from what a cluster has lost of them", async () => {
    await must("delete", "validatingadmissionpolicybinding", "tidegate-workload-images");
    expect(await state()).toMatchObject({
      is: "partly",
      missing: ["ValidatingAdmissionPolicyBinding tidegate-workload-images"],
    });
    await pollUntil("the policy to have gone", 30_000, async () => (await setImage("acme/web:2")).code === 0);
    await policies.install(wanted);
    await pollUntil("the policy to be back", 30_000, async () => (await setImage("acme/web:2")).code !== 0);
  });

  it("are missed by a run that was approved before they went, which changes nothing", async () => {
    await must("create", "rolebinding", "ben", "-n=shop", "--clusterrole=tidegate-guard-approver", "--user=ben");
    const ben = await connect("ben", { kubeconfig: [kubeconfig] });
    onTestFinished(() => ben.dispose());
    const held = { production: true, gate: [], approval: { required: 1, store: "cluster" } };
    const ship = await shipping(admin, "shop", held);
    const { folder, ended } = await ship.deploy("9");
    const { approval } = await ship.until(folder, (one) => one.approval !== undefined || one.ended !== undefined);
    const guards = guardStoreOf(ben, { clock: systemClock, random: Math.random });
    const id = requestId(approval!.binding);
    const asked = async () => (await guards.read("shop"))!.requests.find((one) => one.id === id);
    await pollUntil("the request to be there", 30_000, async () => (await asked()) !== undefined);
    await must("delete", "validatingadmissionpolicybinding", "tidegate-workload-images");
    await pollUntil("the policy to have gone", 30_000, async () => (await setImage("acme/web:2")).code === 0);
    await guards.answer("shop", yesTo((await asked())!));
    const { ended: end, evidence } = await ended;
    expect(end).toMatchObject({ outcome: "blocked" });
    expect(evidence.at(-1)?.evidence).toMatchObject({ check: "approvals-enforced", reason: "PoliciesMissing" });
    const image = ["get", "deployment/web", "-n=shop", "-o", "jsonpath={.spec.template.spec.containers[0].image}"];
    expect(await must(...image)).toBe("acme/web:1");
    await policies.install(wanted);
    await pollUntil("the policy to be back", 30_000, async () => (await setImage("acme/web:2")).code !== 0);
  });

  it("let no workload change where the kind of the guards was deleted, or made anew without them, and pods come back", async () => {
    await must("delete", "crd", "deploymentguards.tidegate.dev");
    expect(await state()).toMatchObject({ missing: ["CustomResourceDefinition deploymentguards.tidegate.dev"] });
    await pollUntil("the kind to be missed", 30_000, async () =>
      /failed to find|no params found|paramKind/u.test((await setImage("acme/web:2")).stderr),
    );
    expect((await setImage("acme/web:2")).code).not.toBe(0);
    await must("delete", "pods", "-n=shop", "--all");
    await must("rollout", "status", "-n=shop", "deployment/web", "--timeout=60s");
    await policies.install(wanted);
    expect(await state()).toMatchObject({ is: "installed" });
    await pollUntil("the guard to be missed", 30_000, async () =>
      (await setImage("acme/web:2")).stderr.includes("no params found"),
    );
    await applyManifest(controlPlane.connection, [guard("shop", SPEC)]);
    await pollUntil("the policies to hold", 30_000, async () =>
      (await setImage("acme/web:2")).stderr.includes("NotApproved"),
    );
  });

  it("are not taken out while somebody is asked, unless that is wanted, and the answers stay", async () => {
    const store = guardStoreOf(admin, { clock: systemClock, random: Math.random });
    await store.ask("shop", { ...webRequest({ image: "acme/web:2" }), requester: "admin" });
    await expect(policies.planUninstall(wanted)).rejects.toMatchObject({ reason: "StillPending" });
    const foreign = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", rules: [] };
    const own = {
      ...foreign,
      metadata: { name: "tidegate-guard-viewer", labels: { "tidegate.dev/policy-version": null } },
    };
    await must("patch", "clusterrole", "tidegate-guard-viewer", "--type=merge", `--patch=${JSON.stringify(own)}`);
    const plan = await policies.planUninstall(wanted, { whilePending: true });
    expect(plan.keep.map(({ id }) => id)).toEqual([
      "CustomResourceDefinition deploymentguards.tidegate.dev",
      "ClusterRole tidegate-guard-viewer",
    ]);
    await policies.uninstall(plan);
    await policies.uninstall(plan);
    expect((await state()).is).toBe("older");
    expect((await store.read("shop"))!.requests).toHaveLength(1);
    await pollUntil("the policy to have gone", 30_000, async () => (await setImage("acme/web:2")).code === 0);
    expect((await must("get", "clusterrole", "tidegate-guard-viewer", "-o", "name")).trim()).toContain(
      "tidegate-guard-viewer",
    );
  });

  it("go with all that was written where that is wanted, and a cluster without them says so", async () => {
    const plan = await policies.planUninstall(wanted, { whilePending: true, withRecords: true });
    await policies.uninstall(plan);
    await pollUntil(
      "the kind to have gone",
      30_000,
      async () => (await policies.planUninstall(wanted, { whilePending: true })).remove.length === 0,
    );
    const store = guardStoreOf(admin, { clock: systemClock, random: Math.random });
    // The server answers for the kind some moments after it shows it no more.
    await pollUntil("the guard to have gone", 30_000, async () => (await store.read("shop")) === undefined);
    await expect(store.ask("shop", webRequest({ image: "acme/web:2" }))).rejects.toMatchObject({ reason: "NoGuard" });
  });
});

/** The policies as another version might say them: all have its number, and one refuses more. */
function nextVersion(objects: readonly PolicyObject[]): PolicyObject[] {
  return structuredClone(objects).map((object) => {
    const labels = { ...object.metadata.labels, [VERSION_LABEL]: "2" };
    const next = { ...object, metadata: { ...object.metadata, labels } };
    if (policyId(object) !== "ValidatingAdmissionPolicy tidegate-workload-images") return next;
    const spec = object.spec as { validations: object[] };
    const more = { expression: "false", message: "[Newer] Nothing passes.", reason: "Forbidden" };
    return { ...next, spec: { ...spec, validations: [more, ...spec.validations] } };
  });
}
