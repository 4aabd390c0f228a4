import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster, Patch } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import { pause, restart, resume, scale, setImage } from "../../../src/core/rollout/operations.ts";
import { pinOf, revisionOfWorkload } from "../../../src/core/rollout/pin.ts";
import { restorePatch } from "../../../src/core/rollout/restore.ts";
import { controllerHistory, deploymentHistory, previousRevision } from "../../../src/core/rollout/revisions.ts";
import { imagesOf } from "../../../src/core/rollout/template.ts";
import type { ControllerRevision, Deployment, StatefulSet, Workload } from "../../../src/core/rollout/objects.ts";
import type { RolloutPin } from "../../../src/core/rollout/verdict.ts";
import { ok, reasonOf, type Result } from "../../../src/base/result.ts";
import { connectAs, freshNamespace, uniqueName } from "../../support/clusterUnderTest.ts";
import { type RolloutWatch, watchRollouts } from "../../support/rolloutWatch.ts";
import { daemonSetOf, deploymentOf, jobOf, statefulSetOf, type WorkloadOptions } from "../../support/workloads.ts";

let cluster: Cluster;
let namespace: string;
let rollouts: RolloutWatch;

beforeAll(async () => {
  cluster = await connectAs("admin");
  namespace = await freshNamespace(cluster, "rollouts");
  rollouts = watchRollouts(cluster, namespace);
});
afterAll(() => cluster.dispose());

function named(prefix: string, more: Partial<WorkloadOptions> = {}): WorkloadOptions {
  return { name: uniqueName(prefix), namespace, ...more };
}

function must(result: Result<Patch>): Patch {
  if (!result.ok) throw result.error;
  return result.value;
}

/** Patches what is there now and pins what came of it; looks again where a controller wrote in between. */
async function write<T extends Workload>(workload: T, change: (now: T) => Result<Patch>): Promise<RolloutPin> {
  const kind = KINDS[workload.kind as keyof typeof KINDS];
  const ref = { kind, namespace, name: workload.metadata.name };
  for (let conflicts = 0; ; conflicts++) {
    try {
      return pinOf(await cluster.patch<T>(ref, must(change(await current(workload)))), Date.now());
    } catch (error) {
      if (reasonOf(error) !== "Conflict" || conflicts > 5) throw error;
    }
  }
}

async function current<T extends Workload>(workload: T): Promise<T> {
  const kind = KINDS[workload.kind as keyof typeof KINDS];
  const found = await cluster.get<T>({ kind, namespace, name: workload.metadata.name });
  if (!found) throw new Error(`${workload.metadata.name} is gone`);
  return found;
}

async function runningDeployment(more: Partial<WorkloadOptions> = {}): Promise<Deployment> {
  const made = await cluster.create(KINDS.Deployment, deploymentOf(named("web", more)));
  await rollouts.becomes("Deployment", made.metadata.name, "Current");
  return current(made);
}

async function runningStatefulSet(): Promise<StatefulSet> {
  const made = await cluster.create(KINDS.StatefulSet, statefulSetOf(named("db")));
  await rollouts.becomes("StatefulSet", made.metadata.name, "Current");
  return current(made);
}

