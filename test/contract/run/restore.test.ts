import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { reasonOf } from "../../../src/base/result.ts";
import { decodeLine } from "../../../src/core/journal/codec.ts";
import type { RunFolder } from "../../../src/core/ports/runStore.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS, type ObjectRef } from "../../../src/core/rollout/kinds.ts";
import type { Deployment, Pod, StatefulSet } from "../../../src/core/rollout/objects.ts";
import { isReady } from "../../../src/core/rollout/pod.ts";
import { at } from "../../../src/core/rollout/read.ts";
import { restorePatch } from "../../../src/core/rollout/restore.ts";
import { imagesOf } from "../../../src/core/rollout/template.ts";
import type { RunEvent } from "../../../src/core/run/event.ts";
import { withImages } from "../../../src/engine/change/setImages.ts";
import { templatePatch } from "../../../src/engine/change/templatePatch.ts";
import { connectAs, freshNamespace, grantedNamespace, uniqueName } from "../../support/clusterUnderTest.ts";
import { type RolloutWatch, watchRollouts } from "../../support/rolloutWatch.ts";
import { seen } from "../../support/seen.ts";
import { runningWeb, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { deploymentOf, statefulSetOf } from "../../support/workloads.ts";
import { journalText } from "../../support/journalText.ts";

const AUTOMATIC = { rollback: "automatic" };

let admin: Cluster;

beforeAll(async () => {
  admin = await connectAs("admin");
});
afterAll(() => admin.dispose());

interface Store extends Shipping {
  readonly name: string;
  readonly rollouts: RolloutWatch;
}

/** A StatefulSet of three at 1.0.0, and a workspace that ships to it. */
async function store(namespace: string, cluster = admin, environment: object = AUTOMATIC): Promise<Store> {
  const name = uniqueName("db");
  const rollouts = watchRollouts(admin, namespace);
  onTestFinished(() => rollouts.dispose());
  await admin.create(KINDS.StatefulSet, statefulSetOf({ name, namespace, replicas: 3 }));
  await rollouts.becomes("StatefulSet", name, "Current");
  const ship = await shipping(cluster, namespace, { ...environment, workloads: [`statefulset/${name}`] });
  return { ...ship, name, rollouts };
}

async function freshStore(): Promise<Store> {
  return store(await freshNamespace(admin, "restore"));
}

async function removals(folder: RunFolder): Promise<Extract<RunEvent, { type: "pod-removal-intended" }>[]> {
  const events = (await journalText(folder)).split("\n").flatMap((line) => {
    const entry = decodeLine(line);
    return entry.ok ? [entry.value.event] : [];
  });
  return events.filter((event) => event.type === "pod-removal-intended");
}

function images({ rollouts, name }: Store): unknown[] {
  return rollouts.podsOf(name).map((pod) => imagesOf(pod)["app"]);
}

function allReady(pods: readonly Pod[]): boolean {
  return pods.length === 3 && pods.every(isReady);
}

const ALL_OLD = ["shop/web:1.0.0", "shop/web:1.0.0", "shop/web:1.0.0"];

describe("a StatefulSet whose new pod fails", () => {
  test("does not go back by its template alone: the pod stands in the way", async () => {
    const { name, rollouts, place } = await freshStore();
    const ref = { kind: KINDS.StatefulSet, namespace: place.config.namespace, name };
    await setImage(ref, "shop/web:1.1.0-crash");
    const failed = await rollouts.becomes("StatefulSet", name, "Failed");
    expect(failed.reason).toBe("CrashLoopBackOff");
    const { metadata } = await setImage(ref, "shop/web:1.0.0");
    // The controller says what it has seen after it has done all that follows from it.
    await observedAt(rollouts, name, metadata.generation ?? 0);
    const pod = await admin.get<Pod>({ ...ref, kind: KINDS.Pod, name: `${name}-2` });
    expect(pod?.metadata.deletionTimestamp).toBeUndefined();
    expect(imagesOf(pod)).toEqual({ app: "shop/web:1.1.0-crash" });
  });

  test.each(["crash", "never"])("goes back (%s), because the run deletes that pod and no other", async (fault) => {
    const db = await freshStore();
    const before = db.rollouts.podsOf(db.name).map(({ metadata }) => metadata.uid);
    const { folder, ended } = await db.deploy(`1.1.0-${fault}`);
    expect((await ended).ended).toMatchObject({ outcome: "rolled-back" });
    const [removal, ...more] = await removals(folder);
    expect(more).toEqual([]);
    expect(removal).toMatchObject({ node: "restored", pod: `${db.name}-2`, workload: { name: db.name } });
    expect(before).not.toContain(removal?.uid);
    const pods = await db.rollouts.podsBecome(db.name, allReady);
    expect(images(db)).toEqual(ALL_OLD);
    expect(pods.filter(({ metadata }) => before.includes(metadata.uid))).toHaveLength(2);
  });

  test.each([
    ["before the pod was deleted", false],
    ["right after", true],
  ])("goes back, though the runner dies %s, and its pod is named once", async (_when, arrives) => {
    const db = await freshStore();
    const folder = await db.request("1.1.0-crash");
    await expect(db.walk(folder, dyingAtRemoval(arrives))).rejects.toThrow("killed");
    expect(await removals(folder)).toHaveLength(1);
    expect((await db.walk(folder)).ended).toMatchObject({ outcome: "rolled-back" });
    expect(await removals(folder)).toHaveLength(1);
    await db.rollouts.podsBecome(db.name, allReady);
    expect(images(db)).toEqual(ALL_OLD);
  });

  test("goes back when a person asks for it in a run of its own", async () => {
    const db = await store(await freshNamespace(admin, "restore"), admin, { rollback: "ask" });
    const { folder, ended } = await db.deploy("1.1.0-crash");
    const { question } = await db.until(folder, (state) => state.question !== undefined);
    await db.send(folder, { type: "choose", node: question?.node ?? "", option: "keep" });
    expect((await ended).ended).toMatchObject({ outcome: "failed" });
    const back = await db.requestRollback("previous");
    expect((await db.walk(back)).ended).toMatchObject({ outcome: "completed" });
    expect(await removals(back)).toMatchObject([{ pod: `${db.name}-2` }]);
    await db.rollouts.podsBecome(db.name, allReady);
    expect(images(db)).toEqual(ALL_OLD);
  });

  test("is not set out for where the person may not delete pods, since the way back may need that", async () => {
    const deployer = await connectAs("deployer");
    onTestFinished(() => deployer.dispose());
    const db = await store(grantedNamespace(), deployer);
    const state = await (await db.deploy("1.1.0-crash")).ended;
    expect(state.ended).toMatchObject({ outcome: "blocked" });
    expect(state.ended?.message).toContain("you may not delete pods. Ask for the permission to delete them.");
    expect(imagesOf((await storeNow(db, grantedNamespace()))?.spec.template)).toEqual({ app: "shop/web:1.0.0" });
  });

  test("ends a run back with what to do, where its person may not delete pods", async () => {
    const deployer = await connectAs("deployer");
    onTestFinished(() => deployer.dispose());
    const db = await store(grantedNamespace(), admin, { rollback: "ask" });
    const { folder, ended } = await db.deploy("1.1.0-crash");
    const { question } = await db.until(folder, (state) => state.question !== undefined);
    await db.send(folder, { type: "choose", node: question?.node ?? "", option: "keep" });
    await ended;
    const workloads = [`statefulset/${db.name}`];
    const theirs = await shipping(deployer, grantedNamespace(), { ...AUTOMATIC, workloads });
    const state = await theirs.walk(await theirs.requestRollback("previous"));
    expect(state.ended).toMatchObject({ outcome: "failed" });
    expect(state.ended?.message).toMatch(/Pod \S+-2 is not ready and keeps \S+ from going back.*Delete it\./u);
    expect(imagesOf((await storeNow(db, grantedNamespace()))?.spec.template)).toEqual({ app: "shop/web:1.0.0" });
  });
});

describe("a restore of an object that was changed since it was read", () => {
  test("is refused as a conflict, by either patch", async () => {
    const { ref, read } = await stale();
    const template = withImages(read.spec.template, { app: "shop/web:1.1.0" });
    const conflict = { reason: "Conflict" };
    await expect(admin.patch(ref, templatePatch(read, template, {}))).rejects.toMatchObject(conflict);
    const restore = restorePatch(read, template);
    if (!restore.ok) throw restore.error;
    await expect(admin.patch(ref, restore.value)).rejects.toMatchObject(conflict);
    expect(imagesOf((await admin.get<Deployment>(ref))?.spec.template)).toEqual({ app: "shop/web:1.0.0" });
  });

  test("is read again and written by the run, once", async () => {
    const namespace = await freshNamespace(admin, "restore");
    await runningWeb(admin, deploymentOf({ name: "web", namespace }));
    const ship = await shipping(admin, namespace, AUTOMATIC);
    const folder = await ship.request("1.1.0-missing");
    const outcomes: string[] = [];
    const state = await ship.walk(folder, contended(outcomes));
    expect(state.ended).toMatchObject({ outcome: "rolled-back" });
    // Controllers write a status now and then, which is a conflict more.
    expect(outcomes.filter((one, index) => one !== outcomes[index - 1])).toEqual([
      "Conflict",
      "written",
      "Conflict",
      "written",
    ]);
    expect(outcomes.filter((one) => one === "written")).toHaveLength(2);
    const web = await admin.get<Deployment>({ kind: KINDS.Deployment, namespace, name: "web" });
    expect(web?.metadata.generation).toBe(3);
    expect(imagesOf(web?.spec.template)).toEqual({ app: "shop/web:1.0.0" });
  });
});

function storeNow({ name }: Store, namespace: string): Promise<StatefulSet | undefined> {
  return admin.get<StatefulSet>({ kind: KINDS.StatefulSet, namespace, name });
}

async function setImage(ref: ObjectRef, image: string): Promise<StatefulSet> {
  const containers = [{ name: "app", image }];
  return admin.patch(ref, { type: "strategic", body: { spec: { template: { spec: { containers } } } } });
}

/** Resolves once the controller has seen this generation. */
async function observedAt(rollouts: RolloutWatch, name: string, generation: number): Promise<void> {
  const view = rollouts.workloads("StatefulSet");
  const observed = (): unknown => at(view.objects.get(name), "status", "observedGeneration");
  await seen(view, () => observed() === generation);
}

/** A Deployment as it was read, and changed by hand since. */
async function stale(): Promise<{ ref: ObjectRef; read: Deployment }> {
  const namespace = await freshNamespace(admin, "restore");
  await runningWeb(admin, deploymentOf({ name: "web", namespace }));
  const ref = { kind: KINDS.Deployment, namespace, name: "web" };
  const read = await admin.get<Deployment>(ref);
  if (read === undefined) throw new Error("web is gone");
  await byHand(ref);
  return { ref, read };
}

async function byHand(ref: ObjectRef): Promise<void> {
  const labels = { "example.test/by": uniqueName("hand") };
  await admin.patch(ref, { type: "merge", body: { metadata: { labels } } });
}

type Change = Parameters<Shipping["walk"]>[1];

/** Someone else writes between each read of the run and its first try to write; notes what became of every try. */
function contended(outcomes: string[]): Change {
  const patch: Cluster["patch"] = async (ref, body, options) => {
    if (options?.dryRun === true || ref.kind.kind === "Lease") return admin.patch(ref, body, options);
    if (outcomes.at(-1) !== "Conflict") await byHand(ref);
    try {
      const written = await admin.patch<never>(ref, body, options);
      outcomes.push("written");
      return written;
    } catch (error) {
      outcomes.push(reasonOf(error) ?? "Unknown");
      throw error;
    }
  };
  return (ports) => ({ ...ports, cluster: { ...admin, patch } });
}

/** The runner is gone when it deletes a pod; what it asked for may have arrived. */
function dyingAtRemoval(arrives: boolean): Change {
  const remove: Cluster["remove"] = async (ref, options) => {
    if (arrives) await admin.remove(ref, options);
    throw new Error("killed");
  };
  return (ports) => ({ ...ports, cluster: { ...admin, remove } });
}
