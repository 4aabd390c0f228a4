import { describe, expect, it } from "vitest";
import type { RunView } from "../../../src/protocol/panel.ts";
import { timelineItems, weightOf } from "../../../src/webview/timeline/timelineItems.ts";
import { MINUTE, NOW } from "../../webview/support/snapshots/build.ts";
import { releaseInHold } from "../../webview/support/snapshots/release.ts";

function runWith(more: Partial<RunView>): RunView {
  const { run } = releaseInHold(more);
  if (run === undefined) throw new Error("The sample has no run.");
  return run;
}

describe("the timeline", () => {
  it("puts a gap behind the step in which nobody watched, and lasts until now where it is not over", () => {
    const items = timelineItems(runWith({ unprotectedSince: NOW - MINUTE }), NOW);
    expect(items.map((item) => (item.kind === "gap" ? "gap" : item.step.node))).toEqual([
      "asked",
      "ready",
      "gate",
      "approval",
      "set",
      "roll",
      "gap",
      "gap",
    ]);
    expect(items.at(-1)).toEqual({ kind: "gap", from: NOW - MINUTE, to: NOW });
    expect(items[5]).toMatchObject({ to: NOW });
  });

  it("keeps a gap that lies before everything", () => {
    expect(timelineItems(runWith({ gaps: [{ from: 0, to: 1 }] }), NOW)[1]?.kind).toBe("gap");
  });

  it("gives an hour more room than a second, but not 3,600 times as much", () => {
    const second = weightOf({ kind: "gap", from: 0, to: 1000 });
    const hour = weightOf({ kind: "gap", from: 0, to: 3_600_000 });
    expect(hour).toBeGreaterThan(second * 4);
    expect(hour).toBeLessThan(second * 10);
  });
});
