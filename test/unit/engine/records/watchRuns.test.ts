import { describe, expect, onTestFinished, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { runStoreAt } from "../../../../src/adapters/storage/runStore.ts";
import { appendEntry } from "../../../../src/core/journal/appendEntry.ts";
import { encodeEntry } from "../../../../src/core/journal/codec.ts";
import { emptyJournal } from "../../../../src/core/journal/fold.ts";
import type { RunStore } from "../../../../src/core/ports/runStore.ts";
import type { RunEvent } from "../../../../src/core/run/event.ts";
import { takeUp } from "../../../../src/engine/records/runRecord.ts";
import { type WatchedRuns, watchRuns } from "../../../../src/engine/records/watchRuns.ts";
import { knownBeside } from "../../../support/knownBeside.ts";
import { manualProcesses } from "../../../support/manualProcesses.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";
import { journalText } from "../../../support/journalText.ts";

const CLOCK = new ManualClock();

function requested(run: string): RunEvent {
  const by = { name: "Ann", source: "git" as const };
  const place = { application: "shop", environment: "live", production: false, context: "c", namespace: "n" };
  const release = { ...place, version: "2", changes: [] };
  const graph = { id: "g", title: "g", start: "start", nodes: [], edges: [] };
  const more = { authors: [], graph, rollback: "ask" as const, manifestHash: "", nonce: "ab".repeat(16) };
  return { type: "run-requested", run, release, by, ...more };
}

function firstLine(run: string): string {
  const entry = appendEntry(emptyJournal(), requested(run), CLOCK.now());
  if (entry === undefined) throw new Error("no entry");
  return encodeEntry(entry);
}

function newStore(folder: string): RunStore {
  return runStoreAt(folder, manualProcesses().as(1), knownBeside(folder));
}

async function watched(): Promise<{ store: RunStore; runs: WatchedRuns }> {
  const store = newStore(await temporaryFolder());
  const runs = watchRuns(store);
  onTestFinished(() => runs.dispose());
  return { store, runs };
}

function until(runs: WatchedRuns, wanted: (runs: WatchedRuns["runs"]) => boolean): Promise<WatchedRuns["runs"]> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!wanted(runs.runs)) return;
      subscription.dispose();
      resolve(runs.runs);
    };
    const subscription = runs.onChange(look);
    look();
  });
}

describe("the runs of a workspace", () => {
  test("are none in a fresh one", async () => {
    const { runs } = await watched();
    await runs.ready;
    expect(runs.runs).toEqual([]);
  });

  test("appear when they are asked for, the newest first", async () => {
    const { store, runs } = await watched();
    await store.create(firstLine);
    await store.create(firstLine);
    const seen = await until(runs, (all) => all.length === 2 && all.every((one) => one.state !== undefined));
    expect(seen.map((one) => one.run)).toEqual(["2", "1"]);
  });

  test("change as their runner writes, to their end", async () => {
    const { store, runs } = await watched();
    const folder = await store.create(firstLine);
    const { record } = await takeUp(folder, CLOCK);
    await record.append({ type: "run-ended", outcome: "aborted", message: "Enough." });
    await record.writer.close();
    const [seen] = await until(runs, ([one]) => one?.state?.ended !== undefined);
    expect(seen?.state).toMatchObject({ generation: 1, ended: { outcome: "aborted", message: "Enough." } });
  });

  test("say what is wrong with a journal and show what stands before it", async () => {
    const { store, runs } = await watched();
    const folder = await store.create(firstLine);
    const writer = await folder.takeOver();
    await writer.append("not an entry");
    await writer.close();
    const [seen] = await until(runs, ([one]) => (one?.problems.length ?? 0) > 0);
    expect(seen).toMatchObject({ state: { run: "1" }, problems: [{ reason: "UnreadableLine" }] });
  });
});

describe("taking a run up", () => {
  test("writes nothing where the journal is broken, and lets go of the run", async () => {
    const { store } = await watched();
    const folder = await store.create(firstLine);
    const writer = await folder.takeOver();
    await writer.append("not an entry");
    await writer.close();
    const before = await journalText(folder);
    await expect(takeUp(folder, CLOCK)).rejects.toMatchObject({ reason: "UnreadableLine" });
    expect(await journalText(folder)).toBe(before);
    expect(await folder.holder()).toBe("none");
  });

  test("counts the runners that did", async () => {
    const { store } = await watched();
    const folder = await store.create(firstLine);
    for (const generation of [1, 2, 3]) {
      const { record } = await takeUp(folder, CLOCK);
      expect(record.state.generation).toBe(generation);
      await record.writer.close();
    }
  });
});
