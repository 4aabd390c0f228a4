import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blockingPods } from "../../../../src/core/rollout/blockingPods.ts";
import type { Pod, StatefulSet } from "../../../../src/core/rollout/objects.ts";
import { statefulSetOf } from "../../../support/workloads.ts";

const OLD = "db-old";
const BAD = "db-bad";

interface Circumstances {
  readonly spec?: Partial<StatefulSet["spec"]>;
  readonly observed?: number;
}

/** A StatefulSet that was set back to its old revision at generation 3. */
function restored({ spec = {}, observed = 3 }: Circumstances = {}): StatefulSet {
  const made = statefulSetOf({ name: "db", namespace: "shop", replicas: 3 }, spec);
  const status = { observedGeneration: observed, currentRevision: OLD, updateRevision: OLD, replicas: 3 };
  return { ...made, metadata: { ...made.metadata, uid: "u-db", generation: 3 }, status };
}

interface PodFacts {
  readonly revision: string;
  readonly ready: boolean;
  readonly owner: string;
  readonly going: boolean;
}

const STUCK: PodFacts = { revision: BAD, ready: false, owner: "u-db", going: false };

function pod(facts: Partial<PodFacts> = {}): Pod {
  const { revision, ready, owner, going } = { ...STUCK, ...facts };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: "db-2",
      namespace: "shop",
      uid: "u-pod",
      labels: { app: "db", "controller-revision-hash": revision },
      ownerReferences: [{ apiVersion: "apps/v1", kind: "StatefulSet", name: "db", uid: owner, controller: true }],
      ...(going && { deletionTimestamp: "2026-01-01T00:00:00Z" }),
    },
    spec: { containers: [{ name: "app" }] },
    status: { phase: "Running", conditions: [{ type: "Ready", status: ready ? "True" : "False" }] },
  };
}

describe("a pod in the way of a restored StatefulSet", () => {
  test("is its own, of another revision, not ready and not going", () => {
    expect(blockingPods(restored(), [pod()])).toHaveLength(1);
  });

  test("is nothing else", () => {
    const facts = fc.record({
      revision: fc.constantFrom(OLD, BAD),
      ready: fc.boolean(),
      owner: fc.constantFrom("u-db", "u-other"),
      going: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, (one) => {
        const stuck = JSON.stringify(one) === JSON.stringify(STUCK);
        expect(blockingPods(restored(), [pod(one)])).toHaveLength(stuck ? 1 : 0);
      }),
    );
  });

  test.each<[string, Circumstances]>([
    ["the controller has not seen the restore", { observed: 2 }],
    ["pods are replaced in parallel", { spec: { podManagementPolicy: "Parallel" } }],
    ["pods are replaced only when someone deletes them", { spec: { updateStrategy: { type: "OnDelete" } } }],
  ])("is none where %s", (_when, circumstances) => {
    expect(blockingPods(restored(circumstances), [pod()])).toEqual([]);
  });

  test("is none of any other kind", () => {
    expect(blockingPods({ ...restored(), kind: "DaemonSet" }, [pod()])).toEqual([]);
  });
});
