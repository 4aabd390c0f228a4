import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import { type Deferred, deferred } from "../../../src/base/async.ts";
import { openLease } from "../../../src/cluster.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import type { Deployment } from "../../../src/core/rollout/objects.ts";
import { imagesOf } from "../../../src/core/rollout/template.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { leaseLock } from "../../../src/engine/leaseLock.ts";
import type { RunPorts } from "../../../src/engine/runPorts.ts";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { runningWeb, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";

let cluster: Cluster;

beforeAll(async () => {
  cluster = await connectAs("admin");
});
afterAll(() => cluster.dispose());

/** Two workspaces, as on two machines, that ship to one environment. */
async function twoMachines(): Promise<{ one: Shipping; other: Shipping; namespace: string }> {
  const namespace = await freshNamespace(cluster, "fence");
  await runningWeb(cluster, deploymentOf({ name: "web", namespace }));
  return { one: await shipping(cluster, namespace), other: await shipping(cluster, namespace), namespace };
}

/** A process that stops right before it writes a template, as one whose machine falls asleep there. */
function sleeping(): { change: (ports: RunPorts) => RunPorts; asleep: Promise<void>; wake: Deferred<void> } {
  const [asleep, wake] = [deferred<void>(), deferred<void>()];
  let slept = false;
  const change = (ports: RunPorts): RunPorts => {
    const patch: Cluster["patch"] = async (ref, body, options) => {
      const writes = JSON.stringify(body.body).includes("/spec/template") && options?.dryRun !== true;
      if (writes && !slept) {
        slept = true;
        asleep.resolve();
        await wake.promise;
      }
      return ports.cluster.patch(ref, body, options);
    };
    const slow = new Proxy(ports.cluster, {
      get: (target, name) => {
        const value: unknown = name === "patch" ? patch : Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    return { ...ports, cluster: slow };
  };
  return { change, asleep: asleep.promise, wake };
}

/** What becomes of a lease whose holder has been silent for longer than it holds. */
async function runOut(namespace: string): Promise<void> {
  const leases = await cluster.list(KINDS.Lease, { namespace });
  for (const { metadata } of leases) {
    const ref = { kind: KINDS.Lease, namespace, name: metadata.name };
    const silent = { renewTime: "2020-01-01T00:00:00.000000Z", leaseDurationSeconds: 1 };
    await cluster.patch(ref, { type: "merge", body: { spec: silent } });
  }
}

async function web(namespace: string): Promise<Deployment> {
  const found = await cluster.get<Deployment>({ kind: KINDS.Deployment, namespace, name: "web" });
  if (found === undefined) throw new Error("web is gone");
  return found;
}

function reasons({ path }: RunState): readonly string[] {
  return path.map(({ node, outcome }) => `${node} ${outcome}`);
}

describe("an environment that two machines want", () => {
  test("is one run's at a time", async () => {
    const { one, other, namespace } = await twoMachines();
    const { change, asleep, wake } = sleeping();
    const first = one.walk(await one.request("1.1.0"), change);
    await asleep;
    const second = await other.walk(await other.request("1.2.0"));
    expect(second.ended).toMatchObject({ outcome: "blocked" });
    expect(second.ended?.message).toContain("holds live");
    wake.resolve();
    expect((await first).ended).toMatchObject({ outcome: "completed" });
    expect(imagesOf((await web(namespace)).spec.template)).toEqual({ app: "shop/web:1.1.0" });
  });

  test("is not written by a runner that slept until another had taken over and shipped", async () => {
    const { one, other, namespace } = await twoMachines();
    const { change, asleep, wake } = sleeping();
    const first = one.walk(await one.request("1.1.0"), change);
    await asleep;
    await runOut(namespace);
    expect((await other.walk(await other.request("1.2.0"))).ended).toMatchObject({ outcome: "completed" });
    const before = await web(namespace);
    wake.resolve();
    await one.until({ run: "1" } as never, (state) => state.question !== undefined || state.ended !== undefined);
    const after = await web(namespace);
    expect(imagesOf(after.spec.template)).toEqual({ app: "shop/web:1.2.0" });
    expect(after.metadata.generation).toBe(before.metadata.generation);
    await one.send(await one.store.open("1"), { type: "choose", node: "trouble", option: "keep" });
    expect(reasons(await first)).toContain("set-deployment-web failed");
  });

  test("is not written by a runner that wakes after another took over and before that one wrote", async () => {
    const { one, other, namespace } = await twoMachines();
    const [early, late] = [sleeping(), sleeping()];
    const first = one.walk(await one.request("1.1.0"), early.change);
    await early.asleep;
    await runOut(namespace);
    const second = other.walk(await other.request("1.2.0"), late.change);
    await late.asleep;
    early.wake.resolve();
    const stopped = await one.until({ run: "1" } as never, (state) => state.question !== undefined);
    expect(stopped.path.at(-1)?.message).toMatch(/has taken live over|holds live now/u);
    expect(imagesOf((await web(namespace)).spec.template)).toEqual({ app: "shop/web:1.0.0" });
    late.wake.resolve();
    expect((await second).ended).toMatchObject({ outcome: "completed" });
    // Nor does it set back what the other has shipped.
    await one.send(await one.store.open("1"), { type: "choose", node: "trouble", option: "roll-back" });
    expect((await first).ended).toMatchObject({ outcome: "failed" });
    expect(imagesOf((await web(namespace)).spec.template)).toEqual({ app: "shop/web:1.2.0" });
  });

  test("is fenced higher than before though somebody has deleted its lease", async () => {
    const { one, other, namespace } = await twoMachines();
    expect((await one.walk(await one.request("1.1.0"))).ended).toMatchObject({ outcome: "completed" });
    const [lease] = await cluster.list(KINDS.Lease, { namespace });
    await cluster.remove({ kind: KINDS.Lease, namespace, name: lease?.metadata.name ?? "" });
    expect((await other.walk(await other.request("1.2.0"))).ended).toMatchObject({ outcome: "completed" });
    expect((await web(namespace)).metadata.annotations?.["tidegate.dev/fence"]).toMatch(/^2 /u);
  });
});

test("a run's lock knows by which number it holds, and none when it has lost it", async () => {
  const { one, namespace } = await twoMachines();
  const { path } = await one.request("1.1.0");
  expect(path).not.toBe("");
  const state =
    one.watched.runs.find((run) => run.run === "1")?.state ?? (await one.until({ run: "1" } as never, () => true));
  const lock = leaseLock({ cluster, state, clock: systemClock, openLease, log: () => undefined });
  expect(lock.fence).toBeUndefined();
  expect(await lock.take()).toEqual({ state: "own" });
  expect(lock.fence).toBe(1);
  const [lease] = await cluster.list(KINDS.Lease, { namespace });
  const ref = { kind: KINDS.Lease, namespace, name: lease?.metadata.name ?? "" };
  const other = {
    holderIdentity: "run 2",
    leaseTransitions: 2,
    renewTime: new Date().toISOString().replace("Z", "000Z"),
  };
  await cluster.patch(ref, { type: "merge", body: { spec: other } });
  expect(await lock.take()).toEqual({ state: "held", holder: "run 2" });
  expect(lock.fence).toBeUndefined();
  await lock.release();
});
