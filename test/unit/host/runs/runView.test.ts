import { expect, test } from "vitest";
import { isActive, runWords } from "../../../../src/host/runs/runView.ts";
import { runRow } from "../../../../src/host/views/runs/runRow.ts";
import { waiting } from "../support/runs.ts";

test("a run that came with the folder says so, and is not under way", () => {
  const run = { ...waiting(), startedHere: false };
  const now = run.state.lastEventAt;
  expect(runWords(run, now)).toMatch(/^not started here · step/u);
  expect(isActive(run)).toBe(false);
  const row = runRow(run, { now });
  expect([row.state, row.contextValue?.includes("waiting")]).toEqual(["stale", false]);
});
