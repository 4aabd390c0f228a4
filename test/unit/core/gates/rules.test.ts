import { describe, expect, test } from "vitest";
import { judgeDiffReviewed } from "../../../../src/core/gates/rules/diffReviewed.ts";
import { judgeEnvironmentFree } from "../../../../src/core/gates/rules/environmentFree.ts";
import { judgeGitClean } from "../../../../src/core/gates/rules/gitClean.ts";
import { judgeImageChanges } from "../../../../src/core/gates/rules/imageChanges.ts";
import { judgeMayPatch } from "../../../../src/core/gates/rules/mayPatch.ts";
import { judgeWorkloadsReady } from "../../../../src/core/gates/rules/workloadsReady.ts";
import type { RolloutStatus } from "../../../../src/core/rollout/verdict.ts";
import { WEB, WORKER, release } from "../support/samples.ts";

describe("git-clean", () => {
  const state = { head: "0123456789abcdef", branch: "main", changed: [], authors: [] };

  test("passes for a commit with nothing beside it", () => {
    expect(judgeGitClean(state)).toMatchObject({ verdict: "pass", message: "Everything is committed in 01234567." });
  });

  test("fails with the names of what is not committed", () => {
    const changed = ["a", "b", "c", "d", "e"].map((path) => ({ path, state: "changed" as const }));
    expect(judgeGitClean({ ...state, changed })).toMatchObject({
      verdict: "fail",
      message: "a, b, c and 2 more are not committed.",
    });
    expect(judgeGitClean({ ...state, changed: changed.slice(0, 1) }).message).toBe("a is not committed.");
  });

  test("is not kept by what Tidegate itself writes where a gate does not open, and says that it waits", () => {
    const records = ["tasks.json", "deployment-failures.md"].map((path) => ({ path, state: "changed" as const }));
    expect(judgeGitClean({ ...state, changed: records })).toMatchObject({
      verdict: "pass",
      message:
        "Everything is committed in 01234567. tasks.json, deployment-failures.md are to be committed: what Tidegate itself wrote there is not shipped.",
    });
    const other = { path: "api/tasks.json", state: "changed" as const };
    expect(judgeGitClean({ ...state, changed: [...records, other] })).toMatchObject({
      verdict: "fail",
      message: "api/tasks.json is not committed.",
    });
  });

  test("is inconclusive without a work tree or a commit", () => {
    expect(judgeGitClean(undefined).verdict).toBe("inconclusive");
    expect(judgeGitClean({ ...state, head: undefined }).verdict).toBe("inconclusive");
  });
});

describe("diff-reviewed", () => {
  test.each([
    ["a", "a", "pass"],
    ["a", "b", "fail"],
    ["", "b", "fail"],
    ["a", undefined, "inconclusive"],
  ])("reviewed %j, now %j: %s", (reviewed, current, verdict) => {
    expect(judgeDiffReviewed({ reviewed, reviewer: "Ann", current }).verdict).toBe(verdict);
  });
});

function fact(status: RolloutStatus) {
  return { workload: WEB, verdict: { status, reason: status, message: "So." } };
}

describe("workloads-ready", () => {
  test.each<[RolloutStatus, string]>([
    ["Current", "pass"],
    ["Failed", "pass"],
    ["InProgress", "fail"],
    ["Paused", "fail"],
    ["ScaledToZero", "fail"],
    ["Partial", "fail"],
    ["Untracked", "fail"],
    ["Terminating", "fail"],
    ["Superseded", "inconclusive"],
    ["Unknown", "inconclusive"],
  ])("%s: %s", (status, verdict) => {
    expect(judgeWorkloadsReady([fact("Current"), fact(status)]).verdict).toBe(verdict);
  });

  test("fails for what does not exist, and where nothing is named", () => {
    const missing = { workload: WORKER, verdict: undefined };
    expect(judgeWorkloadsReady([fact("Unknown"), missing])).toMatchObject({ verdict: "fail", reason: "NotFound" });
    expect(judgeWorkloadsReady([]).verdict).toBe("fail");
  });
});

describe("may-patch", () => {
  test("needs the server's yes for every workload", () => {
    const yes = { workload: WEB, allowed: true };
    expect(judgeMayPatch([yes]).verdict).toBe("pass");
    expect(judgeMayPatch([yes, { workload: WORKER, allowed: undefined }]).verdict).toBe("inconclusive");
    expect(judgeMayPatch([]).verdict).toBe("inconclusive");
    const no = { workload: WORKER, allowed: false, reason: "no role" };
    expect(judgeMayPatch([yes, no])).toMatchObject({
      verdict: "fail",
      message: "You may not change StatefulSet worker. Ask for the permission to patch. The server says: no role",
    });
  });
});

describe("may-patch for a StatefulSet", () => {
  const worker = { workload: WORKER, allowed: true };

  test("needs the right to delete its pods, which stand in its way back when they fail", () => {
    expect(judgeMayPatch([{ ...worker, pods: { allowed: true } }]).verdict).toBe("pass");
    expect(judgeMayPatch([{ ...worker, pods: { allowed: false, reason: "no role" } }])).toMatchObject({
      verdict: "fail",
      reason: "NoWayBack",
      message:
        "A pod of StatefulSet worker that fails keeps it from going back until it is deleted, and you may not delete pods. Ask for the permission to delete them. The server says: no role",
    });
  });

  test("is inconclusive where the server says nothing of its pods", () => {
    expect(judgeMayPatch([{ ...worker, pods: { allowed: undefined } }])).toMatchObject({
      verdict: "inconclusive",
      message: "The server did not say whether pods of StatefulSet worker may be deleted, which its way back may need.",
    });
  });

  test("tells first of what may not be changed at all", () => {
    const denied = { workload: WEB, allowed: false };
    expect(judgeMayPatch([{ ...worker, pods: { allowed: false } }, denied]).reason).toBe("Forbidden");
  });
});

describe("image-changes", () => {
  const [change] = release([WEB]).changes;

  test("passes when what runs is what was planned from", () => {
    expect(judgeImageChanges([{ change: change!, now: change!.from }]).verdict).toBe("pass");
  });

  test("fails when the container is gone, the image moved, or nothing would change", () => {
    const same = { ...change!, to: change!.from };
    expect(judgeImageChanges([{ change: change!, now: undefined }]).reason).toBe("NoContainer");
    expect(judgeImageChanges([{ change: change!, now: change!.to }]).reason).toBe("Moved");
    expect(judgeImageChanges([{ change: same, now: same.from }]).reason).toBe("NothingChanges");
    expect(judgeImageChanges([]).verdict).toBe("fail");
  });
});

describe("environment-free", () => {
  test("passes when nobody else holds it, and never on a guess", () => {
    expect(judgeEnvironmentFree("production", { state: "free" }).verdict).toBe("pass");
    expect(judgeEnvironmentFree("production", { state: "own" }).verdict).toBe("pass");
    expect(judgeEnvironmentFree("production", { state: "unknown", why: "no answer." }).verdict).toBe("inconclusive");
    expect(judgeEnvironmentFree("production", { state: "held", holder: "Run 40" })).toMatchObject({
      verdict: "fail",
      message: "Run 40 holds production. Wait for its end, or stop it.",
    });
  });
});
