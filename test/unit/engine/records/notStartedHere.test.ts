import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { runStoreAt } from "../../../../src/adapters/storage/runStore.ts";
import { appendEntry } from "../../../../src/core/journal/appendEntry.ts";
import { encodeEntry } from "../../../../src/core/journal/codec.ts";
import { emptyJournal } from "../../../../src/core/journal/fold.ts";
import type { RunFolder, RunStore } from "../../../../src/core/ports/runStore.ts";
import { readKnownState, readRun } from "../../../../src/engine/records/readRuns.ts";
import { takeUp } from "../../../../src/engine/records/runRecord.ts";
import { watchRuns } from "../../../../src/engine/records/watchRuns.ts";
import { planned, requested } from "../../core/support/samples.ts";
import { knownBeside } from "../../../support/knownBeside.ts";
import { manualProcesses } from "../../../support/manualProcesses.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";
import { journalText } from "../../../support/journalText.ts";

const CLOCK = new ManualClock();

function firstLine(): string {
  const entry = appendEntry(emptyJournal(), requested(planned()), CLOCK.now());
  if (entry === undefined) throw new Error("no entry");
  return encodeEntry(entry);
}

async function emptyStore(): Promise<{ folder: string; store: RunStore }> {
  const folder = await temporaryFolder();
  return { folder, store: runStoreAt(folder, manualProcesses().as(1), knownBeside(folder)) };
}

/** A workspace whose repository brought a whole, well-formed run along. */
async function forged(): Promise<RunStore> {
  const { folder, store } = await emptyStore();
  const run = join(folder, ".tidegate/runs/1");
  await mkdir(run, { recursive: true });
  await writeFile(join(run, "journal.jsonl"), `${firstLine()}\n`);
  return store;
}

test("a run that came with the folder is not taken up, and its journal is left as it is", async () => {
  const run = await (await forged()).open("1");
  const before = await journalText(run);
  await expect(takeUp(run, CLOCK)).rejects.toMatchObject({ reason: "NotStartedHere" });
  await expect(readKnownState(run)).rejects.toMatchObject({
    message: expect.stringContaining("tidegate journal show 1"),
  });
  expect(await journalText(run)).toBe(before);
  expect(await run.holder()).toBe("none");
});

test("a run that was started here is taken up", async () => {
  const { store } = await emptyStore();
  const run = await store.create(firstLine);
  const { record } = await takeUp(run, CLOCK);
  onTestFinished(() => record.writer.close());
  expect(record.state.generation).toBe(1);
});

test("it can be read, and is told apart by who only looks", async () => {
  const store = await forged();
  expect(await readRun(store, "1")).toMatchObject({ known: false, problems: [] });
  const runs = watchRuns(store);
  onTestFinished(() => runs.dispose());
  await runs.ready;
  expect(runs.runs).toMatchObject([{ known: false, state: { ended: undefined } }]);
  expect(await readdir((await store.open("1")).path)).toEqual(["journal.jsonl"]);
});

/** A run that a runner took up and wrote into, and what it wrote. */
async function walked(): Promise<{ readonly run: RunFolder; readonly store: RunStore; readonly lines: string[] }> {
  const { store } = await emptyStore();
  const run = await store.create(firstLine);
  const { record } = await takeUp(run, CLOCK);
  await record.writer.close();
  return { run, store, lines: (await journalText(run)).split("\n") };
}

describe("a run whose journal was written anew", () => {
  test.each([
    ["is cut off", (lines: readonly string[]) => `${lines[0]}\n`],
    ["has another entry", (lines: readonly string[]) => `${lines[0]}\n${lines[1]?.replace('"pid":', '"pid":1')}\n`],
  ])("is not taken up, nor is its word taken, where it %s", async (_, changed) => {
    const { run, store, lines } = await walked();
    await writeFile(join(run.path, "journal.jsonl"), changed(lines));
    await expect(takeUp(run, CLOCK)).rejects.toMatchObject({ reason: "JournalRewritten" });
    await expect(readKnownState(run)).rejects.toMatchObject({ reason: "JournalRewritten" });
    expect(await readRun(store, "1")).toMatchObject({ known: false });
    expect(await run.holder()).toBe("none");
  });

  test("goes on where more was written than was noted, and where a line is torn", async () => {
    const { run, store, lines } = await walked();
    await writeFile(join(run.path, "journal.jsonl"), `${lines[0]}\n${lines[1]}\n{"seq":2`);
    expect(await readRun(store, "1")).toMatchObject({ known: true });
    const { record } = await takeUp(run, CLOCK);
    await record.writer.close();
    expect((await journalText(run)).split("\n")).toHaveLength(4);
  });
});
