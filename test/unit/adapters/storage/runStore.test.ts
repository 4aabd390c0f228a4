import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { deferred } from "../../../../src/base/async.ts";
import { runStoreAt } from "../../../../src/adapters/storage/runStore.ts";
import type { RunStore } from "../../../../src/core/ports/runStore.ts";
import { knownBeside } from "../../../support/knownBeside.ts";
import { manualProcesses } from "../../../support/manualProcesses.ts";
import { STATE_IGNORE } from "../../../../src/core/stateFolder.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";
import { journalText } from "../../../support/journalText.ts";

function storeIn(folder: string): RunStore {
  return runStoreAt(folder, manualProcesses().as(1), knownBeside(folder));
}

describe("the runs of a workspace", () => {
  test("are numbered from one and appear with their first line", async () => {
    const folder = await temporaryFolder();
    const store = storeIn(folder);
    const first = await store.create((run) => `first of ${run}`);
    await store.create((run) => `first of ${run}`);
    expect(first.run).toBe("1");
    expect(await store.list()).toEqual(["1", "2"]);
    expect(await journalText(await store.open("2"))).toBe("first of 2\n");
  });

  test("get different numbers when many are made at once", async () => {
    const folder = await temporaryFolder();
    const store = storeIn(folder);
    const made = await Promise.all(Array.from({ length: 12 }, () => store.create((run) => `run ${run}`)));
    expect(new Set(made.map((one) => one.run)).size).toBe(12);
    for (const one of made) expect(await journalText(one)).toBe(`run ${one.run}\n`);
    expect((await readdir(join(folder, ".tidegate/runs"))).filter((name) => name.startsWith("draft-"))).toEqual([]);
  });

  test("appear with a place for requests", async () => {
    const run = await storeIn(await temporaryFolder()).create(() => "x");
    expect((await readdir(run.path)).toSorted()).toEqual(["inbox", "journal.jsonl"]);
  });

  test("are kept from git", async () => {
    const folder = await temporaryFolder();
    await storeIn(folder).create(() => "x");
    expect(await readFile(join(folder, ".tidegate/.gitignore"), "utf8")).toBe(STATE_IGNORE);
  });

  test("are none where nothing was ever deployed, and looking leaves no trace", async () => {
    const folder = await temporaryFolder();
    expect(await storeIn(folder).list()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  test("that cannot be kept or read say what is in the way", async () => {
    const folder = await temporaryFolder();
    const store = storeIn(folder);
    const run = await store.create(() => "x");
    await rm(join(run.path, "journal.jsonl"));
    await expect(run.read()).rejects.toMatchObject({
      reason: "StorageFailed",
      message: `The journal cannot be read: it is not there any more. Look at ${join(run.path, "journal.jsonl")}.`,
    });
    await rm(join(folder, ".tidegate"), { recursive: true });
    await writeFile(join(folder, ".tidegate"), "");
    const blocked = { reason: "StorageFailed", message: expect.stringContaining("no folder stands in its way") };
    await expect(store.list()).rejects.toMatchObject(blocked);
    await expect(store.create(() => "x")).rejects.toMatchObject(blocked);
  });

  test.each(["0", "01", "../1", "1/..", "", "-1", "1e3", "9".repeat(30)])("%j is no run", async (name) => {
    const store = storeIn(await temporaryFolder());
    await expect(store.open(name)).rejects.toMatchObject({ reason: "RunNotFound" });
  });

  test("are refused where .tidegate leads out of the workspace", async () => {
    const [folder, outside] = [await temporaryFolder(), await temporaryFolder()];
    await symlink(outside, join(folder, ".tidegate"));
    const store = storeIn(folder);
    await expect(store.create(() => "x")).rejects.toMatchObject({ reason: "UnsafePath" });
    expect(await readdir(outside)).toEqual([]);
  });

  test("are refused where one run's folder leads out of the workspace", async () => {
    const [folder, outside] = [await temporaryFolder(), await temporaryFolder()];
    await mkdir(join(folder, ".tidegate/runs"), { recursive: true });
    await writeFile(join(outside, "journal.jsonl"), "stolen\n");
    await symlink(outside, join(folder, ".tidegate/runs/1"));
    const store = storeIn(folder);
    await expect(store.open("1")).rejects.toMatchObject({ reason: "UnsafePath" });
  });

  test("are seen by a watcher that began before .tidegate was there", async () => {
    const folder = await temporaryFolder();
    const store = storeIn(folder);
    const seen = deferred<readonly string[]>();
    const watcher = store.watch(() => void store.list().then((runs) => runs.length > 0 && seen.resolve(runs)));
    onTestFinished(() => watcher.dispose());
    await store.create(() => "x");
    expect(await seen.promise).toEqual(["1"]);
  });
});
