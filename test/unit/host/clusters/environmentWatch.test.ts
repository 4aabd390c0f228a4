import { expect, test } from "vitest";
import { Fault } from "../../../../src/base/result.ts";
import type { ObservationState } from "../../../../src/core/rollout/cluster.ts";
import { ENVIRONMENT_KINDS, type EnvironmentKind, phaseOf } from "../../../../src/host/clusters/environmentSnapshot.ts";
import { watchEnvironment } from "../../../../src/host/clusters/environmentWatch.ts";
import { fakeCluster } from "../support/fakeCluster.ts";
import { deployment } from "../support/world.ts";

const LIVE: ObservationState = { phase: "live" };
const FORBIDDEN: ObservationState = { phase: "failed", reason: "Forbidden", message: "No." };

function stale(since: number): ObservationState {
  return { phase: "stale", since, reason: "Timeout", message: "No answer." };
}

function states(some: Partial<Record<EnvironmentKind, ObservationState>>, rest = LIVE) {
  return Object.fromEntries(ENVIRONMENT_KINDS.map((kind) => [kind, some[kind] ?? rest])) as Record<
    EnvironmentKind,
    ObservationState
  >;
}

/** Lets promises that are already settled run their course. */
const settle = () =>
  new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))));

test("an environment has failed only when no workload kind can be read", () => {
  expect(phaseOf(states({}, FORBIDDEN))).toMatchObject({ phase: "failed", reason: "Forbidden", kind: "Deployment" });
  expect(phaseOf(states({ Job: FORBIDDEN }))).toMatchObject({ phase: "live", missing: [{ kind: "Job" }] });
});

test("it is stale since the first kind that fell silent", () => {
  expect(phaseOf(states({ Deployment: stale(20), Job: stale(10) }))).toMatchObject({ phase: "stale", since: 10 });
});

test("it is loading until every workload kind has answered", () => {
  expect(phaseOf(states({ Job: { phase: "loading" } })).phase).toBe("loading");
});

test("shows objects as they come and asks what the person may do only once something answered", async () => {
  const cluster = fakeCluster();
  const watch = watchEnvironment(() => Promise.resolve(cluster), "shop");
  await settle();
  expect([watch.snapshot.phase.phase, cluster.questions]).toEqual(["loading", []]);
  cluster.put("Deployment", deployment());
  for (const kind of ENVIRONMENT_KINDS) cluster.state(kind, LIVE);
  await expect.poll(() => watch.snapshot.access).toMatchObject({ logs: true, patch: { Deployment: true } });
  expect([...watch.snapshot.objects.Deployment.keys()]).toEqual(["web"]);
});

test("a question that fails is a no", async () => {
  const cluster = fakeCluster((access) => {
    if (access.subresource === "log") throw new Error("no answer");
    return access.kind.kind === "Deployment";
  });
  const watch = watchEnvironment(() => Promise.resolve(cluster), "shop");
  await settle();
  cluster.state("Deployment", LIVE);
  await expect
    .poll(() => watch.snapshot.access)
    .toMatchObject({ logs: false, patch: { Deployment: true, Job: false } });
});

test("a kubeconfig that leads nowhere is the environment's own failure", async () => {
  const watch = watchEnvironment(
    () => Promise.reject(new Fault("ContextUnknown", "There is no context kind.")),
    "shop",
  );
  await settle();
  expect(watch.snapshot.phase).toEqual({
    phase: "failed",
    reason: "ContextUnknown",
    message: "There is no context kind.",
  });
});

test("releases every observation, also when disposed while it still connects", async () => {
  const cluster = fakeCluster();
  const watch = watchEnvironment(() => Promise.resolve(cluster), "shop");
  await settle();
  expect(cluster.observed).toHaveLength(ENVIRONMENT_KINDS.length);
  watch.dispose();
  expect(cluster.observed).toEqual([]);
  watchEnvironment(() => Promise.resolve(cluster), "shop").dispose();
  await settle();
  expect(cluster.observed).toEqual([]);
});
