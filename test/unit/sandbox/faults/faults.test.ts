import { describe, expect, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { DEPLOYMENTS, PODS, STATEFUL_SETS } from "../../../../src/sandbox/controllers/resources.ts";
import { effectOfImage, tagOf } from "../../../../src/sandbox/faults/effect.ts";
import { createFaults, faultSchema } from "../../../../src/sandbox/faults/faults.ts";
import { cluster, condition, deployment, NS, statefulSet, waiting } from "../controllers/cluster.ts";

test("the tag of an image is what follows the name, without registry port or digest", () => {
  expect(tagOf("shop/web:1.9.1-crash@sha256:00")).toBe("1.9.1-crash");
  expect(tagOf("registry:5000/shop/web")).toBe("");
  expect(effectOfImage("shop/web:slow")).toBe("slow");
  expect(effectOfImage("shop/web:slower")).toBeUndefined();
  expect(effectOfImage("shop/never:1")).toBeUndefined();
});

describe("the registry", () => {
  test("knows what acts now, and tells of every change", () => {
    const faults = createFaults(new ManualClock());
    const seen: string[] = [];
    faults.onChange(({ type, active }) => seen.push(`${type} ${active.fault.type}`));
    const slow = faults.inject({ type: "slowImages", factor: 5 });
    faults.inject({ type: "killPod", namespace: NS, pod: "web", exitCode: 137 });
    expect(faults.list()).toEqual([slow]);
    expect(faults.lift(slow.id)).toBe(true);
    expect(faults.lift(slow.id)).toBe(false);
    expect(seen).toEqual(["injected slowImages", "injected killPod", "lifted slowImages"]);
  });

  test("takes no unknown fault and no unknown member", () => {
    expect(faultSchema.safeParse({ type: "earthquake" }).success).toBe(false);
    expect(faultSchema.safeParse({ type: "nodeNotReady", node: "node-1", force: true }).success).toBe(false);
    expect(faultSchema.parse({ type: "killPod", namespace: NS, pod: "web" })).toMatchObject({ exitCode: 137 });
  });
});

describe("a fault at run time", () => {
  test("kills a pod's container, which is restarted", () => {
    const world = cluster();
    world.store.create(DEPLOYMENTS, deployment({ replicas: 1 }));
    world.seconds(10);
    const name = world.pods()[0]?.metadata.name ?? "";
    world.faults.inject({ type: "killPod", namespace: NS, pod: name, exitCode: 137 });
    world.seconds(0.1);
    expect(world.pod(name).status?.containerStatuses?.[0]?.state?.terminated).toMatchObject({ exitCode: 137 });
    expect(condition(world.pod(name), "Ready")?.status).toBe("False");
    world.seconds(10);
    expect(world.pod(name).status?.containerStatuses?.[0]).toMatchObject({ ready: true, restartCount: 1 });
  });

  test("makes a workload's new pods crash, leaves the old ones alone, and heals when it is lifted", () => {
    const world = cluster();
    world.store.create(DEPLOYMENTS, deployment());
    world.store.create(DEPLOYMENTS, deployment({ name: "other" }));
    world.seconds(10);
    const fault = { type: "workload", namespace: NS, kind: "Deployment", name: "web", effect: "crash" } as const;
    const { id } = world.faults.inject(fault);
    world.setImage(DEPLOYMENTS, "web", "shop/web:1.9.0");
    world.setImage(DEPLOYMENTS, "other", "shop/other:1.9.0");
    world.seconds(60);
    expect(world.deployment("other").status).toMatchObject({ updatedReplicas: 3, availableReplicas: 3 });
    expect(world.deployment("web").status).toMatchObject({ updatedReplicas: 1, availableReplicas: 3 });
    world.faults.lift(id);
    world.seconds(120);
    expect(world.deployment("web").status).toMatchObject({ updatedReplicas: 3, availableReplicas: 3 });
  });

  test("reaches the pods of a StatefulSet", () => {
    const world = cluster();
    world.faults.inject({ type: "workload", namespace: NS, kind: "StatefulSet", name: "redis", effect: "missing" });
    world.store.create(STATEFUL_SETS, statefulSet());
    world.seconds(30);
    expect(world.store.list(PODS, NS)).toHaveLength(1);
    expect(waiting(world.pod("redis-0"))?.reason).toMatch(/ErrImagePull|ImagePullBackOff/);
  });

  test("makes images slow", () => {
    const world = cluster();
    world.faults.inject({ type: "slowImages", factor: 10 });
    world.store.create(DEPLOYMENTS, deployment());
    world.seconds(7);
    expect(world.deployment().status?.readyReplicas).toBe(0);
    world.seconds(5);
    expect(world.deployment().status?.readyReplicas).toBe(3);
  });
});
