import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { knownRunsIn, stateFolder } from "../../../../src/adapters/storage/knownRuns.ts";
import { runStoreAt } from "../../../../src/adapters/storage/runStore.ts";
import { firstLine } from "../../../../src/core/journal/lines.ts";
import type { RunFolder, RunStore } from "../../../../src/core/ports/runStore.ts";
import { manualProcesses } from "../../../support/manualProcesses.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

async function place(): Promise<{ folder: string; ledger: string; store: RunStore }> {
  const [folder, state] = [await temporaryFolder(), await temporaryFolder()];
  const ledger = join(state, "tidegate", "runs");
  return { folder, ledger, store: storeIn(folder, ledger) };
}

function storeIn(folder: string, ledger: string): RunStore {
  return runStoreAt(folder, manualProcesses().as(1), knownRunsIn(ledger));
}

async function isKnown(run: RunFolder): Promise<boolean> {
  return run.isKnown(firstLine(await run.read()));
}

describe("a run is known", () => {
  test("to the user who made it, also to a later process and with more lines", async () => {
    const { folder, ledger, store } = await place();
    const run = await store.create((number) => `first of ${number}`);
    await writeFile(join(run.path, "journal.jsonl"), "first of 1\nsecond\n");
    expect(await isKnown(await storeIn(folder, ledger).open("1"))).toBe(true);
  });

  test("when many are made at once", async () => {
    const { store } = await place();
    const made = await Promise.all(Array.from({ length: 12 }, (_none, at) => store.create((run) => `${run} of ${at}`)));
    expect(await Promise.all(made.map(isKnown))).toEqual(made.map(() => true));
  });

  test("by a folder and files that only the user can read, holding hashes alone", async () => {
    const { ledger, store } = await place();
    await store.create(() => "secret");
    const [name = ""] = await readdir(ledger);
    expect(name).toMatch(/^[0-9a-f]{64}$/u);
    expect(await readFile(join(ledger, name), "utf8")).toMatch(/^[0-9a-f]{64}\n$/u);
    if (process.platform === "win32") return;
    expect([(await stat(ledger)).mode & 0o777, (await stat(join(ledger, name))).mode & 0o777]).toEqual([0o700, 0o600]);
  });
});

describe("a run is not known", () => {
  test("where the folder was brought along", async () => {
    const { folder, ledger, store } = await place();
    await mkdir(join(folder, ".tidegate/runs/1"), { recursive: true });
    await writeFile(join(folder, ".tidegate/runs/1/journal.jsonl"), "made up\n");
    expect(await isKnown(await store.open("1"))).toBe(false);
    await expect(readdir(ledger)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("where its first line was changed, or it was replaced by another", async () => {
    const { store } = await place();
    const run = await store.create(() => "first");
    await writeFile(join(run.path, "journal.jsonl"), "First\nfirst\n");
    expect(await isKnown(run)).toBe(false);
    await rm(run.path, { recursive: true });
    await mkdir(run.path);
    await writeFile(join(run.path, "journal.jsonl"), "");
    expect(await isKnown(run)).toBe(false);
  });

  test("under another number, or after its workspace was moved", async () => {
    const { folder, ledger, store } = await place();
    const run = await store.create(() => "first");
    await cp(run.path, join(folder, ".tidegate/runs/2"), { recursive: true });
    expect(await isKnown(await store.open("2"))).toBe(false);
    const moved = join(await temporaryFolder(), "moved");
    await rename(folder, moved);
    expect(await isKnown(await storeIn(moved, ledger).open("1"))).toBe(false);
  });
});

test("the state folder is the one each system has for it; a relative XDG_STATE_HOME is ignored", () => {
  expect([
    stateFolder("linux", { XDG_STATE_HOME: "/state" }, "/home/ann"),
    stateFolder("linux", { XDG_STATE_HOME: "state" }, "/home/ann"),
    stateFolder("linux", {}, "/home/ann"),
    stateFolder("darwin", {}, "/Users/ann"),
    stateFolder("win32", { LOCALAPPDATA: "C:\\Local" }, "C:\\ann"),
  ]).toEqual([
    "/state",
    join("/home/ann", ".local", "state"),
    join("/home/ann", ".local", "state"),
    join("/Users/ann", "Library", "Application Support"),
    "C:\\Local",
  ]);
});
