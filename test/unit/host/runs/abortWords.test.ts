import { expect, test } from "vitest";
import type { RunState } from "../../../../src/core/run/state.ts";
import { abortWords } from "../../../../src/host/runs/abortWords.ts";
import { BOB, planned, requested, WEB, WORKER } from "../../core/support/samples.ts";
import { answerTo, Walker } from "../../core/support/walker.ts";
import { World } from "../../core/support/world.ts";

const people = (state: RunState) => (state.approval === undefined ? [] : [answerTo(state, BOB, "yes")]);

/** A run on its way, once it has changed its first workload. */
function changed(rollback: "automatic" | "ask"): RunState {
  const walker = new Walker(
    { world: new World([WEB, WORKER], {}), people },
    requested(planned({ rollback }), rollback),
  );
  return walker.until((state) => state.node === "ready-deployment-web");
}

function unchanged(): RunState {
  const walker = new Walker({ world: new World([WEB, WORKER], {}) }, requested(planned()));
  return walker.until((state) => state.approval !== undefined);
}

test("a run that has changed nothing just stops", () => {
  expect(abortWords(unchanged())).toBe("Run #41 to shop → production stops. It has changed nothing.");
});

test("what was changed is rolled back where that is automatic", () => {
  expect(abortWords(changed("automatic"))).toBe("Run #41 to shop → production stops. What it changed is rolled back.");
});

test("a person is asked about what was changed where the plan says so", () => {
  expect(abortWords(changed("ask"))).toBe(
    "Run #41 to shop → production stops. It then asks what to do about what it changed.",
  );
});

test("what was changed stays where the plan has no way back", () => {
  const state = changed("automatic");
  const { trouble: _trouble, ...graph } = state.graph;
  expect(abortWords({ ...state, graph })).toBe("Run #41 to shop → production stops. What it changed stays changed.");
});
