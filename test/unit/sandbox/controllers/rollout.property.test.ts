import fc from "fast-check";
import { expect, test } from "vitest";
import type { Pod } from "../../../../src/core/rollout/objects.ts";
import { maxSurge, maxUnavailable } from "../../../../src/sandbox/controllers/deployment/bounds.ts";
import { isPodAvailable, isPodReady } from "../../../../src/sandbox/controllers/podFacts.ts";
import { DEPLOYMENTS, PODS } from "../../../../src/sandbox/controllers/resources.ts";
import { EFFECTS } from "../../../../src/sandbox/faults/effect.ts";
import { cluster, type Cluster, deployment, NS, revision } from "./cluster.ts";

type Action =
  | { do: "image"; image: string }
  | { do: "scale"; replicas: number }
  | { do: "pause"; paused: boolean }
  | { do: "kill"; index: number }
  | { do: "delete"; index: number }
  | { do: "silence"; node: number }
  | { do: "wait"; seconds: number };

const image = fc
  .tuple(fc.constantFrom("1", "2", "3"), fc.constantFrom("", ...EFFECTS.map((effect) => `-${effect}`)))
  .map(([version, suffix]) => `shop/web:${version}${suffix}`);

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ do: fc.constant("image" as const), image }),
  fc.record({ do: fc.constant("scale" as const), replicas: fc.integer({ min: 0, max: 12 }) }),
  fc.record({ do: fc.constant("pause" as const), paused: fc.boolean() }),
  fc.record({ do: fc.constant("kill" as const), index: fc.nat(20) }),
  fc.record({ do: fc.constant("delete" as const), index: fc.nat(20) }),
  fc.record({ do: fc.constant("silence" as const), node: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant("wait" as const), seconds: fc.double({ min: 0, max: 90, noNaN: true }) }),
);

const bound = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom("0%", "25%", "50%", "100%"));
const strategy = fc.record({ maxSurge: bound, maxUnavailable: bound });

function act(world: Cluster, step: Action): void {
  const pod = "index" in step ? world.active()[step.index] : undefined;
  if (step.do === "image") world.setImage(DEPLOYMENTS, "web", step.image);
  if (step.do === "scale") world.change(DEPLOYMENTS, "web", { replicas: step.replicas });
  if (step.do === "pause") world.change(DEPLOYMENTS, "web", { paused: step.paused });
  if (step.do === "wait") world.seconds(step.seconds);
  if (step.do === "delete" && pod) world.store.remove(PODS, NS, pod.metadata.name);
  if (step.do === "kill" && pod) {
    world.faults.inject({ type: "killPod", namespace: NS, pod: pod.metadata.name, exitCode: 137 });
  }
  if (step.do === "silence") {
    const [known] = world.faults.list();
    if (known) world.faults.lift(known.id);
    else world.faults.inject({ type: "nodeNotReady", node: `node-${step.node}` });
  }
}

/** What must hold whenever the controllers have nothing left to do at this moment. */
function checkCounts(world: Cluster): void {
  const now = world.clock.now();
  const byOwner = Map.groupBy(world.active(), (pod) => pod.metadata.ownerReferences?.[0]?.uid);
  for (const replicaSet of world.replicaSets()) {
    const pods = byOwner.get(replicaSet.metadata.uid) ?? [];
    expect(replicaSet.status).toMatchObject({
      replicas: pods.length,
      readyReplicas: pods.filter(isPodReady).length,
      availableReplicas: pods.filter((pod) => isPodAvailable(pod, replicaSet.spec.minReadySeconds, now)).length,
    });
    expect(pods).toHaveLength(replicaSet.spec.replicas ?? 0);
  }
  const { status } = world.deployment();
  expect(status?.replicas).toBe(world.active().length);
  expect(status?.readyReplicas).toBe(world.active().filter(isPodReady).length);
}

function checkOwners(world: Cluster): void {
  for (const pod of world.pods()) {
    expect(pod.metadata.ownerReferences?.filter((owner) => owner.controller)).toHaveLength(1);
  }
}

test("counts equal pods, every pod has one controller, and revisions only grow, whatever happens", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 20 }), strategy, fc.nat(20), (steps, rollingUpdate, minReadySeconds) => {
      const world = cluster();
      world.store.create(DEPLOYMENTS, deployment({ minReadySeconds, strategy: { rollingUpdate } }));
      let latest = 0;
      for (const step of steps) {
        act(world, step);
        world.seconds(1);
        checkCounts(world);
        checkOwners(world);
        const current = Number(revision(world.deployment()) ?? 0);
        expect(current).toBeGreaterThanOrEqual(latest);
        latest = current;
        expect(new Set(world.replicaSets().map(revision)).size).toBe(world.replicaSets().length);
      }
      expect(world.errors).toEqual([]);
      world.controllers.dispose();
    }),
    { numRuns: 40 },
  );
}, 60_000);

test("a rolling update never exceeds its surge, and never takes more away than it may", () => {
  fc.assert(
    fc.property(
      fc.array(image, { minLength: 1, maxLength: 4 }),
      strategy,
      fc.integer({ min: 1, max: 9 }),
      (images, rollingUpdate, replicas) => {
        const world = cluster();
        world.store.create(DEPLOYMENTS, deployment({ replicas, strategy: { rollingUpdate } }));
        world.seconds(30);
        const most = replicas + maxSurge(world.deployment());
        const least = replicas - maxUnavailable(world.deployment());
        const broken: string[] = [];
        const watcher = world.store.onChange(({ object, previous }) => {
          if (object.kind !== "Pod") return;
          const active = world.active();
          if (active.length > most) broken.push(`${active.length} pods where ${most} may be`);
          if (!isTakenAway(previous as Pod | undefined, object as Pod)) return;
          const ready = active.filter(isPodReady).length;
          if (ready < least) broken.push(`${ready} ready where ${least} must be`);
        });
        for (const next of images) {
          world.setImage(DEPLOYMENTS, "web", next);
          world.seconds(20);
        }
        watcher.dispose();
        expect(broken).toEqual([]);
        expect(world.errors).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

/** A ready pod that a controller decided to delete. */
function isTakenAway(before: Pod | undefined, after: Pod): boolean {
  return (
    before !== undefined &&
    isPodReady(before) &&
    !before.metadata.deletionTimestamp &&
    !!after.metadata.deletionTimestamp
  );
}

test("when all that was wrong is put right, every rollout comes to its end", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 12 }), strategy, fc.boolean(), (steps, rollingUpdate, recreate) => {
      const world = cluster();
      const way = recreate ? { type: "Recreate" } : { type: "RollingUpdate", rollingUpdate };
      world.store.create(DEPLOYMENTS, deployment({ strategy: way }));
      for (const step of steps) act(world, step);
      for (const { id } of world.faults.list()) world.faults.lift(id);
      world.change(DEPLOYMENTS, "web", { paused: false, replicas: 4 });
      world.setImage(DEPLOYMENTS, "web", "shop/web:good");
      world.seconds(1200);
      const { status, metadata } = world.deployment();
      expect(status).toMatchObject({
        observedGeneration: metadata.generation,
        replicas: 4,
        updatedReplicas: 4,
        availableReplicas: 4,
        unavailableReplicas: 0,
        terminatingReplicas: 0,
      });
      const sizes = world.replicaSets().map((set) => set.spec.replicas);
      expect(sizes.filter((size) => size !== 0)).toEqual([4]);
    }),
    { numRuns: 40 },
  );
}, 60_000);
