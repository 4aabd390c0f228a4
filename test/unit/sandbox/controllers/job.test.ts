import { expect, test } from "vitest";
import { JOBS, PODS } from "../../../../src/sandbox/controllers/resources.ts";
import { cluster, type Cluster, condition, job, NS } from "./cluster.ts";

function created(spec: Parameters<typeof job>[0] = {}, seconds = 60): Cluster {
  const world = cluster();
  world.store.create(JOBS, job(spec));
  world.seconds(seconds);
  return world;
}

test("a Job runs its pod and is complete", () => {
  const world = created({}, 3);
  expect(world.job().status).toMatchObject({ active: 1, succeeded: 0, failed: 0 });
  world.seconds(30);
  expect(world.job().status).toMatchObject({ active: 0, succeeded: 1, failed: 0 });
  expect(condition(world.job(), "Complete")).toMatchObject({ status: "True", reason: "CompletionsReached" });
  expect(condition(world.job(), "SuccessCriteriaMet")?.status).toBe("True");
  expect(world.job().status?.completionTime).toBeDefined();
  expect(world.events("Completed")[0]?.message).toBe("Job completed");
  expect(world.pods()[0]?.metadata.finalizers).toBeUndefined();
});

test("it keeps as many pods as its parallelism until its completions are reached", () => {
  const world = created({ completions: 5, parallelism: 2 }, 3);
  expect(world.job().status?.active).toBe(2);
  world.seconds(60);
  expect(world.job().status).toMatchObject({ succeeded: 5, active: 0 });
  expect(world.pods()).toHaveLength(5);
});

test("failed pods are tried again after a back-off, up to the limit", () => {
  const world = created({ image: "shop/migrate:crash", backoffLimit: 2 }, 5);
  expect(world.job().status).toMatchObject({ active: 0, failed: 1 });
  world.seconds(60);
  expect(world.job().status).toMatchObject({ active: 0, failed: 3 });
  expect(condition(world.job(), "Failed")).toMatchObject({
    status: "True",
    reason: "BackoffLimitExceeded",
    message: "Job has reached the specified backoff limit",
  });
  expect(condition(world.job(), "FailureTarget")?.status).toBe("True");
});

test("restarts in place count against the limit too", () => {
  const world = created({ image: "shop/migrate:crash", backoffLimit: 2, restartPolicy: "OnFailure" }, 120);
  expect(condition(world.job(), "Failed")?.reason).toBe("BackoffLimitExceeded");
  expect(world.pods()).toEqual([]);
});

test("a Job that lasts longer than its own deadline fails", () => {
  const world = created({ image: "shop/migrate:never", activeDeadlineSeconds: 20 });
  expect(condition(world.job(), "Failed")?.reason).toBe("DeadlineExceeded");
});

test("a suspended Job has no pods until it is resumed", () => {
  const world = created({ suspend: true });
  expect(world.pods()).toEqual([]);
  expect(condition(world.job(), "Suspended")).toMatchObject({ status: "True", reason: "JobSuspended" });
  world.change(JOBS, "migrate", { suspend: false });
  world.seconds(30);
  expect(condition(world.job(), "Suspended")?.status).toBe("False");
  expect(condition(world.job(), "Complete")?.status).toBe("True");
});

test("a pod that is deleted on the way counts as failed, and is replaced", () => {
  const world = created({}, 3);
  world.store.remove(PODS, NS, world.pods()[0]?.metadata.name ?? "");
  world.seconds(60);
  expect(world.job().status).toMatchObject({ failed: 1, succeeded: 1 });
});

test("a finished Job with a time to live goes when it is over", () => {
  const world = created({ ttlSecondsAfterFinished: 100 }, 60);
  expect(world.job()).toBeDefined();
  world.seconds(100);
  expect(world.job()).toBeUndefined();
  expect(world.pods()).toEqual([]);
});

test("a Job that is deleted while it works takes its pod with it", () => {
  const world = created({}, 3);
  world.store.remove(JOBS, NS, "migrate");
  world.seconds(60);
  expect(world.pods()).toEqual([]);
});
