import { describe, expect, it } from "vitest";
import { humanDuration } from "../../../../../src/sandbox/api/table/duration.ts";
import { podCells } from "../../../../../src/sandbox/api/table/podCells.ts";

const NOW = 1_767_225_600_000;

function cells(status: object, extras: object = {}): string[] {
  return podCells({ metadata: {}, spec: { containers: [{ name: "app" }] }, status, ...extras }, NOW);
}

function ended(exitCode: number, reason: string): object {
  return { name: "app", restartCount: 0, state: { terminated: { exitCode, reason } } };
}

describe("a pod's cells", () => {
  it("show a running pod", () => {
    const containerStatuses = [{ name: "app", ready: true, restartCount: 0, state: { running: {} } }];
    expect(cells({ phase: "Running", containerStatuses })).toEqual(["1/1", "Running", "0"]);
  });

  it("show why a container waits, and when it last restarted", () => {
    const lastState = { terminated: { exitCode: 1, finishedAt: "2025-12-31T23:59:15Z" } };
    const state = { waiting: { reason: "CrashLoopBackOff" } };
    const containerStatuses = [{ name: "app", ready: false, restartCount: 4, state, lastState }];
    expect(cells({ phase: "Running", containerStatuses })).toEqual(["0/1", "CrashLoopBackOff", "4 (45s ago)"]);
  });

  it("show which init container is at work", () => {
    const spec = { containers: [{ name: "app" }], initContainers: [{ name: "one" }, { name: "two" }] };
    const done = { name: "one", restartCount: 0, state: { terminated: { exitCode: 0 } } };
    const initContainerStatuses = [done, { name: "two", restartCount: 0, state: { running: {} } }];
    expect(cells({ phase: "Pending", initContainerStatuses }, { spec })[1]).toBe("Init:1/2");
  });

  it("show a pod that is going", () => {
    expect(cells({ phase: "Running" }, { metadata: { deletionTimestamp: "2026-01-01T00:00:00Z" } })[1]).toBe(
      "Terminating",
    );
  });

  it("show how a pod ended", () => {
    expect(cells({ phase: "Succeeded", containerStatuses: [ended(0, "Completed")] })[1]).toBe("Completed");
    expect(cells({ phase: "Failed", containerStatuses: [ended(137, "OOMKilled")] })[1]).toBe("OOMKilled");
  });
});

describe("a duration", () => {
  it.each([
    [-5, "<invalid>"],
    [0, "0s"],
    [119, "119s"],
    [120, "2m"],
    [150, "2m30s"],
    [1_800, "30m"],
    [10_800, "3h"],
    [12_600, "3h30m"],
    [90_000, "25h"],
    [180_000, "2d2h"],
    [864_000, "10d"],
    [63_072_000, "2y"],
  ])("of %i seconds reads %s", (seconds, text) => {
    expect(humanDuration(seconds * 1000)).toBe(text);
  });
});