describe("a Deployment", () => {
  it("rolls out to completion, its ReplicaSet and pods owned and labelled", async () => {
    const { metadata, status } = await runningDeployment();
    expect(status).toMatchObject({ observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2 });
    expect(metadata.annotations).toMatchObject({ "deployment.kubernetes.io/revision": "1" });
    const pods = rollouts.podsOf(metadata.name);
    expect(pods).toHaveLength(2);
    const hash = pods[0]?.metadata.labels?.["pod-template-hash"];
    const set = rollouts.replicaSets.objects.get(`${metadata.name}-${hash}`);
    expect(set?.metadata.ownerReferences).toMatchObject([{ kind: "Deployment", uid: metadata.uid, controller: true }]);
    expect(pods[0]?.metadata.ownerReferences).toMatchObject([{ kind: "ReplicaSet", uid: set?.metadata.uid }]);
  });

  it("replaces its pods by those of a new version and keeps the old ReplicaSet at none", async () => {
    const web = await runningDeployment();
    const pin = await write(web, (now) => setImage(now, "app", "shop/web:1.1.0"));
    await rollouts.becomes("Deployment", web.metadata.name, "Current", pin);
    const pods = await rollouts.podsBecome(web.metadata.name, (list) => list.length === 2);
    expect(pods.map((pod) => imagesOf(pod))).toEqual([{ app: "shop/web:1.1.0" }, { app: "shop/web:1.1.0" }]);
    const sets = await cluster.list<never>(KINDS.ReplicaSet, { namespace, labelSelector: `app=${web.metadata.name}` });
    const history = deploymentHistory(await current(web), sets);
    expect(history.map(({ number, images }) => [number, images["app"]])).toEqual([
      [2, "shop/web:1.1.0"],
      [1, "shop/web:1.0.0"],
    ]);
  });

  it("returns to an earlier template under a new revision number, by the ReplicaSet it had", async () => {
    const web = await runningDeployment();
    const pin = await write(web, (now) => setImage(now, "app", "shop/web:1.1.0"));
    await rollouts.becomes("Deployment", web.metadata.name, "Current", pin);
    const newer = await current(web);
    const sets = await cluster.list<never>(KINDS.ReplicaSet, { namespace, labelSelector: `app=${web.metadata.name}` });
    const earlier = previousRevision(deploymentHistory(newer, sets));
    const back = await write(newer, (now) => restorePatch(now, earlier?.template ?? {}));
    await rollouts.becomes("Deployment", web.metadata.name, "Current", back);
    const after = await current(web);
    expect(imagesOf(after.spec.template)).toEqual({ app: "shop/web:1.0.0" });
    expect(after.metadata.annotations).toMatchObject({ "deployment.kubernetes.io/revision": "3" });
    const setsNow = await cluster.list(KINDS.ReplicaSet, { namespace, labelSelector: `app=${web.metadata.name}` });
    expect(setsNow).toHaveLength(2);
  });

  it("stands still while paused and goes on when resumed", async () => {
    const web = await runningDeployment();
    await write(web, pause);
    await rollouts.becomes("Deployment", web.metadata.name, "Paused");
    const held = await write(web, (now) => setImage(now, "app", "shop/web:1.1.0"));
    await rollouts.becomes("Deployment", web.metadata.name, "Paused", held);
    expect(rollouts.podsOf(web.metadata.name).map((pod) => imagesOf(pod)["app"])).toEqual([
      "shop/web:1.0.0",
      "shop/web:1.0.0",
    ]);
    const pin = await write(web, resume);
    await rollouts.becomes("Deployment", web.metadata.name, "Current", pin);
    expect(imagesOf((await current(web)).spec.template)).toEqual({ app: "shop/web:1.1.0" });
  });

  it("scales up, down and to none", async () => {
    const web = await runningDeployment();
    const pin = await write(web, (now) => scale(now, 4));
    await rollouts.becomes("Deployment", web.metadata.name, "Current", pin);
    expect(rollouts.podsOf(web.metadata.name)).toHaveLength(4);
    await write(web, (now) => scale(now, 0));
    await rollouts.becomes("Deployment", web.metadata.name, "ScaledToZero");
    await rollouts.podsBecome(web.metadata.name, (pods) => pods.length === 0);
  });

  it("restarts with the same image and other pods", async () => {
    const web = await runningDeployment();
    const before = rollouts.podsOf(web.metadata.name).map(({ metadata }) => metadata.uid);
    const pin = await write(web, (now) => restart(now, Date.now()));
    await rollouts.becomes("Deployment", web.metadata.name, "Current", pin);
    const fresh = await rollouts.podsBecome(
      web.metadata.name,
      (pods) => pods.length === 2 && pods.every(({ metadata }) => !before.includes(metadata.uid)),
    );
    expect(fresh.map((pod) => imagesOf(pod)["app"])).toEqual(["shop/web:1.0.0", "shop/web:1.0.0"]);
  });

  it("replaces a pod that was deleted", async () => {
    const web = await runningDeployment();
    const [pod] = rollouts.podsOf(web.metadata.name);
    await cluster.remove({ kind: KINDS.Pod, namespace, name: pod?.metadata.name ?? "" });
    await rollouts.podsBecome(web.metadata.name, (pods) => {
      const others = pods.filter(({ metadata }) => metadata.uid !== pod?.metadata.uid);
      return others.length === 2 && pods.length === 2;
    });
    await rollouts.becomes("Deployment", web.metadata.name, "Current");
  });

  it("takes its ReplicaSets and pods along when it is deleted", async () => {
    const web = await runningDeployment();
    await cluster.remove({ kind: KINDS.Deployment, namespace, name: web.metadata.name });
    await rollouts.podsBecome(web.metadata.name, (pods) => pods.length === 0);
  });
});

