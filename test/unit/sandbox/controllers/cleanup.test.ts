import { describe, expect, test } from "vitest";
import { DEPLOYMENTS, EVENTS, NAMESPACES, PODS, REPLICA_SETS } from "../../../../src/sandbox/controllers/resources.ts";
import { cluster, type Cluster, deployment, NS } from "./cluster.ts";

function running(): Cluster {
  const world = cluster();
  world.store.create(NAMESPACES, {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: NS, finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  });
  world.store.create(DEPLOYMENTS, deployment());
  world.seconds(10);
  return world;
}

function withFinalizer(world: Cluster, finalizer: string): void {
  world.store.update(DEPLOYMENTS, NS, "web", (current) => ({
    ...current,
    metadata: { ...current.metadata, finalizers: [finalizer] },
  }));
  world.store.remove(DEPLOYMENTS, NS, "web");
}

describe("what a deleted Deployment owned", () => {
  test("goes after it", () => {
    const world = running();
    world.store.remove(DEPLOYMENTS, NS, "web");
    world.seconds(0.1);
    expect(world.replicaSets()).toEqual([]);
    world.seconds(30);
    expect(world.pods()).toEqual([]);
  });

  test("goes before it in the foreground", () => {
    const world = running();
    withFinalizer(world, "foregroundDeletion");
    world.seconds(0.1);
    expect(world.deployment().metadata.deletionTimestamp).toBeDefined();
    expect(world.replicaSets()).toHaveLength(1);
    world.seconds(30);
    expect(world.deployment()).toBeUndefined();
    expect(world.replicaSets()).toEqual([]);
    expect(world.pods()).toEqual([]);
  });

  test("stays as an orphan where that is asked for, and is adopted by the next of the same selector", () => {
    const world = running();
    withFinalizer(world, "orphan");
    world.seconds(30);
    expect(world.deployment()).toBeUndefined();
    expect(world.replicaSets()[0]?.metadata.ownerReferences).toBeUndefined();
    const names = world.pods().map((pod) => pod.metadata.name);
    expect(names).toHaveLength(3);
    world.store.create(DEPLOYMENTS, deployment());
    world.seconds(30);
    expect(world.pods().map((pod) => pod.metadata.name)).toEqual(names);
    expect(world.replicaSets()[0]?.metadata.ownerReferences?.[0]?.uid).toBe(world.deployment().metadata.uid);
  });
});

test("an object whose owner never was is collected", () => {
  const world = running();
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "gone", uid: "gone", controller: true };
  world.store.create("v1/configmaps", { metadata: { name: "left", namespace: NS, ownerReferences: [owner] } });
  world.seconds(1);
  expect(world.store.list("v1/configmaps")).toEqual([]);
});

test("a deleted namespace is terminating until all in it is gone", () => {
  const world = running();
  world.store.create("v1/configmaps", { metadata: { name: "settings", namespace: NS } });
  world.store.remove(NAMESPACES, "", NS);
  world.seconds(0.1);
  expect(world.store.get(NAMESPACES, "", NS)?.status).toEqual({ phase: "Terminating" });
  world.seconds(60);
  expect(world.store.get(NAMESPACES, "", NS)).toBeUndefined();
  for (const resource of [DEPLOYMENTS, REPLICA_SETS, PODS, EVENTS, "v1/configmaps"]) {
    expect(world.store.list(resource, NS)).toEqual([]);
  }
});
