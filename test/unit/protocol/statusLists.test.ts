import { expect, test } from "vitest";
import type { RunOutcome } from "../../../src/core/graph/graph.ts";
import { runOutcome } from "../../../src/core/graph/graphSchema.ts";
import { eventSchema } from "../../../src/core/journal/eventSchema.ts";
import type { RolloutStatus } from "../../../src/core/rollout/verdict.ts";
import { rolloutStatusOutput, runOutput } from "../../../src/protocol/output.ts";

/** Every status and every outcome: the compiler finds what is missing here and what is too much. */
const STATUSES: Readonly<Record<RolloutStatus, true>> = {
  Current: true,
  InProgress: true,
  Failed: true,
  Paused: true,
  ScaledToZero: true,
  Partial: true,
  Untracked: true,
  Terminating: true,
  Superseded: true,
  Unknown: true,
};
const OUTCOMES: Readonly<Record<RunOutcome, true>> = {
  completed: true,
  "rolled-back": true,
  rejected: true,
  blocked: true,
  failed: true,
  aborted: true,
  superseded: true,
  escalated: true,
};

test("journals and programs know every status of a rollout, and no other", () => {
  const observed = eventSchema.options.find((option) => option.shape.type.value === "rollout-observed");
  const inJournals = observed !== undefined && "verdict" in observed.shape ? observed.shape.verdict : undefined;
  const told = inJournals !== undefined && "status" in inJournals.shape ? inJournals.shape.status.options : [];
  expect(told.toSorted()).toEqual(Object.keys(STATUSES).toSorted());
  expect(rolloutStatusOutput.element.shape.status.options.toSorted()).toEqual(Object.keys(STATUSES).toSorted());
});

test("journals and programs know every way in which a run can end, and no other", () => {
  expect(runOutcome.options.toSorted()).toEqual(Object.keys(OUTCOMES).toSorted());
  expect(runOutput.shape.outcome.unwrap().options.toSorted()).toEqual(Object.keys(OUTCOMES).toSorted());
});
