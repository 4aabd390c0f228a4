import { describe, expect, test } from "vitest";
import { HOLD_GRACE_MS } from "../../../../src/core/run/atHold.ts";
import type { RunEvent } from "../../../../src/core/run/event.ts";
import { next } from "../../../../src/core/run/next.ts";
import { reduce } from "../../../../src/core/run/reduce.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import type { RolloutStatus } from "../../../../src/core/rollout/verdict.ts";
import { START, WEB, planned, requested } from "../support/samples.ts";

const GRAPH = planned({}, [WEB]);

/** The state after these events, one second apart where no time is given. */
function after(events: readonly (RunEvent | readonly [number, RunEvent])[], state?: RunState): RunState {
  return events.reduce<RunState | undefined>((before, one, index) => {
    const [at, event] = "type" in one ? [START + index * 1000, one] : [START + one[0], one[1]];
    return reduce(before, { event, at });
  }, state) as RunState;
}

const runner = (generation: number): RunEvent => ({ type: "runner-started", generation, pid: 1 });
const enter = (node: string): RunEvent => ({ type: "node-entered", node, visit: 1 });
const seen = (node: string, status: RolloutStatus): RunEvent => {
  return {
    type: "rollout-observed",
    node,
    workload: WEB,
    verdict: { status, reason: status, message: `web: ${status}.` },
  };
};

/** At a hold that began at `START` and ends 600 s (ready) or 120 s (elapsed) later. */
function holding(node: "ready-deployment-web" | "hold"): RunState {
  const started: RunEvent = { type: "hold-started", node, endsAt: START + (node === "hold" ? 120_000 : 600_000) };
  return after([requested(GRAPH), runner(1), enter(node), [0, started]]);
}

function outcome(state: RunState, ms: number): string {
  const [effect] = next(state, START + ms);
  if (effect?.type !== "append") return effect?.type ?? "nothing";
  const [event] = effect.events;
  return event?.type === "node-left" ? event.outcome : (event?.type ?? "nothing");
}

describe("a hold until ready", () => {
  const state = holding("ready-deployment-web");
  const saw = (status: RolloutStatus, at = 5000) => after([[at, seen("ready-deployment-web", status)]], state);

  test.each<[RolloutStatus, string]>([
    ["Current", "healthy"],
    ["Failed", "failed"],
    ["Terminating", "failed"],
    ["Superseded", "superseded"],
    ["Paused", "paused"],
    ["InProgress", "watch-rollout"],
    ["Unknown", "watch-rollout"],
    ["ScaledToZero", "watch-rollout"],
    ["Partial", "watch-rollout"],
  ])("judges %s as %s", (status, expected) => {
    expect(outcome(saw(status), 6000)).toBe(expected);
  });

  test("misses its deadline", () => {
    expect(outcome(saw("InProgress"), 599_999)).toBe("watch-rollout");
    expect(outcome(saw("InProgress"), 600_000)).toBe("deadline");
  });

  test("counts what was ready in time even when it is judged late, and not what became ready late", () => {
    expect(outcome(saw("Current", 600_000), 700_000)).toBe("healthy");
    expect(outcome(saw("Current", 600_001), 700_000)).toBe("deadline");
  });

  test("keeps its end after a restart, and forgets what the runner before saw", () => {
    const restarted = after([[300_000, runner(2)]], saw("Current"));
    expect(next(restarted, START + 301_000)).toMatchObject([
      { type: "watch-rollout", endsAt: START + 600_000, generation: 2 },
    ]);
    expect(outcome(after([[900_000, runner(2)]], saw("InProgress")), 900_000)).toBe("deadline");
  });

  test("says for how long nobody watched", () => {
    const restarted = after(
      [
        [65_000, runner(2)],
        [66_000, seen("ready-deployment-web", "Current")],
      ],
      saw("InProgress"),
    );
    expect(restarted.unprotected).toEqual([{ from: START + 5000, to: START + 65_000 }]);
    expect(next(restarted, START + 66_000)).toMatchObject([
      { events: [{ message: "web became ready. Nobody watched for 1 min of it." }] },
    ]);
  });
});

describe("a hold for a time", () => {
  const state = holding("hold");
  const saw = (status: RolloutStatus, at = 5000) => after([[at, seen("hold", status)]], state);

  test("lasts its whole time and then needs health", () => {
    expect(outcome(saw("Current"), 119_999)).toBe("watch-rollout");
    expect(outcome(saw("Current"), 120_000)).toBe("healthy");
  });

  test("fails at once when pods are doomed", () => {
    expect(outcome(saw("Failed"), 6000)).toBe("failed");
  });

  test("waits a little for what is just then in motion", () => {
    expect(outcome(saw("InProgress"), 120_000)).toBe("watch-rollout");
    expect(outcome(saw("InProgress"), 120_000 + HOLD_GRACE_MS)).toBe("deadline");
  });

  test("wants as long again from who recovered within it, at most to the end of the grace", () => {
    const relapsed = after([[100_000, seen("hold", "InProgress")]], saw("Current"));
    const recovered = after([[110_000, seen("hold", "Current")]], relapsed);
    expect(next(recovered, START + 120_000)).toMatchObject([{ type: "watch-rollout", endsAt: START + 230_000 }]);
    expect(outcome(recovered, 229_999)).toBe("watch-rollout");
    expect(outcome(recovered, 230_000)).toBe("healthy");
    const again = after(
      [
        [200_000, seen("hold", "InProgress")],
        [210_000, seen("hold", "Current")],
      ],
      recovered,
    );
    expect(outcome(again, 120_000 + HOLD_GRACE_MS)).toBe("healthy");
  });

  test("looks before it judges when a runner comes back after its end", () => {
    const late = after([[900_000, runner(2)]], saw("Current"));
    expect(outcome(late, 900_000)).toBe("watch-rollout");
    expect(outcome(after([[901_000, seen("hold", "Current")]], late), 901_000)).toBe("healthy");
    expect(outcome(late, 900_000 + HOLD_GRACE_MS)).toBe("deadline");
  });
});
