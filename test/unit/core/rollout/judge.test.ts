import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "../../../../src/core/rollout/judge.ts";
import type { Pod, ReplicaSet, Workload } from "../../../../src/core/rollout/objects.ts";
import { completePin, pinOf } from "../../../../src/core/rollout/pin.ts";
import { daemonSet, deployment, job, pod, READY, replicaSet, statefulSet, waiting } from "./samples.ts";

const WRITTEN_AT = Date.parse("2026-01-05T10:00:00.500Z");
const EXCEEDED = { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" } as const;

function failedAt(lastUpdateTime: string): Workload {
  return deployment({}, { conditions: [{ ...EXCEEDED, lastUpdateTime }] });
}

describe("every kind", () => {
  it("is terminating while it is being deleted, whatever else it says", () => {
    const deleted = deployment({ paused: true });
    deleted.metadata.deletionTimestamp = "2026-01-05T10:00:00Z";
    expect(judge(deleted)).toMatchObject({ status: "Terminating", message: "web is being deleted." });
  });

  it("is in progress until the controller has seen the latest change", () => {
    expect(judge(deployment({}, { observedGeneration: 3 }))).toMatchObject({
      status: "InProgress",
      reason: "GenerationNotObserved",
    });
  });

  it("says so where the copy at hand is older than what the controller has seen", () => {
    expect(judge(deployment({}, { observedGeneration: 5 }))).toMatchObject({
      status: "InProgress",
      reason: "CopyOutdated",
      message: "The copy at hand is of change 4, older than change 5, which the controller has seen.",
    });
  });

  it("counts all the pods there are", () => {
    const sets = [
      deployment({}, { replicas: 4 }),
      statefulSet({}, { replicas: 4 }),
      daemonSet({}, { currentNumberScheduled: 4 }),
    ];
    expect(sets.map((set) => judge(set).progress?.replicas)).toEqual([4, 4, 4]);
  });

  it("counts a missing observed generation as not observed, except for a Job, which has none", () => {
    const { status: _status, ...unseen } = deployment({ replicas: 0 });
    expect(judge(unseen as Workload)).toMatchObject({ status: "InProgress", reason: "NotObserved" });
    expect(judge(job({}, { conditions: [{ type: "Complete", status: "True" }] })).status).toBe("Current");
  });
});

describe("a pinned write", () => {
  const pin = { uid: "uid-web", generation: 4, revision: "4", writtenAt: WRITTEN_AT };

  it("is not judged by a copy from before it", () => {
    expect(judge(deployment(), { pin: { ...pin, generation: 5 } })).toMatchObject({
      status: "InProgress",
      reason: "WriteNotSeen",
    });
  });

  it("is superseded by another revision or another object of the same name", () => {
    expect(judge(deployment(), { pin: { ...pin, revision: "3" } }).reason).toBe("RevisionReplaced");
    expect(judge(deployment(), { pin: { ...pin, uid: "another" } }).reason).toBe("Replaced");
  });

  it("ignores a failure from before it, and keeps one of the same second", () => {
    expect(judge(failedAt("2026-01-05T09:59:59Z"), { pin }).status).toBe("Current");
    expect(judge(failedAt("2026-01-05T10:00:00Z"), { pin }).status).toBe("Failed");
  });

  it("takes the revision only from the generation it wrote", () => {
    const bare = pinOf(deployment(), WRITTEN_AT);
    expect(completePin(bare, deployment())).toEqual(pin);
    expect(completePin(bare, deployment({}, { observedGeneration: 3 }))).toBeUndefined();
    expect(completePin({ ...bare, generation: 3 }, deployment())).toBeUndefined();
  });
});

describe("a Deployment", () => {
  it("is current when all pods are updated and available", () => {
    expect(judge(deployment())).toEqual({
      status: "Current",
      reason: "RolloutComplete",
      message: "3 of 3 updated and available.",
      progress: { desired: 3, updated: 3, ready: 3, available: 3, replicas: 3 },
    });
  });

  it("is paused before it is anything else", () => {
    expect(judge(deployment({ paused: true }, { conditions: [EXCEEDED], updatedReplicas: 1 })).status).toBe("Paused");
  });

  it("has failed when its progress deadline passed", () => {
    const late = deployment(
      { progressDeadlineSeconds: 60 },
      { conditions: [EXCEEDED], updatedReplicas: 1, readyReplicas: 0 },
    );
    expect(judge(late)).toMatchObject({
      status: "Failed",
      message: "web made no progress for 60 s: 1 of 3 updated, 3 not ready.",
    });
  });

  it.each([
    [{ updatedReplicas: 2, readyReplicas: 1 }, "UpdatedReplicasPending", "2 of 3 updated, 2 not ready."],
    [
      { replicas: 4 },
      "OldReplicasPendingTermination",
      "3 of 3 updated; 1 pod of the old revision still to be removed.",
    ],
    [{ availableReplicas: 1 }, "ReplicasUnavailable", "1 of 3 updated pods available, 2 not yet."],
    [
      { replicas: 5, updatedReplicas: 5, availableReplicas: 5 },
      "SurplusReplicas",
      "2 pods over 3 still to be removed.",
    ],
  ])("is in progress at %j", (status, reason, message) => {
    expect(judge(deployment({}, status))).toMatchObject({ status: "InProgress", reason, message });
  });

  it("says what the quota says when no pod can be made", () => {
    const conditions = [{ type: "ReplicaFailure", status: "True" as const, message: "exceeded quota: pods" }];
    const blocked = deployment({}, { updatedReplicas: 0, readyReplicas: 0, conditions });
    expect(judge(blocked).message).toBe("0 of 3 updated, 3 not ready: exceeded quota: pods.");
  });

  it("wants one pod where it names no number, and is not healthy at zero", () => {
    const one = deployment({}, { replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 });
    delete one.spec.replicas;
    expect(judge(one).progress?.desired).toBe(1);
    expect(judge(one).status).toBe("Current");
    expect(judge(deployment({ replicas: 0 }, {})).status).toBe("ScaledToZero");
  });

  it("is drained when no pod of it is going any more", () => {
    expect(judge(deployment({}, { terminatingReplicas: 2 })).drained).toBe(false);
    const old = replicaSet(3, "registry.local/shop/web:1.8.2");
    const going = pod("web-old", old);
    going.metadata.deletionTimestamp = "2026-01-05T10:00:00Z";
    expect(judge(deployment(), { replicaSets: [old], pods: [going] }).drained).toBe(false);
    expect(judge(deployment(), { replicaSets: [old], pods: [pod("web-new", replicaSet(4))] }).drained).toBe(true);
    expect(judge(deployment()).drained).toBeUndefined();
  });

  it("fails early when every pod of its newest ReplicaSet is doomed, and not before", () => {
    const [before, newest] = [replicaSet(3, "registry.local/shop/web:1.8.2"), replicaSet(4)];
    const crash = waiting("CrashLoopBackOff", undefined, 1);
    const healthy = pod("web-0", before, READY);
    const rolling = deployment({}, { updatedReplicas: 2, replicas: 4 });
    const context = (...pods: Pod[]) => ({ replicaSets: [before, newest], pods: [healthy, ...pods] });
    expect(judge(rolling, context(pod("web-1", newest, crash), pod("web-2", newest, crash)))).toMatchObject({
      status: "Failed",
      reason: "CrashLoopBackOff",
      message: "web did not become ready: 2 of 2 new pods crash (exit code 1).",
    });
    expect(judge(rolling, context(pod("web-1", newest, crash), pod("web-2", newest, READY))).status).toBe("InProgress");
    expect(judge(rolling, context(pod("web-1", before, crash))).status).toBe("InProgress");
  });
});

describe("a StatefulSet", () => {
  it.each([
    ["Current", statefulSet()],
    ["Untracked", statefulSet({ updateStrategy: { type: "OnDelete" } })],
    ["ScaledToZero", statefulSet({ replicas: 0 }, { replicas: 0 })],
    ["InProgress", statefulSet({}, { availableReplicas: 2 })],
    ["InProgress", statefulSet({}, { updateRevision: "db-3" })],
    ["InProgress", statefulSet({}, { updatedReplicas: 0 })],
    [
      "Partial",
      statefulSet(
        { updateStrategy: { rollingUpdate: { partition: 2 } } },
        { updatedReplicas: 1, updateRevision: "db-3" },
      ),
    ],
    ["InProgress", statefulSet({ updateStrategy: { rollingUpdate: { partition: 1 } } }, { updatedReplicas: 1 })],
    ["Partial", statefulSet({ updateStrategy: { rollingUpdate: { partition: 9 } } }, { updatedReplicas: 0 })],
  ])("is %s", (status, set) => {
    expect(judge(set).status).toBe(status);
  });

  it("speaks of a rest held back only where there is one", () => {
    const updateStrategy = { rollingUpdate: { partition: 2 } };
    const messages = [1, 3].map(
      (updatedReplicas) => judge(statefulSet({ updateStrategy }, { updatedReplicas })).message,
    );
    expect(messages).toEqual(["1 of 3 updated, the rest held back by partition 2.", "3 of 3 updated."]);
  });

  it("takes ready for available only where it does not ask to wait", () => {
    const { availableReplicas: _available, ...status } = statefulSet().status ?? {};
    const judged = [0, 30].map((minReadySeconds) => judge({ ...statefulSet({ minReadySeconds }), status }).status);
    expect(judged).toEqual(["Current", "InProgress"]);
  });

  it("fails early when any pod is doomed", () => {
    const pods = [
      pod("db-0", statefulSet(), READY),
      pod("db-2", statefulSet(), waiting("CrashLoopBackOff", undefined, 2)),
    ];
    const rolling = statefulSet({}, { availableReplicas: 2, updateRevision: "db-3" });
    expect(judge(rolling, { pods })).toMatchObject({
      status: "Failed",
      message: "db did not become ready: 1 of 2 pods fail, db-2 crashes (exit code 2).",
    });
  });
});

describe("a DaemonSet", () => {
  it.each([
    ["Current", daemonSet()],
    ["Current", daemonSet({}, { desiredNumberScheduled: 0, updatedNumberScheduled: 0, numberAvailable: 0 })],
    ["InProgress", daemonSet({}, { updatedNumberScheduled: 1 })],
    ["InProgress", daemonSet({}, { numberAvailable: 1 })],
    ["Untracked", daemonSet({ updateStrategy: { type: "OnDelete" } })],
  ])("is %s", (status, set) => {
    expect(judge(set).status).toBe(status);
  });
});

describe("a Job", () => {
  it.each([
    ["InProgress", job()],
    [
      "InProgress",
      job(
        {},
        {
          conditions: [
            { type: "Failed", status: "False" },
            { type: "Complete", status: "Unknown" },
          ],
        },
      ),
    ],
    ["InProgress", job({}, { conditions: [{ type: "FailureTarget", status: "True" }] })],
    ["Current", job({ suspend: true }, { conditions: [{ type: "Complete", status: "True" }] })],
    [
      "Failed",
      job({}, { failed: 7, conditions: [{ type: "Failed", status: "True", reason: "BackoffLimitExceeded" }] }),
    ],
    ["Paused", job({ suspend: true }, { active: 0 })],
  ])("is %s", (status, object) => {
    expect(judge(object).status).toBe(status);
  });
});

describe("any object", () => {
  const kind = fc.constantFrom("Deployment", "StatefulSet", "DaemonSet", "Job", "Other", 7);
  const shaped = fc.record(
    {
      kind,
      metadata: fc.oneof(
        fc.anything(),
        fc.record({ name: fc.anything(), generation: fc.anything(), ownerReferences: fc.anything() }),
      ),
      spec: fc.oneof(
        fc.anything(),
        fc.record({ replicas: fc.anything(), selector: fc.anything(), template: fc.anything() }),
      ),
      status: fc.oneof(
        fc.anything(),
        fc.record({ conditions: fc.anything(), containerStatuses: fc.anything(), phase: fc.anything() }),
      ),
    },
    { requiredKeys: [] },
  );
  const thing = fc.oneof(shaped, fc.anything());

  it("is judged without throwing", () => {
    fc.assert(
      fc.property(thing, fc.array(thing), fc.array(thing), (object, replicaSets, pods) => {
        const result = judge(object as Workload, { replicaSets: replicaSets as ReplicaSet[], pods: pods as Pod[] });
        expect(result.message).toMatch(/\.$/u);
      }),
    );
  });

  const number = fc.nat({ max: 4 });
  const counts = { replicas: number, updatedReplicas: number, readyReplicas: number, availableReplicas: number };

  it("is never a current Deployment while its counts disagree", () => {
    const holds = fc.property(number, fc.record(counts), (replicas, status) => {
      fc.pre(judge(deployment({ replicas }, status)).status === "Current");
      return status.updatedReplicas === replicas && status.availableReplicas >= replicas && status.replicas <= replicas;
    });
    expect(fc.check(holds, { numRuns: 500, maxSkipsPerRun: 1000 }).counterexample).toBeNull();
  });

  it("is never a current StatefulSet while its counts or revisions disagree", () => {
    const revision = fc.constantFrom("db-2", "db-3");
    const holds = fc.property(number, fc.record(counts), revision, (replicas, status, updateRevision) => {
      fc.pre(judge(statefulSet({ replicas }, { ...status, updateRevision })).status === "Current");
      const least = Math.min(status.updatedReplicas, status.availableReplicas);
      return updateRevision === "db-2" && least >= replicas && status.replicas <= replicas;
    });
    expect(fc.check(holds, { numRuns: 500, maxSkipsPerRun: 1000 }).counterexample).toBeNull();
  });
});