describe("a StatefulSet", () => {
  it("makes its pods in order, each with a name of its own", async () => {
    const set = await runningStatefulSet();
    const [first, second] = [0, 1].map((ordinal) => rollouts.pods.objects.get(`${set.metadata.name}-${ordinal}`));
    expect(Number(first?.metadata.resourceVersion)).toBeGreaterThan(0);
    expect(second?.metadata.creationTimestamp?.localeCompare(first?.metadata.creationTimestamp ?? "")).not.toBe(-1);
  });

  it("updates to a new revision and remembers the old one", async () => {
    const set = await runningStatefulSet();
    const pin = await write(set, (now) => setImage(now, "app", "shop/web:1.1.0"));
    await rollouts.becomes("StatefulSet", set.metadata.name, "Current", pin);
    const after = await current(set);
    expect(after.status?.currentRevision).toBe(after.status?.updateRevision);
    const revisions = await cluster.list<ControllerRevision>(KINDS.ControllerRevision, { namespace });
    const history = controllerHistory(after, revisions);
    expect(history.map(({ images }) => images["app"])).toEqual(["shop/web:1.1.0", "shop/web:1.0.0"]);
  });

  it("stops at its partition", async () => {
    const set = await runningStatefulSet();
    const updateStrategy = { type: "RollingUpdate", rollingUpdate: { partition: 1 } };
    await write(set, () => ok({ type: "merge", body: { spec: { updateStrategy } } }));
    const pin = await write(set, (now) => setImage(now, "app", "shop/web:1.1.0"));
    await rollouts.becomes("StatefulSet", set.metadata.name, "Partial", pin);
    const images = rollouts.podsOf(set.metadata.name).map((pod) => [pod.metadata.name, imagesOf(pod)["app"]]);
    expect(Object.fromEntries(images)).toEqual({
      [`${set.metadata.name}-0`]: "shop/web:1.0.0",
      [`${set.metadata.name}-1`]: "shop/web:1.1.0",
    });
  });
});

describe("a DaemonSet", () => {
  it("runs one pod a node and rolls to a new version", async () => {
    const made = await cluster.create(KINDS.DaemonSet, daemonSetOf(named("agent")));
    await rollouts.becomes("DaemonSet", made.metadata.name, "Current");
    const running = await current(made);
    const nodes = running.status?.desiredNumberScheduled ?? 0;
    expect(nodes).toBeGreaterThan(0);
    expect(revisionOfWorkload(running)).toBe("1");
    expect(new Set(rollouts.podsOf(made.metadata.name).map(({ spec }) => spec.nodeName)).size).toBe(nodes);
    const pin = await write(running, (now) => setImage(now, "app", "shop/web:1.1.0"));
    await rollouts.becomes("DaemonSet", made.metadata.name, "Current", pin);
    expect(revisionOfWorkload(await current(made))).toBe("2");
    const pods = await rollouts.podsBecome(made.metadata.name, (list) => list.length === nodes);
    expect(new Set(pods.map((pod) => imagesOf(pod)["app"]))).toEqual(new Set(["shop/web:1.1.0"]));
  });
});

describe("a Job", () => {
  it("runs to completion", async () => {
    const made = await cluster.create(KINDS.Job, jobOf(named("migrate")));
    await rollouts.becomes("Job", made.metadata.name, "Current");
    expect((await current(made)).status).toMatchObject({ succeeded: 1, completionTime: expect.any(String) });
  });

  it("fails when its pod fails and may not be tried again", async () => {
    const made = await cluster.create(KINDS.Job, jobOf(named("migrate", { tag: "1.0.0-crash" }), { backoffLimit: 0 }));
    const verdict = await rollouts.becomes("Job", made.metadata.name, "Failed");
    expect(verdict.reason).toBe("BackoffLimitExceeded");
  });
});
