import { nativeSha256 } from "../../src/adapters/process/nativeHash.ts";
import { appendEntry } from "../../src/core/journal/appendEntry.ts";
import { encodeEntry } from "../../src/core/journal/codec.ts";
import { emptyJournal, foldJournal } from "../../src/core/journal/fold.ts";
import type { RunEvent } from "../../src/core/run/event.ts";
import { START, WEB, planned, requested } from "../../test/unit/core/support/samples.ts";
import type { Bench } from "./figure.ts";

const EVENTS = 100_000;
const WARM_UPS = 3;
const RUNS = 11;

/** Folding a long run's journal with every hash checked, beside parsing the same lines as JSON and no more. */
export const journalBench: Bench = {
  name: "journal",
  async run() {
    const bytes = Buffer.from(journalText());
    const lines = bytes.toString().split("\n").slice(0, -1);
    const samples: number[] = [];
    const reference: number[] = [];
    for (let run = -WARM_UPS; run < RUNS; run += 1) {
      const parsing = timed(() => lines.forEach((line) => JSON.parse(line)));
      const folding = timed(() => foldWhole(bytes));
      if (run < 0) continue;
      reference.push(parsing);
      samples.push(folding);
    }
    return [
      {
        name: `journal of ${EVENTS} events folded`,
        unit: "ms",
        samples,
        reference: { name: "JSON.parse of the same lines", samples: reference },
        goal: { of: "median", limit: 500 },
      },
    ];
  },
};

function foldWhole(bytes: Uint8Array): void {
  const { problems, state } = foldJournal(bytes, { hash: nativeSha256, keep: false });
  if (problems.length > 0 || state === undefined) throw new Error("The journal of the bench does not fold.");
}

/** A rollout that is observed for as long as it takes, as a run's journal tells it. */
function journalText(): string {
  const journal = emptyJournal({ hash: nativeSha256 });
  const lines: string[] = [];
  for (const event of events()) {
    const entry = appendEntry(journal, event, START + lines.length * 100, nativeSha256);
    if (entry === undefined) throw new Error("An event of the bench stands twice.");
    journal.push(entry);
    lines.push(encodeEntry(entry));
  }
  return `${lines.join("\n")}\n`;
}

function* events(): Generator<RunEvent> {
  yield requested(planned());
  yield { type: "runner-started", generation: 1, pid: 7 };
  yield { type: "node-entered", node: "start", visit: 1 };
  for (let count = 3; count < EVENTS; count += 1) yield observed(count);
}

function observed(count: number): RunEvent {
  const ready = count % 6;
  const message = `${ready} of 6 updated replicas are available.`;
  const progress = { desired: 6, updated: 6, ready, available: ready };
  const verdict = { status: "InProgress", reason: "Updating", message, progress } as const;
  return { type: "rollout-observed", node: "start", workload: WEB, verdict };
}

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
