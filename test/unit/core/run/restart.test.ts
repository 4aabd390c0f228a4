import { describe, expect, test } from "vitest";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { BOB, WEB, WORKER, planned, requested } from "../support/samples.ts";
import { Walker, answerTo } from "../support/walker.ts";
import { type Fate, World } from "../support/world.ts";
import { visitOf } from "../../../../src/core/run/visits.ts";

/** Approves when asked, rolls back when asked. */
function helpful(state: RunState): RunRequest[] {
  if (state.approval !== undefined) return [answerTo(state, BOB, `yes-${visitOf(state.visits, "approve")}`)];
  if (state.question === undefined) return [];
  return [{ id: `back-${state.node}`, by: BOB, type: "choose", node: state.node ?? "", option: "roll-back" }];
}

/** Walks a run whose runner dies at the chance with this number, counted from 0. */
function walkDyingAt(chance: number, fate: Fate) {
  const world = new World([WEB, WORKER], { worker: fate });
  let chances = 0;
  const dies = (): boolean => chances++ === chance;
  const walker = new Walker({ world, dies, people: helpful }, requested(planned()));
  const runners = walker.run();
  return { outcome: walker.state.ended?.outcome, writes: world.writes, chances, runners, state: walker.state };
}

describe("a runner that is killed at any moment", { timeout: 60_000 }, () => {
  test.each<[Fate, string]>([
    ["good", "completed"],
    ["doomed", "rolled-back"],
    ["slow", "rolled-back"],
  ])("comes to the same end, with the same writes, when the rollout is %s", (fate, outcome) => {
    const undisturbed = walkDyingAt(-1, fate);
    expect(undisturbed).toMatchObject({ outcome, runners: 1 });
    for (let chance = 0; chance < undisturbed.chances - 1; chance += 1) {
      const disturbed = walkDyingAt(chance, fate);
      expect(disturbed, `killed at chance ${chance}`).toMatchObject({
        outcome,
        writes: undisturbed.writes,
        runners: 2,
      });
      expect(disturbed.state.unprotected).toHaveLength(1);
    }
  });
});
