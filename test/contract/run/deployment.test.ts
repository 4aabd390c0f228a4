import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bindingHash } from "../../../src/core/approvals/binding.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import type { Deployment } from "../../../src/core/rollout/objects.ts";
import { imagesOf } from "../../../src/core/rollout/template.ts";
import { answeredIds } from "../../../src/core/run/answeredRequests.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { seen } from "../../support/seen.ts";
import { ANN, runningWeb, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";
import { journalText } from "../../support/journalText.ts";

let cluster: Cluster;

beforeAll(async () => {
  cluster = await connectAs("admin");
});
afterAll(() => cluster.dispose());

/** A namespace with `deployment/web` at 1.0.0, and a workspace that ships to it. */
async function shop(environment: object = {}): Promise<Shipping> {
  const namespace = await freshNamespace(cluster, "run");
  await runningWeb(cluster, deploymentOf({ name: "web", namespace }));
  return shipping(cluster, namespace, environment);
}

async function web({ place }: Shipping): Promise<Deployment> {
  const found = await cluster.get<Deployment>({
    kind: KINDS.Deployment,
    namespace: place.config.namespace,
    name: "web",
  });
  if (found === undefined) throw new Error("web is gone");
  return found;
}

function pendingHash(state: RunState): string {
  if (state.approval === undefined) throw new Error("no approval waits");
  return bindingHash(state.approval.binding);
}

describe("a deployment", () => {
  test("goes through its checks, rolls out, is held and ends verified", async () => {
    const ship = await shop();
    const state = await (await ship.deploy("1.1.0")).ended;
    expect(state.ended).toMatchObject({ outcome: "completed" });
    expect(state.path.map((step) => [step.node, step.outcome])).toEqual([
      ["start", "started"],
      ["ready", "pass"],
      ["gate", "pass"],
      ["set-deployment-web", "done"],
      ["ready-deployment-web", "healthy"],
      ["hold", "healthy"],
    ]);
    expect(imagesOf((await web(ship)).spec.template)).toEqual({ app: "shop/web:1.1.0" });
    expect((await web(ship)).metadata.generation).toBe(2);
    expect(state.verified).toMatchObject([{ revision: { revision: "2", images: { app: "shop/web:1.1.0" } } }]);
  });

  test.each(["crash", "missing"])("of a version that fails (%s) is rolled back by itself", async (fault) => {
    const ship = await shop({ rollback: "automatic", hold: "10s" });
    const state = await (await ship.deploy(`1.1.0-${fault}`)).ended;
    expect(state.ended).toMatchObject({ outcome: "rolled-back" });
    expect(state.ended?.message).toMatch(/^Rolled back to 1\.0\.0: web did not become ready: /u);
    expect(imagesOf((await web(ship)).spec.template)).toEqual({ app: "shop/web:1.0.0" });
    expect((await web(ship)).metadata.generation).toBe(3);
  });

  test("of a version that never gets ready is rolled back at its deadline", async () => {
    const ship = await shop({ rollback: "automatic", deadline: "3s" });
    const state = await (await ship.deploy("1.1.0-never")).ended;
    expect(state.ended).toMatchObject({ outcome: "rolled-back" });
    expect(state.path.map((step) => step.outcome)).toContain("deadline");
  });

  test("of a version that fails asks what to do, and does it", async () => {
    const ship = await shop({ rollback: "ask", hold: "10s" });
    const { folder, ended } = await ship.deploy("1.1.0-crash");
    const asked = await ship.until(folder, (state) => state.question !== undefined);
    expect(asked.question?.question).toMatch(/web did not become ready.*Roll back/u);
    await ship.send(folder, { type: "choose", node: asked.question?.node ?? "", option: "roll-back" });
    expect((await ended).ended).toMatchObject({ outcome: "rolled-back" });
  });

  test("goes back to the last verified version, not to the one before", async () => {
    const ship = await shop({ rollback: "automatic" });
    await (
      await ship.deploy("1.1.0")
    ).ended;
    const read = await web(ship);
    const template = structuredClone(read.spec.template);
    for (const container of template.spec?.containers ?? []) container.image = "shop/web:by-hand";
    const ref = { kind: KINDS.Deployment, namespace: ship.place.config.namespace, name: "web" };
    await cluster.patch(ref, { type: "merge", body: { spec: { template } } });
    await runningAt(ship, "shop/web:by-hand");
    const state = await (await ship.deploy("1.2.0-missing")).ended;
    expect(state.ended?.message).toMatch(/^Rolled back to 1\.1\.0/u);
    expect(imagesOf((await web(ship)).spec.template)).toEqual({ app: "shop/web:1.1.0" });
  });
});

describe("an approval", () => {
  test("by someone else lets the deployment go on", async () => {
    const ship = await shop({ production: true, approval: {} });
    const { folder, ended } = await ship.deploy("1.1.0");
    const waiting = await ship.until(folder, (state) => state.approval !== undefined);
    expect((await web(ship)).metadata.generation).toBe(1);
    await ship.send(folder, { type: "answer", node: "approve", answer: "approve", bindingHash: pendingHash(waiting) });
    expect((await ended).ended).toMatchObject({ outcome: "completed" });
  });

  test("by the person who asked is refused, and a rejection ends the run with nothing changed", async () => {
    const ship = await shop({ production: true, approval: {} });
    const { folder, ended } = await ship.deploy("1.1.0");
    const hash = pendingHash(await ship.until(folder, (state) => state.approval !== undefined));
    await ship.send(folder, { type: "answer", node: "approve", answer: "approve", bindingHash: hash, by: ANN });
    await ship.until(folder, (state) => answeredIds(state.answeredRequests).length === 1);
    expect(await journalText(folder)).toContain('"reason":"SelfApproval"');
    await ship.send(folder, {
      type: "answer",
      node: "approve",
      answer: "reject",
      bindingHash: hash,
      comment: "Not today",
    });
    expect((await ended).ended).toMatchObject({ outcome: "rejected", message: expect.stringContaining("Not today") });
    expect((await web(ship)).metadata.generation).toBe(1);
  });

  test("that nobody gives runs out, with nothing changed", async () => {
    const ship = await shop({ production: true, approval: { expires: "1s" } });
    const state = await (await ship.deploy("1.1.0")).ended;
    expect(state.path.at(-1)).toMatchObject({ node: "approve", outcome: "expired" });
    expect(state.ended).toMatchObject({ outcome: "blocked" });
    expect((await web(ship)).metadata.generation).toBe(1);
  });

  test("is asked for again where the workload was changed after it was given", async () => {
    const ship = await shop({ production: true, approval: {} });
    const { folder, ended } = await ship.deploy("1.1.0");
    const first = await ship.until(folder, (state) => state.approval !== undefined);
    const ref = { kind: KINDS.Deployment, namespace: ship.place.config.namespace, name: "web" };
    const body = { spec: { template: { metadata: { annotations: { "example.test/by": "hand" } } } } };
    await cluster.patch(ref, { type: "merge", body });
    await ship.send(folder, { type: "answer", node: "approve", answer: "approve", bindingHash: pendingHash(first) });
    const state = await ended;
    expect(state.path.map((step) => step.outcome)).toContain("voided");
    expect(state.ended).toMatchObject({ outcome: "blocked" });
  });
});

describe("other people", () => {
  test("who replace the version during the hold end the run, which does not fight them", async () => {
    const ship = await shop({ hold: "30s" });
    const { folder, ended } = await ship.deploy("1.1.0");
    await ship.until(folder, (state) => state.node === "hold" && state.holdEndsAt !== undefined);
    const ref = { kind: KINDS.Deployment, namespace: ship.place.config.namespace, name: "web" };
    const containers = [{ name: "app", image: "shop/web:2.0.0" }];
    await cluster.patch(ref, { type: "strategic", body: { spec: { template: { spec: { containers } } } } });
    expect((await ended).ended).toMatchObject({ outcome: "superseded" });
    expect(imagesOf((await web(ship)).spec.template)).toEqual({ app: "shop/web:2.0.0" });
  });

  test("of the same workspace cannot begin a second run of the environment", async () => {
    const ship = await shop({ production: true, approval: {} });
    await ship.request("1.1.0");
    await expect(ship.request("1.2.0")).rejects.toMatchObject({ reason: "EnvironmentBusy" });
  });

  test("of another workspace are kept out by the lease", async () => {
    const ship = await shop({ production: true, approval: {} });
    const first = await ship.deploy("1.1.0");
    const waiting = await ship.until(first.folder, (state) => state.approval !== undefined);
    const other = await shipping(cluster, ship.place.config.namespace, {});
    const state = await (await other.deploy("1.2.0")).ended;
    expect(state.ended).toMatchObject({ outcome: "blocked", message: expect.stringContaining("holds live") });
    const hash = pendingHash(waiting);
    const comment = "Not needed";
    await ship.send(first.folder, { type: "answer", node: "approve", answer: "reject", bindingHash: hash, comment });
    await first.ended;
  });
});

/** Resolves once `web` runs an image and nothing else. */
async function runningAt(ship: Shipping, image: string): Promise<void> {
  const { namespace } = ship.place.config;
  const view = cluster.observe<Deployment>(KINDS.Deployment, namespace);
  await seen(view, ([found]) => {
    const { status, spec, metadata } = found ?? {};
    // With no pod updated yet, the rest is true of the old ones.
    const counts = [status?.replicas, status?.updatedReplicas, status?.availableReplicas];
    const ready = counts.every((count) => count === spec?.replicas);
    return ready && status?.observedGeneration === metadata?.generation && imagesOf(spec?.template)["app"] === image;
  });
  view.dispose();
}
