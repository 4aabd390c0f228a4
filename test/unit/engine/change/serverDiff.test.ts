import { describe, expect, test } from "vitest";
import type { Graph } from "../../../../src/core/graph/graph.ts";
import type { Deployment } from "../../../../src/core/rollout/objects.ts";
import { serverDiff } from "../../../../src/engine/change/serverDiff.ts";
import { memoryCluster } from "../../../support/memoryCluster.ts";
import { deploymentOf } from "../../../support/workloads.ts";

const WEB = { kind: "Deployment", name: "web" } as const;

function planFor(image: string): Graph {
  const action = { type: "set-image" as const, workload: WEB, images: { app: image } };
  const to = { revision: "1", templateHash: "0", images: {} };
  const back = { type: "restore" as const, workload: WEB, to };
  const nodes = [
    { kind: "action" as const, id: "set", label: "Set", action },
    { kind: "action" as const, id: "restore", label: "Restore", action: back, back: true },
  ];
  return { id: "plan", title: "Plan", start: "set", nodes, edges: [] };
}

function made(spec: Partial<Deployment["spec"]> = {}): ReturnType<typeof memoryCluster> {
  const memory = memoryCluster();
  memory.put(deploymentOf({ name: "web", namespace: "shop" }, spec));
  return memory;
}

describe("the server-side diff", () => {
  test("shows each workload as it is and as it would be, and stores nothing", async () => {
    const memory = made();
    const { workloads } = await serverDiff(memory.cluster, "shop", planFor("shop/web:2.0.0"));
    expect(workloads).toMatchObject([
      {
        workload: WEB,
        before: { spec: { template: { spec: { containers: [{ image: "shop/web:1.0.0" }] } } } },
        after: { spec: { template: { spec: { containers: [{ image: "shop/web:2.0.0" }] } } } },
      },
    ]);
    expect(memory.writes).toBe(0);
  });

  test("has the same hash for any number of replicas, which autoscalers change", async () => {
    const hashes = [2, 9].map(async (replicas) => {
      return (await serverDiff(made({ replicas }).cluster, "shop", planFor("shop/web:2.0.0"))).hash;
    });
    expect(await hashes[0]).toBe(await hashes[1]);
  });

  test("has another hash for another image, and for another present", async () => {
    const asked = await serverDiff(made().cluster, "shop", planFor("shop/web:2.0.0"));
    const other = await serverDiff(made().cluster, "shop", planFor("shop/web:2.0.1"));
    const moved = await serverDiff(made({ minReadySeconds: 5 }).cluster, "shop", planFor("shop/web:2.0.0"));
    expect(new Set([asked.hash, other.hash, moved.hash]).size).toBe(3);
  });

  test("says which workload is not there", async () => {
    const empty = memoryCluster();
    await expect(serverDiff(empty.cluster, "shop", planFor("x"))).rejects.toMatchObject({ reason: "WorkloadMissing" });
  });
});
