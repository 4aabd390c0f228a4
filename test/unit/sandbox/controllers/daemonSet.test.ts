import { expect, test } from "vitest";
import { CONTROLLER_REVISIONS, DAEMON_SETS, NODES, PODS } from "../../../../src/sandbox/controllers/resources.ts";
import { cluster, type Cluster, daemonSet, node, NS } from "./cluster.ts";

function running(spec: Parameters<typeof daemonSet>[0] = {}): Cluster {
  const world = cluster();
  world.store.create(DAEMON_SETS, daemonSet(spec));
  world.seconds(10);
  return world;
}

const nodes = (world: Cluster) =>
  world
    .pods()
    .map((pod) => pod.spec.nodeName)
    .toSorted((a = "", b = "") => a.localeCompare(b));

test("a DaemonSet has one pod on every node, also on one that comes later, and none on one that goes", () => {
  const world = running();
  expect(nodes(world)).toEqual(["node-1", "node-2", "node-3"]);
  expect(world.daemonSet().status).toMatchObject({
    desiredNumberScheduled: 3,
    currentNumberScheduled: 3,
    updatedNumberScheduled: 3,
    numberReady: 3,
    numberAvailable: 3,
    numberUnavailable: 0,
    numberMisscheduled: 0,
  });
  world.store.create(NODES, node("node-4"));
  world.seconds(10);
  expect(nodes(world)).toEqual(["node-1", "node-2", "node-3", "node-4"]);
});

test("it skips nodes that its selector leaves out", () => {
  const world = cluster();
  const { spec, ...rest } = daemonSet();
  const nodeSelector = { "kubernetes.io/hostname": "node-2" };
  world.store.create(DAEMON_SETS, {
    ...rest,
    spec: { ...spec, template: { ...spec.template, spec: { containers: [], ...spec.template.spec, nodeSelector } } },
  });
  world.seconds(10);
  expect(nodes(world)).toEqual(["node-2"]);
});

test("a rolling update replaces one pod at a time", () => {
  const world = running();
  let least = 3;
  world.store.onChange(() => (least = Math.min(least, world.daemonSet().status?.numberAvailable ?? 0)));
  world.setImage(DAEMON_SETS, "agent", "agent:2");
  world.seconds(60);
  expect(least).toBe(2);
  expect(world.daemonSet().status).toMatchObject({ updatedNumberScheduled: 3, numberAvailable: 3 });
  expect(world.store.list(CONTROLLER_REVISIONS, NS)).toHaveLength(2);
});

test("with surge, the new pod comes first and nothing is missing", () => {
  const world = running({
    updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  });
  const seen = { least: 3, most: 3 };
  world.store.onChange(() => {
    seen.least = Math.min(seen.least, world.daemonSet().status?.numberAvailable ?? 0);
    seen.most = Math.max(seen.most, world.active().length);
  });
  world.setImage(DAEMON_SETS, "agent", "agent:2");
  world.seconds(60);
  expect(seen).toEqual({ least: 3, most: 4 });
  expect(world.daemonSet().status?.updatedNumberScheduled).toBe(3);
});

test("a crashing version stops after the pods that may be missing", () => {
  const world = running();
  world.setImage(DAEMON_SETS, "agent", "agent:crash");
  world.seconds(120);
  expect(world.daemonSet().status).toMatchObject({
    updatedNumberScheduled: 1,
    numberAvailable: 2,
    numberUnavailable: 1,
  });
});

test("with OnDelete it waits for its pods to be deleted", () => {
  const world = running({ updateStrategy: { type: "OnDelete" } });
  world.setImage(DAEMON_SETS, "agent", "agent:2");
  world.seconds(30);
  expect(world.daemonSet().status?.updatedNumberScheduled).toBe(0);
  world.store.remove(PODS, NS, world.pods()[0]?.metadata.name ?? "");
  world.seconds(30);
  expect(world.daemonSet().status?.updatedNumberScheduled).toBe(1);
});
