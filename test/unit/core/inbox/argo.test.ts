import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { abortion, type InboxPlace, pausedRollout, promotion } from "../../../../src/core/inbox/pausedRollout.ts";
import { syncing, waitingSync } from "../../../../src/core/inbox/waitingSync.ts";

const PLACE: InboxPlace = { application: "shop", environment: "production", production: true, context: "prod" };

const STEPS = [{ setWeight: 20 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: "10m" } }];

function rollout(status: object, spec: object = {}): object {
  return {
    metadata: { name: "web", namespace: "shop", uid: "u1", generation: 3 },
    spec: { strategy: { canary: { steps: STEPS } }, ...spec },
    status: { observedGeneration: "3", currentStepIndex: 1, ...status },
  };
}

const pausedAt = (reason: string): object => ({ pauseConditions: [{ reason, startTime: "2026-11-20T10:00:00Z" }] });

describe("a paused rollout", () => {
  it("waits for a person, with its step", () => {
    expect(pausedRollout(rollout(pausedAt("CanaryPauseStep")), PLACE)).toMatchObject({
      store: "argo-rollouts",
      heading: "shop → production web",
      message: "web is paused: its canary is at a pause step, step 2 of 4. Promote it, or abort it.",
      production: true,
      since: Date.parse("2026-11-20T10:00:00Z"),
      answers: ["promote", "abort"],
    });
  });

  it.each([
    ["a pause that ends by itself", rollout({ ...pausedAt("CanaryPauseStep"), currentStepIndex: 3 })],
    ["a status of an older generation", rollout({ ...pausedAt("CanaryPauseStep"), observedGeneration: "2" })],
    ["no status", rollout({ observedGeneration: undefined })],
    ["an abort", rollout({ ...pausedAt("CanaryPauseStep"), abort: true })],
    ["progress", rollout({})],
    [
      "a blue-green switch that comes by itself",
      rollout(pausedAt("BlueGreenPause"), { strategy: { blueGreen: { autoPromotionSeconds: 30 } } }),
    ],
  ])("with %s waits for nobody", (_case, object) => {
    expect(pausedRollout(object, PLACE)).toBeUndefined();
  });

  it("is another request when it stops again", () => {
    const first = pausedRollout(rollout(pausedAt("CanaryPauseStep")), PLACE);
    const again = pausedRollout(
      rollout({ pauseConditions: [{ reason: "CanaryPauseStep", startTime: "2026-11-20T11:00:00Z" }] }),
      PLACE,
    );
    expect(first?.id).not.toBe(again?.id);
  });

  it("goes on by what its controller listens to, and no further", () => {
    expect(promotion(rollout(pausedAt("CanaryPauseStep")))).toEqual({
      status: { type: "merge", body: { status: { pauseConditions: null } } },
    });
    expect(promotion(rollout({}, { paused: true }))).toEqual({
      spec: { type: "merge", body: { spec: { paused: false } } },
    });
    expect(promotion(rollout({ ...pausedAt("InconclusiveAnalysisRun"), currentStepIndex: 4 }))).toEqual({
      status: {
        type: "merge",
        body: { status: { pauseConditions: null, currentStepIndex: 4, controllerPause: false } },
      },
    });
    expect(abortion()).toEqual({ status: { type: "merge", body: { status: { abort: true } } } });
  });
});

function application(status: object, spec: object = {}): object {
  return {
    metadata: { name: "shop", uid: "a1" },
    spec,
    status: { sync: { status: "OutOfSync", revision: "0123456789abcdef" }, ...status },
  };
}

describe("an application that is behind", () => {
  it("waits for a person's sync of what was shown", () => {
    const behind = application({ resources: [{ status: "OutOfSync" }, { status: "Synced" }] });
    expect(waitingSync(behind, PLACE)).toMatchObject({
      store: "argo-cd",
      message: "shop is not what git says: 1 object differs, at 01234567. Somebody must sync it.",
      answers: ["sync"],
    });
    expect(syncing(behind, "ann")).toMatchObject({
      body: { operation: { initiatedBy: { username: "ann" }, sync: { revision: "0123456789abcdef" } } },
    });
  });

  it("of several sources is synced to the revision of each", () => {
    const several = application({ sync: { status: "OutOfSync", revisions: ["a", "b"] } }, { sources: [{}, {}] });
    expect(syncing(several, "ann")).toMatchObject({ body: { operation: { sync: { revisions: ["a", "b"] } } } });
  });

  it.each([
    ["in step", application({ sync: { status: "Synced" } })],
    ["synced by itself", application({}, { syncPolicy: { automated: {} } })],
    ["being synced", application({ operationState: { phase: "Running" } })],
  ])("and is %s waits for nobody", (_case, object) => {
    expect(waitingSync(object, PLACE)).toBeUndefined();
  });

  it("waits for a person where syncing by itself is switched off", () => {
    const off = application({}, { syncPolicy: { automated: { enabled: false } } });
    expect(waitingSync(off, PLACE)).toBeDefined();
  });
});

it("takes any object from a cluster for data", () => {
  const anything = fc.property(fc.anything(), (object) => {
    pausedRollout(object, PLACE);
    waitingSync(object, PLACE);
    promotion(object);
    syncing(object, "ann");
  });
  expect(() => fc.assert(anything)).not.toThrow();
});
