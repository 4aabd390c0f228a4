import { describe, expect, test } from "vitest";
import { foldJournal } from "../../../../src/core/journal/fold.ts";
import { toStreamEvents } from "../../../../src/core/journal/streamEvents.ts";
import { environmentLine } from "../../../../src/core/run/environmentLine.ts";
import { runSummary, runTitle } from "../../../../src/core/run/summary.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { countdown, list, span } from "../../../../src/core/run/words.ts";
import { BOB, WEB, WORKER, planned, requested } from "../support/samples.ts";
import { Walker, answerTo } from "../support/walker.ts";
import { type Fate, World } from "../support/world.ts";
import { journalOf } from "../../../support/journalText.ts";

function people(state: RunState): RunRequest[] {
  return state.approval === undefined ? [] : [answerTo(state, BOB, "yes")];
}

function walker(fates: Record<string, Fate> = {}, helpful = true): Walker {
  const world = new World([WEB, WORKER], fates);
  return new Walker(
    helpful ? { world, people } : { world },
    requested(planned({ rollback: "automatic" }), "automatic"),
  );
}

describe("a run in one line", () => {
  test("is called by number, application and environment", () => {
    expect(runTitle(walker().state)).toBe("#41 shop → production");
  });

  test("says the step and the time a hold has left", () => {
    const run = walker();
    const state = run.until((one) => one.node === "hold" && one.holdEndsAt !== undefined);
    expect(runSummary(state, (state.holdEndsAt ?? 0) - 70_000)).toBe("step 8 of 8 · hold 1:10 left");
    expect(environmentLine(state)).toBe("1.8.2 → 1.9.0 · holding");
  });

  test("says that nobody watches, and for how long", () => {
    const state = walker().until((one) => one.node === "gate");
    expect(runSummary(state, state.lastEventAt + 180_000, false)).toBe("unprotected for 3 min · step 2 of 8 · gate");
  });

  test("says how many approvals there are and how long is left", () => {
    const state = walker({}, false).until((one) => one.approval !== undefined);
    expect(runSummary(state, (state.approval?.expiresAt ?? 0) - 60_000)).toBe(
      "step 3 of 8 · approval 0 of 1 · 1:00 left",
    );
    expect(runSummary(state, (state.approval?.expiresAt ?? 0) - 7_200_000)).toBe(
      "step 3 of 8 · approval 0 of 1 · 2 h left",
    );
    expect(environmentLine(state)).toBe("1.8.2 → 1.9.0 · waiting for approval");
  });

  test.each<[Record<string, Fate>, string]>([
    [{}, "1.9.0 verified"],
    [{ web: "doomed" }, "rolled back to 1.8.2 · doomed pods"],
    [{ worker: "slow" }, "rolled back to 1.8.2 · deadline passed"],
    [{ web: "superseded" }, "superseded · changed by someone else"],
  ])("says how it ended: %j", (fates, line) => {
    const run = walker(fates);
    run.run();
    expect(runSummary(run.state, run.now)).toBe(line);
    expect(environmentLine(run.state)).toBe("");
  });
});

function observed(desired: number, seq: number) {
  return {
    seq,
    id: String(seq),
    at: "2026-01-01T00:00:00.000Z",
    prev: "",
    hash: "",
    event: {
      type: "rollout-observed" as const,
      node: "hold",
      workload: WEB,
      verdict: {
        status: "InProgress" as const,
        reason: "R",
        message: "M.",
        progress: { desired, updated: 1, ready: 1, available: 1 },
      },
    },
  };
}

describe("a run as a stream of events", () => {
  test("has the handbook's names, in order, each with its time", () => {
    const run = walker();
    run.run();
    const stream = toStreamEvents(foldJournal(journalOf(run.lines)).entries);
    expect(stream[0]).toMatchObject({ event: "deployment_started", environment: "production", version: "1.9.0" });
    expect(stream.at(-1)).toMatchObject({
      event: "deployment_completed",
      status: "success",
      duration: expect.stringMatching(/^\d+m \d+s$/u) as string,
    });
    const names = new Set(stream.map((one) => one.event));
    expect([...names].toSorted()).toEqual([
      "deployment_completed",
      "deployment_started",
      "deployment_validation",
      "health_check",
      "validation_complete",
    ]);
    expect(stream.every((one) => one.timestamp.endsWith("Z"))).toBe(true);
  });

  test("tells when the number of pods changes", () => {
    expect(toStreamEvents([observed(3, 0), observed(5, 1), observed(5, 2), observed(2, 3)])).toMatchObject([
      { event: "health_check", status: "pending", services: ["web"] },
      { event: "health_check" },
      { event: "scaling_event", action: "scale_up", instances: 5 },
      { event: "health_check" },
      { event: "health_check" },
      { event: "scaling_event", action: "scale_down", instances: 2 },
    ]);
  });
});

describe("words", () => {
  test("spans of time", () => {
    expect([0, 40_000, 59_600, 720_000, 12_000_000, 90_000_000].map(span)).toEqual([
      "0 s",
      "40 s",
      "1 min",
      "12 min",
      "3 h 20 min",
      "1 d 1 h",
    ]);
  });

  test("countdowns", () => {
    expect([190_000, 999, -5, 3_599_000].map(countdown)).toEqual(["3:10", "0:01", "0:00", "59:59"]);
    expect([3_600_000, 7_199_000, 90_000_000, 250_000_000].map(countdown)).toEqual(["1 h", "2 h", "25 h", "3 d"]);
  });

  test("names in a row", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(list)).toEqual(["nothing", "a", "a and b", "a, b and c"]);
  });
});
