import { describe, expect, test } from "vitest";
import type { RunState } from "../../../../src/core/run/state.ts";
import { blockedRuns } from "../../../../src/host/notify/blockedRuns.ts";
import type { RunView } from "../../../../src/host/runs/runView.ts";

const NOW = 1_767_225_600_000;

function run(state: Partial<RunState>, startedHere = true): RunView {
  return { file: "file:///w/tidegate.yaml", guarded: false, startedHere, state: state as RunState };
}

describe("what is told of blocked runs", () => {
  const ended = { outcome: "blocked", message: "No.", at: NOW - 1000 } as const;
  const blocks = [{ node: "gate", visit: 1, records: [] }];

  test("is told of those that ended lately and were written down", () => {
    const fresh = run({ ended, blocks });
    const told = blockedRuns(
      [
        fresh,
        run({ ended: undefined, blocks }),
        run({ ended, blocks: [] }),
        run({ ended: { ...ended, at: NOW - 2 * 86_400_000 }, blocks }),
        run({ ended, blocks }, false),
      ],
      NOW,
    );
    expect(told).toEqual([fresh]);
  });
});
