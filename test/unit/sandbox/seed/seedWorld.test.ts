import { beforeAll, describe, expect, test } from "vitest";
import { ManualClock, parseTimestamp } from "../../../../src/base/clock.ts";
import type { DaemonSet, Deployment, Job, Pod, ReplicaSet, StatefulSet } from "../../../../src/core/rollout/objects.ts";
import { startControllers } from "../../../../src/sandbox/controllers/controllers.ts";
import { LIVELY } from "../../../../src/sandbox/controllers/kubelet/timing.ts";
import {
  DAEMON_SETS,
  DEPLOYMENTS,
  EVENTS,
  JOBS,
  PODS,
  REPLICA_SETS,
  STATEFUL_SETS,
} from "../../../../src/sandbox/controllers/resources.ts";
import { PastClock } from "../../../../src/sandbox/seed/pastClock.ts";
import { AUDIT, PRODUCTION, SAMPLE_HISTORY_MS, seedWorld, STAGING } from "../../../../src/sandbox/seed/seedWorld.ts";
import { createStore } from "../../../../src/sandbox/store/memoryStore.ts";
import type { Store } from "../../../../src/sandbox/store/store.ts";

describe("the sample world", () => {
  const present = new ManualClock();
  const clock = new PastClock(present, SAMPLE_HISTORY_MS);
  const errors: unknown[] = [];
  let store: Store;

  beforeAll(() => {
    store = createStore(clock);
    startControllers(store, clock, { timing: LIVELY, onError: (error) => errors.push(error) });
    seedWorld(store, clock);
  });

  const ago = (time: string | undefined) => present.now() - (parseTimestamp(time) ?? 0);

  test("is healthy, with a history, in the present", () => {
    const web = store.get(DEPLOYMENTS, PRODUCTION, "web") as Deployment;
    expect(web.status).toMatchObject({ replicas: 6, updatedReplicas: 6, availableReplicas: 6 });
    expect(web.metadata.annotations?.["deployment.kubernetes.io/revision"]).toBe("2");
    const sets = store.list(REPLICA_SETS, PRODUCTION) as ReplicaSet[];
    const images = sets.map((set) => [set.spec.template.spec?.containers[0]?.image, set.spec.replicas]);
    expect(images).toEqual(
      expect.arrayContaining([
        ["shop/web:1.8.1", 0],
        ["shop/web:1.8.2", 6],
      ]),
    );
    const staging = store.get(DEPLOYMENTS, STAGING, "web") as Deployment;
    expect(staging.spec.template.spec?.containers[0]?.image).toBe("shop/web:1.9.0");
    expect(staging.status?.availableReplicas).toBe(3);
    expect((store.get(STATEFUL_SETS, PRODUCTION, "redis") as StatefulSet).status?.availableReplicas).toBe(3);
    expect((store.get(DAEMON_SETS, PRODUCTION, "log-agent") as DaemonSet).status?.numberAvailable).toBe(3);
    expect((store.get(JOBS, PRODUCTION, "db-migrate") as Job).status?.succeeded).toBe(1);
    expect(store.list(DEPLOYMENTS, AUDIT)).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  test("has ages, and events only of the last hour", () => {
    const pods = store.list(PODS, STAGING) as Pod[];
    for (const pod of pods) expect(ago(pod.metadata.creationTimestamp) / 60_000).toBeLessThan(13);
    const old = store.list(PODS, PRODUCTION) as Pod[];
    for (const pod of old) expect(ago(pod.metadata.creationTimestamp) / 86_400_000).toBeGreaterThan(4.9);
    for (const event of store.list(EVENTS)) expect(ago(event.metadata.creationTimestamp)).toBeLessThan(3_600_000);
    expect(store.list(EVENTS).length).toBeGreaterThan(10);
  });

  test("goes on living on the present's clock", () => {
    store.update(DEPLOYMENTS, PRODUCTION, "web", (current) => ({
      ...current,
      spec: { ...(current as Deployment).spec, replicas: 8 },
    }));
    present.advance(30_000);
    expect((store.get(DEPLOYMENTS, PRODUCTION, "web") as Deployment).status?.availableReplicas).toBe(8);
    expect(clock.now()).toBe(present.now());
  });
});

test("a clock that arrives takes its timers along", () => {
  const present = new ManualClock();
  const clock = new PastClock(present, 1000);
  const rang: string[] = [];
  clock.after(500, () => rang.push("past"));
  clock.after(1500, () => rang.push("future"));
  const dropped = clock.after(1600, () => rang.push("dropped"));
  clock.live(600);
  clock.arrive();
  expect(rang).toEqual(["past"]);
  dropped.dispose();
  present.advance(1000);
  expect(rang).toEqual(["past", "future"]);
});
