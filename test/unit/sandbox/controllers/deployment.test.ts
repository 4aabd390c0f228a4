import { describe, expect, test } from "vitest";
import { DEPLOYMENTS, PODS, REPLICA_SETS } from "../../../../src/sandbox/controllers/resources.ts";
import { cluster, type Cluster, condition, deployment, NS, revision } from "./cluster.ts";

function running(spec: Parameters<typeof deployment>[0] = {}): Cluster {
  const world = cluster();
  world.store.create(DEPLOYMENTS, deployment(spec));
  world.seconds(30);
  return world;
}

describe("a new Deployment", () => {
  test("gets a ReplicaSet with its hash, revision and sizes, and pods that become available", () => {
    const world = running();
    const [replicaSet] = world.replicaSets();
    const hash = replicaSet?.metadata.labels?.["pod-template-hash"];
    expect(replicaSet?.metadata.name).toBe(`web-${hash}`);
    expect(replicaSet?.metadata.annotations).toEqual({
      "deployment.kubernetes.io/revision": "1",
      "deployment.kubernetes.io/desired-replicas": "3",
      "deployment.kubernetes.io/max-replicas": "4",
    });
    expect(replicaSet?.spec.selector.matchLabels).toEqual({ app: "web", "pod-template-hash": hash });
    expect(world.pods()).toHaveLength(3);
    expect(world.deployment().status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      unavailableReplicas: 0,
      terminatingReplicas: 0,
    });
    expect(revision(world.deployment())).toBe("1");
    expect(condition(world.deployment(), "Available")).toMatchObject({
      status: "True",
      reason: "MinimumReplicasAvailable",
      message: "Deployment has minimum availability.",
    });
    expect(condition(world.deployment(), "Progressing")).toMatchObject({
      status: "True",
      reason: "NewReplicaSetAvailable",
      message: `ReplicaSet "web-${hash}" has successfully progressed.`,
    });
    expect(world.events("ScalingReplicaSet").map((event) => event.message)).toEqual([
      `Scaled up replica set web-${hash} from 0 to 3`,
    ]);
    expect(world.errors).toEqual([]);
  });

  test("reports progress while its pods are on their way", () => {
    const world = cluster();
    world.store.create(DEPLOYMENTS, deployment());
    world.seconds(1);
    expect(condition(world.deployment(), "Progressing")?.reason).toBe("ReplicaSetUpdated");
    expect(condition(world.deployment(), "Available")?.reason).toBe("MinimumReplicasUnavailable");
  });

  test("counts pods as available only after minReadySeconds", () => {
    const world = cluster();
    world.store.create(DEPLOYMENTS, deployment({ minReadySeconds: 20 }));
    world.seconds(15);
    expect(world.deployment().status).toMatchObject({ readyReplicas: 3, availableReplicas: 0 });
    world.seconds(15);
    expect(world.deployment().status).toMatchObject({ readyReplicas: 3, availableReplicas: 3 });
  });
});

