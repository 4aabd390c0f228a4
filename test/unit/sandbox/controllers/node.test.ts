import { expect, test } from "vitest";
import type { Condition, Pod } from "../../../../src/core/rollout/objects.ts";
import { DAEMON_SETS, DEPLOYMENTS, NODES } from "../../../../src/sandbox/controllers/resources.ts";
import { cluster, condition, daemonSet, deployment, node } from "./cluster.ts";

test("pods spread over the nodes", () => {
  const world = cluster();
  world.store.create(DEPLOYMENTS, deployment({ replicas: 6 }));
  world.seconds(10);
  expect(Map.groupBy(world.pods(), (pod) => pod.spec.nodeName).get("node-2")).toHaveLength(2);
});

test("a pod that fits nowhere waits, says why, and is placed when there is room", () => {
  const world = cluster({ nodes: 2, podsPerNode: 1 });
  world.store.create(DEPLOYMENTS, deployment({ replicas: 3 }));
  world.seconds(5);
  const pending = world.pods().find((pod) => pod.spec.nodeName === undefined);
  const message =
    "0/2 nodes are available: 2 Too many pods. " +
    "preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.";
  expect(condition(pending ?? {}, "PodScheduled")).toMatchObject({ status: "False", reason: "Unschedulable", message });
  expect(world.events("FailedScheduling")[0]).toMatchObject({ type: "Warning", message });
  world.store.create(NODES, node("node-3"));
  world.seconds(5);
  expect(world.deployment().status?.availableReplicas).toBe(3);
});

test("a node that stops answering is unknown, its pods are not ready, and after five minutes others take over", () => {
  const world = cluster();
  world.store.create(DEPLOYMENTS, deployment({ replicas: 3 }));
  world.store.create(DAEMON_SETS, daemonSet());
  world.seconds(10);
  const { id } = world.faults.inject({ type: "nodeNotReady", node: "node-2" });
  world.seconds(1);
  const lost = world.store.get(NODES, "", "node-2") as { status: { conditions: Condition[] } } | undefined;
  expect(lost?.status.conditions[0]).toMatchObject({ status: "Unknown", reason: "NodeStatusUnknown" });
  expect(world.deployment().status).toMatchObject({ readyReplicas: 2, replicas: 3 });
  world.seconds(310);
  expect(world.deployment().status).toMatchObject({ readyReplicas: 3, terminatingReplicas: 1 });
  const onLost = (): Pod[] => world.pods().filter((pod) => pod.spec.nodeName === "node-2");
  expect(onLost().filter((pod) => pod.metadata.deletionTimestamp)).toHaveLength(1);
  world.faults.lift(id);
  world.seconds(10);
  expect(onLost().map((pod) => pod.metadata.labels?.["app"])).toEqual(["agent"]);
  expect(world.daemonSet().status?.numberReady).toBe(3);
});
