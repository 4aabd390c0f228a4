import { expect, onTestFinished, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import type { Log } from "../../../../src/host/log/log.ts";
import type { FolderRuns } from "../../../../src/host/ports.ts";
import { Runs } from "../../../../src/host/runs/runs.ts";
import { FILE, waiting } from "../support/runs.ts";

const SILENT: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const { state } = waiting();
const BY = { name: "Ann", source: "git" } as const;

/** A folder with one open run that nobody walks. */
async function opened(known: boolean) {
  const clock = new ManualClock();
  const done: string[] = [];
  const nothing = { dispose: () => undefined };
  const watched = { runs: [{ run: state.run, state, known, problems: [] }], ready: Promise.resolve(), ...nothing };
  const folder = {
    ...nothing,
    watched: { ...watched, onChange: () => nothing },
    me: async () => BY,
    holder: async () => "none",
    submit: async () => void done.push("submit"),
    resume: async () => void done.push("resume"),
  } as unknown as FolderRuns;
  const runs = new Runs({ clock, log: SILENT, open: async () => folder });
  onTestFinished(() => runs.dispose());
  runs.follow([{ file: FILE, folder: "/shop" }]);
  await expect.poll(() => runs.all.length).toBe(1);
  const ask = () =>
    runs.submit({ file: FILE, run: state.run }, { id: "12345678", at: "", by: BY, type: "intervene", kind: "pause" });
  return { runs, clock, done, ask };
}

test("a run that was started here gets a runner by itself", async () => {
  const { clock, done } = await opened(true);
  clock.advance(5000);
  await expect.poll(() => done).toEqual(["resume"]);
});

test("a run that came with the folder gets none, neither by itself nor when a person asks something of it", async () => {
  const { runs, clock, done, ask } = await opened(false);
  expect(clock.nextDue).toBeUndefined();
  await expect(ask()).rejects.toMatchObject({ reason: "NotStartedHere" });
  expect(done).toEqual([]);
  expect(runs.all[0]).toMatchObject({ startedHere: false });
});
