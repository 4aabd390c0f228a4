import { expect, test } from "vitest";
import type { RunState } from "../../../../src/core/run/state.ts";
import { decisionPath } from "../../../../src/documents/decisionPath/decisionPath.ts";
import { activeRun } from "../../../../src/host/views/environments/model/activeRun.ts";
import { runRow } from "../../../../src/host/views/runs/runRow.ts";
import { headingOf } from "../../../../src/host/runs/runView.ts";
import { requested, release, WEB, WORKER } from "../../core/support/samples.ts";
import { Walker } from "../../core/support/walker.ts";
import { World } from "../../core/support/world.ts";
import { FILE, view, waiting } from "../support/runs.ts";

const KEY = { file: FILE, application: "shop", environment: "production" };

/** A walk of the decision path that releases nothing and waits at its first list. */
function pathOnly(): RunState {
  const first = requested(decisionPath());
  if (first.type !== "run-requested") throw new Error("no request");
  const world = new World([WEB, WORKER], {});
  const walker = new Walker(
    { world, check: () => "inconclusive" },
    { ...first, release: { ...release([]), version: "" } },
  );
  return walker.until((state) => state.node === "GET_TASK" && state.evidence.length === 6);
}

test("a run that releases something is the one its environment shows, also where a path was begun later", () => {
  expect(activeRun([view(pathOnly()), waiting()], KEY)).toMatchObject({ waiting: "approval" });
});

test("a path that releases nothing leaves its environment's row alone, and has one of its own without a version", () => {
  const run = view(pathOnly());
  expect(activeRun([run], KEY)).toBe(undefined);
  expect(headingOf(run.state)).toBe("shop → production");
  const row = runRow(run, { now: run.state.lastEventAt, timeZone: "UTC" });
  expect(row.description).toMatch(/^step 1 · read the task · 0 of 6 /u);
  expect(row.accessibilityLabel).toContain("nothing is released");
  expect(row.tooltip).toMatch(/^.+ shop → production\*\*\n/u);
});
