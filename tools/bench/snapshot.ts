import { reduce, type TimedEvent } from "../../src/core/run/reduce.ts";
import type { RunState } from "../../src/core/run/state.ts";
import { panelSnapshot } from "../../src/engine/panel/panelSnapshot.ts";
import type { PanelSnapshot } from "../../src/protocol/panel.ts";
import { BOB, planned, requested, START, WEB } from "../../test/unit/core/support/samples.ts";
import type { Bench, Measured } from "./figure.ts";

const EVENTS = 10_000;
const WARM_UPS = 5;
const RUNS = 15;

/** A long run's events folded into what its panel shows, beside folding them alone; and the snapshot alone. */
export const snapshotBench: Bench = {
  name: "snapshot",
  async run() {
    const told = events();
    const state = fold(told);
    const sent = show(state);
    const samples = { shown: [] as number[], folded: [] as number[], alone: [] as number[], cloned: [] as number[] };
    for (let run = -WARM_UPS; run < RUNS; run += 1) {
      const shown = timed(() => show(fold(told)));
      const folded = timed(() => fold(told));
      const alone = timed(() => show(state));
      const cloned = timed(() => structuredClone(sent));
      if (run < 0) continue;
      samples.shown.push(shown);
      samples.folded.push(folded);
      samples.alone.push(alone);
      samples.cloned.push(cloned);
    }
    return figures(samples);
  },
};

type Samples = Readonly<Record<"shown" | "folded" | "alone" | "cloned", readonly number[]>>;

function figures({ shown, folded, alone, cloned }: Samples): readonly Measured[] {
  return [
    {
      name: `${EVENTS} events folded into a panel's snapshot`,
      unit: "ms",
      samples: shown,
      reference: { name: "folding them alone", samples: folded },
      goal: { of: "median", limit: 20 },
    },
    {
      name: `a panel's snapshot of a run that was folded before`,
      unit: "ms",
      samples: alone,
      reference: { name: "structuredClone of it", samples: cloned },
      goal: { of: "median", limit: 5 },
    },
  ];
}

function show(state: RunState): PanelSnapshot {
  return panelSnapshot({ state, me: BOB, guarded: true, startedHere: true, now: state.lastEventAt });
}

function fold(told: readonly TimedEvent[]): RunState {
  let state: RunState | undefined;
  for (const event of told) state = reduce(state, event);
  if (state === undefined) throw new Error("The events of the bench do not fold.");
  return state;
}

/** A run that goes through its gate, is asked about, and is then watched and steered for as long as it takes. */
function events(): readonly TimedEvent[] {
  const first: TimedEvent["event"][] = [
    requested(planned()),
    { type: "runner-started", generation: 1, pid: 7 },
    ...(["start", "ready", "gate"] as const).flatMap((node): TimedEvent["event"][] => [
      { type: "node-entered", node, visit: 1 },
      ...(node === "start" ? [] : [evidence(node, "git-clean"), evidence(node, "diff-reviewed")]),
      { type: "node-left", node, outcome: node === "start" ? "started" : "pass", message: "All is well." },
    ]),
    { type: "node-entered", node: "ready-web", visit: 1 },
  ];
  const rest = Array.from({ length: EVENTS - first.length }, (_, count) => going(count));
  return [...first, ...rest].map((event, index) => ({ event, at: START + index * 100 }));
}

/** Mostly rollouts that are observed; now and then somebody pauses and resumes. */
function going(count: number): TimedEvent["event"] {
  if (count % 50 === 0) {
    return { type: "intervention", request: `request-${count}`, kind: count % 100 === 0 ? "pause" : "resume", by: BOB };
  }
  const ready = count % 6;
  const progress = { desired: 6, updated: 6, ready, available: ready };
  const verdict = {
    status: "InProgress",
    reason: "Updating",
    message: `${ready} of 6 are available.`,
    progress,
  } as const;
  return { type: "rollout-observed", node: "ready-web", workload: WEB, verdict };
}

function evidence(node: string, check: string): TimedEvent["event"] {
  const found = { check, verdict: "pass", reason: "Found", message: "As it should be.", source: "git status" } as const;
  return { type: "evidence-recorded", node, evidence: { ...found, collectedAt: START } };
}

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
