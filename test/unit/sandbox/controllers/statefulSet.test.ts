import { describe, expect, test } from "vitest";
import type { ControllerRevision } from "../../../../src/core/rollout/objects.ts";
import { CONTROLLER_REVISIONS, PODS, STATEFUL_SETS } from "../../../../src/sandbox/controllers/resources.ts";
import { cluster, type Cluster, NS, statefulSet, waiting } from "./cluster.ts";

function running(spec: Parameters<typeof statefulSet>[0] = {}): Cluster {
  const world = cluster();
  world.store.create(STATEFUL_SETS, statefulSet(spec));
  world.seconds(60);
  return world;
}

const images = (world: Cluster) => world.pods().map((pod) => pod.spec.containers[0]?.image);
const revisions = (world: Cluster) =>
  (world.store.list(CONTROLLER_REVISIONS, NS) as ControllerRevision[]).toSorted((a, b) => a.revision - b.revision);

describe("a StatefulSet", () => {
  test("makes its pods in order, each after the one before is ready", () => {
    const world = cluster();
    world.store.create(STATEFUL_SETS, statefulSet());
    world.seconds(1);
    expect(world.pods().map((pod) => pod.metadata.name)).toEqual(["redis-0"]);
    world.seconds(30);
    expect(world.pods().map((pod) => pod.metadata.name)).toEqual(["redis-0", "redis-1", "redis-2"]);
    const { updateRevision } = world.statefulSet().status ?? {};
    expect(world.statefulSet().status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
      currentRevision: updateRevision,
    });
    expect(world.pod("redis-1").metadata.labels).toEqual({
      app: "redis",
      "controller-revision-hash": updateRevision,
      "statefulset.kubernetes.io/pod-name": "redis-1",
      "apps.kubernetes.io/pod-index": "1",
    });
    expect(world.events("SuccessfulCreate").map((event) => event.message)).toContain(
      "Create Pod redis-0 in StatefulSet redis successful",
    );
  });

  test("rolls from the top down, one pod at a time, and then has one revision again", () => {
    const world = running();
    const order: string[] = [];
    world.store.onChange(({ type, object }) => {
      if (type === "DELETED" && object.kind === "Pod") order.push(object.metadata.name);
    });
    world.setImage(STATEFUL_SETS, "redis", "redis:7.4");
    world.seconds(2.5);
    expect(world.statefulSet().status).toMatchObject({ updatedReplicas: 1, currentReplicas: 2 });
    world.seconds(60);
    expect(order).toEqual(["redis-2", "redis-1", "redis-0"]);
    const { currentRevision, updateRevision } = world.statefulSet().status ?? {};
    expect(currentRevision).toBe(updateRevision);
    expect(images(world)).toEqual(["redis:7.4", "redis:7.4", "redis:7.4"]);
  });

  test("keeps pods below the partition at the current revision, also new ones", () => {
    const world = running();
    world.change(STATEFUL_SETS, "redis", {
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } },
    });
    world.setImage(STATEFUL_SETS, "redis", "redis:7.4");
    world.seconds(60);
    expect(images(world)).toEqual(["redis:7.2", "redis:7.2", "redis:7.4"]);
    world.store.remove(PODS, NS, "redis-0");
    world.seconds(30);
    expect(images(world)).toEqual(["redis:7.2", "redis:7.2", "redis:7.4"]);
    expect(world.statefulSet().status).toMatchObject({ updatedReplicas: 1, currentReplicas: 2 });
  });

  test("with OnDelete waits for its pods to be deleted", () => {
    const world = running({ updateStrategy: { type: "OnDelete" } });
    world.setImage(STATEFUL_SETS, "redis", "redis:7.4");
    world.seconds(60);
    expect(images(world)).toEqual(["redis:7.2", "redis:7.2", "redis:7.2"]);
    world.store.remove(PODS, NS, "redis-1");
    world.seconds(30);
    expect(images(world)).toEqual(["redis:7.2", "redis:7.4", "redis:7.2"]);
  });

  test("stays stuck on a crashing pod even when the template is put back, until a person deletes the pod", () => {
    const world = running();
    world.setImage(STATEFUL_SETS, "redis", "redis:7.4-crash");
    world.seconds(60);
    expect(waiting(world.pod("redis-2"))?.reason).toBe("CrashLoopBackOff");
    expect(images(world).slice(0, 2)).toEqual(["redis:7.2", "redis:7.2"]);
    world.setImage(STATEFUL_SETS, "redis", "redis:7.2");
    world.seconds(120);
    expect(images(world)).toContain("redis:7.4-crash");
    world.store.remove(PODS, NS, "redis-2");
    world.seconds(60);
    expect(images(world)).toEqual(["redis:7.2", "redis:7.2", "redis:7.2"]);
  });

  test("numbers a revision anew when it is used again, and keeps as many as its limit", () => {
    const world = running({ revisionHistoryLimit: 1 });
    const first = revisions(world)[0]?.metadata.name;
    world.setImage(STATEFUL_SETS, "redis", "redis:7.4");
    world.seconds(60);
    world.setImage(STATEFUL_SETS, "redis", "redis:7.2");
    world.seconds(60);
    expect(revisions(world).map((one) => one.revision)).toEqual([2, 3]);
    expect(revisions(world).at(-1)?.metadata.name).toBe(first);
    world.setImage(STATEFUL_SETS, "redis", "redis:8");
    world.seconds(60);
    expect(revisions(world).map((one) => one.revision)).toEqual([3, 4]);
    expect(revisions(world)[0]?.data?.spec?.template).toHaveProperty("$patch", "replace");
  });

  test("scales down from the top, one after another", () => {
    const world = running();
    world.change(STATEFUL_SETS, "redis", { replicas: 1 });
    world.seconds(0.5);
    expect(world.active().map((pod) => pod.metadata.name)).toEqual(["redis-0", "redis-1"]);
    world.seconds(30);
    expect(world.pods().map((pod) => pod.metadata.name)).toEqual(["redis-0"]);
  });

  test("in Parallel makes all pods at once, and may replace several", () => {
    const world = cluster();
    const rollingUpdate = { maxUnavailable: 2 };
    const updateStrategy = { type: "RollingUpdate", rollingUpdate };
    world.store.create(STATEFUL_SETS, statefulSet({ podManagementPolicy: "Parallel", updateStrategy }));
    world.seconds(0.1);
    expect(world.pods()).toHaveLength(3);
    world.seconds(10);
    world.setImage(STATEFUL_SETS, "redis", "redis:7.4");
    world.seconds(0.5);
    expect(world.active().map((pod) => pod.metadata.name)).toEqual(["redis-0"]);
  });

  test("waits minReadySeconds between pods", () => {
    const world = cluster();
    world.store.create(STATEFUL_SETS, statefulSet({ minReadySeconds: 30 }));
    world.seconds(20);
    expect(world.pods()).toHaveLength(1);
    expect(world.statefulSet().status).toMatchObject({ readyReplicas: 1, availableReplicas: 0 });
    world.seconds(20);
    expect(world.pods()).toHaveLength(2);
  });
});
