import fc from "fast-check";
import { expect, test } from "vitest";
import { isPodReady } from "../../../../src/sandbox/controllers/podFacts.ts";
import { DAEMON_SETS, STATEFUL_SETS } from "../../../../src/sandbox/controllers/resources.ts";
import { cluster, daemonSet, statefulSet } from "./cluster.ts";

const image = fc.constantFrom("redis:1", "redis:2", "redis:3-crash", "redis:4-never", "redis:5-slow", "redis:6-flaky");

test("a StatefulSet counts its pods and never rolls below its partition, whatever is deployed", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(image, fc.integer({ min: 1, max: 5 }), fc.nat(60)), { minLength: 1, maxLength: 5 }),
      fc.nat(3),
      (steps, partition) => {
        const world = cluster();
        const updateStrategy = { type: "RollingUpdate", rollingUpdate: { partition } };
        world.store.create(STATEFUL_SETS, statefulSet({ replicas: 4, updateStrategy, image: "redis:0" }));
        world.seconds(60);
        for (const [next, replicas, seconds] of steps) {
          world.setImage(STATEFUL_SETS, "redis", next);
          world.change(STATEFUL_SETS, "redis", { replicas });
          world.seconds(seconds);
          const status = world.statefulSet().status;
          expect(status?.replicas).toBe(world.pods().length);
          expect(status?.readyReplicas).toBe(world.pods().filter(isPodReady).length);
          for (const pod of world.pods().filter(({ metadata }) => Number(metadata.name.split("-")[1]) < partition)) {
            expect(pod.spec.containers[0]?.image).toBe("redis:0");
          }
        }
        expect(world.errors).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

test("a DaemonSet's healthy pods are never taken away beyond what may be missing", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(image, fc.nat(40)), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 3 }),
      (steps, maxUnavailable) => {
        const world = cluster({ nodes: 5 });
        const updateStrategy = { type: "RollingUpdate", rollingUpdate: { maxUnavailable } };
        world.store.create(DAEMON_SETS, daemonSet({ updateStrategy }));
        world.seconds(20);
        const broken: string[] = [];
        world.store.onChange(({ object, previous }) => {
          if (object.kind !== "Pod" || !object.metadata.deletionTimestamp || previous?.metadata.deletionTimestamp)
            return;
          if (previous === undefined || !isPodReady(previous as never)) return;
          const ready = world.active().filter(isPodReady).length;
          if (ready < 5 - maxUnavailable) broken.push(`${ready} ready`);
        });
        for (const [next, seconds] of steps) {
          world.setImage(DAEMON_SETS, "agent", next.replace("redis", "agent"));
          world.seconds(seconds);
          const status = world.daemonSet().status;
          expect(status?.desiredNumberScheduled).toBe(5);
          expect(world.active().length).toBeLessThanOrEqual(5);
        }
        expect(broken).toEqual([]);
        expect(world.errors).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