describe("a rolling update", () => {
  test("keeps within its surge and its unavailability on the way", () => {
    const world = running({ replicas: 4 });
    const seen = { most: 0, least: 99 };
    world.store.onChange(() => {
      seen.most = Math.max(seen.most, world.active().length);
      seen.least = Math.min(seen.least, world.deployment().status?.availableReplicas ?? 0);
    });
    world.setImage(DEPLOYMENTS, "web", "shop/web:1.9.0");
    world.seconds(60);
    expect(seen).toEqual({ most: 5, least: 3 });
    expect(world.replicaSets().map((set) => [revision(set), set.spec.replicas])).toEqual([
      ["1", 0],
      ["2", 4],
    ]);
    expect(world.deployment().status).toMatchObject({ updatedReplicas: 4, replicas: 4, availableReplicas: 4 });
  });

  test("gives a ReplicaSet that is used again the next revision, and remembers the former", () => {
    const world = running();
    world.setImage(DEPLOYMENTS, "web", "shop/web:1.9.0");
    world.seconds(60);
    world.setImage(DEPLOYMENTS, "web", "shop/web:1.8.2");
    world.seconds(60);
    const annotations = world.replicaSets().at(-1)?.metadata.annotations;
    expect(annotations?.["deployment.kubernetes.io/revision"]).toBe("3");
    expect(annotations?.["deployment.kubernetes.io/revision-history"]).toBe("1");
    expect(revision(world.deployment())).toBe("3");
    expect(world.replicaSets()).toHaveLength(2);
  });

  test("stops at a crashing version, and says that its deadline passed", () => {
    const world = running({ replicas: 4, progressDeadlineSeconds: 60 });
    world.setImage(DEPLOYMENTS, "web", "shop/web:1.9.0-crash");
    world.seconds(30);
    expect(condition(world.deployment(), "Progressing")?.status).toBe("True");
    world.seconds(60);
    const newest = world.replicaSets().at(-1);
    expect(condition(world.deployment(), "Progressing")).toMatchObject({
      status: "False",
      reason: "ProgressDeadlineExceeded",
      message: `ReplicaSet "${newest?.metadata.name}" has timed out progressing.`,
    });
    expect(condition(world.deployment(), "Available")?.status).toBe("True");
    expect(world.deployment().status).toMatchObject({ availableReplicas: 3, updatedReplicas: 2 });
  });

  test("recovers from a passed deadline when the template is put back", () => {
    const world = running({ progressDeadlineSeconds: 60 });
    world.setImage(DEPLOYMENTS, "web", "shop/web:1.9.0-missing");
    world.seconds(120);
    world.setImage(DEPLOYMENTS, "web", "shop/web:1.8.2");
    world.seconds(60);
    expect(condition(world.deployment(), "Progressing")?.reason).toBe("NewReplicaSetAvailable");
    expect(world.deployment().status).toMatchObject({ availableReplicas: 3, replicas: 3, updatedReplicas: 3 });
  });

  test("does not notice a crash after the new ReplicaSet was available", () => {
    const world = running({ progressDeadlineSeconds: 30 });
    world.setImage(DEPLOYMENTS, "web", "shop/web:1.9.0-flaky");
    world.seconds(300);
    expect(condition(world.deployment(), "Progressing")?.reason).toBe("NewReplicaSetAvailable");
    expect(world.pods().some((pod) => (pod.status?.containerStatuses?.[0]?.restartCount ?? 0) > 0)).toBe(true);
  });

  test("keeps as many old ReplicaSets as its history limit", () => {
    const world = running({ revisionHistoryLimit: 2 });
    for (const version of ["a", "b", "c", "d"]) {
      world.setImage(DEPLOYMENTS, "web", `shop/web:${version}`);
      world.seconds(60);
    }
    expect(world.replicaSets().map(revision)).toEqual(["3", "4", "5"]);
  });

  test("counts the pods that are still terminating", () => {
    const world = running({ replicas: 4 });
    const counts = new Set<number>();
    world.store.onChange(() => counts.add(world.deployment().status?.terminatingReplicas ?? -1));
    world.setImage(DEPLOYMENTS, "web", "shop/web:1.9.0");
    world.seconds(60);
    expect(Math.max(...counts)).toBeGreaterThan(0);
    expect(world.deployment().status?.terminatingReplicas).toBe(0);
  });
});

