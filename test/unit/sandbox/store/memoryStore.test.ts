import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import type { KubeObject } from "../../../../src/core/rollout/objects.ts";
import { createStore } from "../../../../src/sandbox/store/memoryStore.ts";
import type { Change } from "../../../../src/sandbox/store/store.ts";

const DEPLOYMENTS = "apps/v1/deployments";

function web(spec: object = { replicas: 1 }): KubeObject {
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "shop" }, spec };
}

function pod(spec: object = {}): KubeObject {
  return { metadata: { name: "a", namespace: "shop" }, spec: { containers: [], nodeName: "node-1", ...spec } };
}

describe("the store", () => {
  it("stamps what is created and counts revisions", () => {
    const store = createStore(new ManualClock());
    const { metadata } = store.create(DEPLOYMENTS, web());
    expect(metadata).toMatchObject({ generation: 1, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z" });
    expect(metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(store.revision).toBe(1);
  });

  it("refuses a second object of the same name", () => {
    const store = createStore(new ManualClock());
    store.create(DEPLOYMENTS, web());
    expect(() => store.create(DEPLOYMENTS, web())).toThrow('deployments.apps "web" already exists');
  });

  it("invents a name where generateName asks for one", () => {
    const store = createStore(new ManualClock());
    const metadata = { name: "", generateName: "web-", namespace: "shop" };
    expect(store.create("v1/pods", { metadata }).metadata.name).toMatch(/^web-[a-z0-9]{5}$/);
  });

  it("bumps the generation when the spec changed, and only then", () => {
    const store = createStore(new ManualClock());
    store.create(DEPLOYMENTS, web());
    const labelled = store.update(DEPLOYMENTS, "shop", "web", (current) => ({
      ...current,
      metadata: { ...current.metadata, labels: { a: "b" } },
    }));
    expect(labelled.metadata).toMatchObject({ generation: 1, resourceVersion: "2" });
    const scaled = store.update(DEPLOYMENTS, "shop", "web", (current) => ({ ...current, spec: { replicas: 2 } }));
    expect(scaled.metadata).toMatchObject({ generation: 2, resourceVersion: "3" });
  });

  it("writes nothing where nothing changes", () => {
    const store = createStore(new ManualClock());
    const before = store.create(DEPLOYMENTS, web());
    expect(store.update(DEPLOYMENTS, "shop", "web", (current) => structuredClone(current))).toBe(before);
    expect(store.revision).toBe(1);
  });

  it("keeps status and spec apart", () => {
    const store = createStore(new ManualClock());
    store.create(DEPLOYMENTS, web());
    store.updateStatus(DEPLOYMENTS, "shop", "web", (current) => ({ ...current, spec: {}, status: { replicas: 1 } }));
    const after = store.update(DEPLOYMENTS, "shop", "web", (current) => ({
      ...current,
      spec: { replicas: 3 },
      status: {},
    }));
    expect(after).toMatchObject({ spec: { replicas: 3 }, status: { replicas: 1 } });
  });

  it("refuses an update that builds on an older version", () => {
    const store = createStore(new ManualClock());
    const old = store.create(DEPLOYMENTS, web());
    store.update(DEPLOYMENTS, "shop", "web", (current) => ({ ...current, spec: { replicas: 2 } }));
    expect(() => store.update(DEPLOYMENTS, "shop", "web", () => old)).toThrow("the object has been modified");
  });

  it("never hands out something that can be changed", () => {
    const store = createStore(new ManualClock());
    const object = store.create(DEPLOYMENTS, web());
    expect(() => Object.assign(object.spec as object, { replicas: 9 })).toThrow(TypeError);
  });
});

describe("removal", () => {
  it("gives a running pod its grace before it goes", () => {
    const store = createStore(new ManualClock());
    store.create("v1/pods", pod());
    store.remove("v1/pods", "shop", "a");
    expect(store.get("v1/pods", "shop", "a")?.metadata.deletionTimestamp).toBe("2026-01-01T00:00:30Z");
    store.remove("v1/pods", "shop", "a", { gracePeriodSeconds: 0 });
    expect(store.get("v1/pods", "shop", "a")).toBeUndefined();
  });

  it("waits for finalizers", () => {
    const store = createStore(new ManualClock());
    const object = web();
    object.metadata.finalizers = ["tidegate.dev/wait"];
    store.create(DEPLOYMENTS, object);
    store.remove(DEPLOYMENTS, "shop", "web");
    expect(store.get(DEPLOYMENTS, "shop", "web")?.metadata.deletionTimestamp).toBeDefined();
    store.update(DEPLOYMENTS, "shop", "web", (current) => ({
      ...current,
      metadata: { ...current.metadata, finalizers: [] },
    }));
    expect(store.get(DEPLOYMENTS, "shop", "web")).toBeUndefined();
  });

  it("refuses when the object is not the one meant", () => {
    const store = createStore(new ManualClock());
    store.create(DEPLOYMENTS, web());
    expect(() => store.remove(DEPLOYMENTS, "shop", "web", { uid: "other" })).toThrow("UID in the precondition");
  });
});

describe("changes", () => {
  it("are told in order, also when a listener writes", () => {
    const store = createStore(new ManualClock());
    store.onChange((change) => {
      if (change.type === "ADDED")
        store.updateStatus(DEPLOYMENTS, "shop", "web", (current) => ({ ...current, status: { a: 1 } }));
    });
    const seen: Change[] = [];
    store.onChange((change) => seen.push(change));
    store.create(DEPLOYMENTS, web());
    expect(seen.map((change) => [change.type, change.revision])).toEqual([
      ["ADDED", 1],
      ["MODIFIED", 2],
    ]);
  });

  it("can be read again from a revision on, until they are compacted", () => {
    const store = createStore(new ManualClock());
    store.create(DEPLOYMENTS, web());
    store.remove(DEPLOYMENTS, "shop", "web");
    expect(store.changesSince(DEPLOYMENTS, 1)).toMatchObject([{ type: "DELETED", revision: 2 }]);
    store.compact();
    expect(store.changesSince(DEPLOYMENTS, 1)).toBe("gone");
    expect(store.changesSince("v1/pods", 1)).toBe("gone");
    expect(store.changesSince("v1/pods", 2)).toEqual([]);
  });

  it("of ten thousand pods are stored within a second or two", () => {
    const store = createStore(new ManualClock());
    for (let i = 0; i < 10_000; i++)
      store.create("v1/pods", { ...pod(), metadata: { name: `p${i}`, namespace: `n${i % 10}` } });
    expect(store.list("v1/pods")).toHaveLength(10_000);
    expect(store.list("v1/pods", "n3")).toHaveLength(1_000);
  });
});