describe("a paused Deployment", () => {
  test("scales but does not roll, and says so", () => {
    const world = running();
    world.change(DEPLOYMENTS, "web", { paused: true, replicas: 5 });
    world.setImage(DEPLOYMENTS, "web", "shop/web:1.9.0");
    world.seconds(60);
    expect(world.replicaSets()).toHaveLength(1);
    expect(world.pods()).toHaveLength(5);
    expect(condition(world.deployment(), "Progressing")).toMatchObject({
      status: "Unknown",
      reason: "DeploymentPaused",
      message: "Deployment is paused",
    });
    expect(world.deployment().status?.updatedReplicas).toBe(0);
    world.change(DEPLOYMENTS, "web", { paused: false });
    world.seconds(60);
    expect(world.deployment().status?.updatedReplicas).toBe(5);
    expect(condition(world.deployment(), "Progressing")?.reason).toBe("NewReplicaSetAvailable");
  });

  test("in the middle of a rollout is scaled in proportion", () => {
    const world = running({ replicas: 10, strategy: { rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } } });
    world.setImage(DEPLOYMENTS, "web", "shop/web:1.9.0-never");
    world.seconds(30);
    expect(world.replicaSets().map((set) => set.spec.replicas)).toEqual([8, 5]);
    world.change(DEPLOYMENTS, "web", { paused: true });
    world.seconds(1);
    world.change(DEPLOYMENTS, "web", { replicas: 15 });
    world.seconds(1);
    expect(world.replicaSets().map((set) => set.spec.replicas)).toEqual([11, 7]);
  });
});

test("Recreate waits until every old pod is gone", () => {
  const world = running({ strategy: { type: "Recreate" } });
  const images = new Set<string>();
  world.store.onChange(() => {
    images.add([...new Set(world.pods().map((pod) => pod.spec.containers[0]?.image))].join(" "));
  });
  world.setImage(DEPLOYMENTS, "web", "shop/web:1.9.0");
  world.seconds(60);
  expect([...images]).toEqual(["shop/web:1.8.2", "", "shop/web:1.9.0"]);
  expect(world.deployment().status).toMatchObject({ updatedReplicas: 3, availableReplicas: 3 });
});

test("with neither surge nor unavailability allowed, one pod may be missing", () => {
  const world = running({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } });
  const most = { pods: 0 };
  world.store.onChange(() => (most.pods = Math.max(most.pods, world.active().length)));
  world.setImage(DEPLOYMENTS, "web", "shop/web:1.9.0");
  world.seconds(120);
  expect(most.pods).toBe(3);
  expect(world.deployment().status?.updatedReplicas).toBe(3);
});

test("a name that another template has taken is counted as a collision, and another hash is found", () => {
  const probe = running();
  const name = probe.replicaSets()[0]?.metadata.name ?? "";
  const world = cluster();
  world.store.create(REPLICA_SETS, {
    ...probe.replicaSets()[0],
    metadata: { name, namespace: NS, labels: { app: "other" } },
  });
  world.store.create(DEPLOYMENTS, deployment());
  world.seconds(30);
  expect(world.deployment().status).toMatchObject({ collisionCount: 1, availableReplicas: 3 });
});

test("annotations of the Deployment are copied to its newest ReplicaSet, bookkeeping left out", () => {
  const world = cluster();
  const { metadata, ...rest } = deployment();
  const annotations = {
    "kubernetes.io/change-cause": "first",
    "kubectl.kubernetes.io/last-applied-configuration": "{}",
  };
  world.store.create(DEPLOYMENTS, { ...rest, metadata: { ...metadata, annotations } });
  world.seconds(10);
  const copied = world.replicaSets()[0]?.metadata.annotations;
  expect(copied?.["kubernetes.io/change-cause"]).toBe("first");
  expect(copied).not.toHaveProperty("kubectl.kubernetes.io/last-applied-configuration");
});

test("a pod that is relabelled is let go and replaced; a matching orphan is adopted", () => {
  const world = running();
  const [pod] = world.pods();
  const name = pod?.metadata.name ?? "";
  world.store.update(PODS, NS, name, (current) => ({
    ...current,
    metadata: { ...current.metadata, labels: { debug: "yes" } },
  }));
  world.seconds(30);
  expect(world.pod(name).metadata.ownerReferences).toBeUndefined();
  expect(world.pods()).toHaveLength(4);
  world.store.update(PODS, NS, name, (current) => ({
    ...current,
    metadata: { ...current.metadata, labels: pod?.metadata.labels ?? {} },
  }));
  world.seconds(30);
  expect(world.pods()).toHaveLength(3);
  expect(world.pods().every((one) => one.metadata.ownerReferences?.length === 1)).toBe(true);
});
