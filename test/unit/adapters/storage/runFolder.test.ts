import { execa } from "execa";
import { appendFile, mkdir, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { deferred } from "../../../../src/base/async.ts";
import type { KnownRuns } from "../../../../src/core/ports/knownRuns.ts";
import type { InboxFile, JournalWriter, RunFolder } from "../../../../src/core/ports/runStore.ts";
import { runFolderAt } from "../../../../src/adapters/storage/runFolder.ts";
import { runStoreAt } from "../../../../src/adapters/storage/runStore.ts";
import { manualProcesses } from "../../../support/manualProcesses.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

/** Who started a run is not what these tests are about. */
const NONE_KNOWN: KnownRuns = {
  remember: async () => undefined,
  isKnown: async () => false,
  noteLast: async () => undefined,
  lastNoted: async () => undefined,
};

async function newRun(processes = manualProcesses()): Promise<RunFolder> {
  return runStoreAt(await temporaryFolder(), processes.as(1), NONE_KNOWN).create(() => "line 0");
}

/** Takes a run until the test ends. */
async function take(run: RunFolder): Promise<JournalWriter> {
  const writer = await run.takeOver();
  onTestFinished(() => writer.close().catch(() => undefined));
  return writer;
}

/** Follows a run and tells when as many lines as asked for have come. */
function collect(run: RunFolder): {
  lines: string[];
  until(count: number): Promise<string[]>;
  failure: Promise<unknown>;
} {
  const lines: string[] = [];
  const failure = deferred<unknown>();
  let wake: (() => void) | undefined;
  const follower = run.follow({
    lines: (more) => {
      lines.push(...more);
      wake?.();
    },
    failed: (error) => failure.resolve(error),
  });
  onTestFinished(() => follower.dispose());
  const until = (count: number): Promise<string[]> =>
    new Promise((resolve) => {
      wake = () => lines.length >= count && resolve(lines);
      wake();
    });
  return { lines, until, failure: failure.promise };
}

describe("a journal", () => {
  test("is followed line by line while another process writes it", async () => {
    const run = await newRun();
    const seen = collect(run);
    const writer = await take(run);
    await seen.until(1);
    await writer.append("line 1");
    await seen.until(2);
    await writer.append("line 2 ✓");
    expect(await seen.until(3)).toEqual(["line 0", "line 1", "line 2 ✓"]);
  });

  test("holds back a torn last line until it is whole", async () => {
    const run = await newRun();
    await appendFile(join(run.path, "journal.jsonl"), "half");
    const seen = collect(run);
    expect(await seen.until(1)).toEqual(["line 0"]);
    await appendFile(join(run.path, "journal.jsonl"), " and half\n");
    expect(await seen.until(2)).toEqual(["line 0", "half and half"]);
  });

  test("goes on after a torn tail was cut off", async () => {
    const run = await newRun();
    await appendFile(join(run.path, "journal.jsonl"), "torn");
    const seen = collect(run);
    await seen.until(1);
    const writer = await take(run);
    await writer.truncate("line 0\n".length);
    await writer.append("line 1");
    expect(await seen.until(2)).toEqual(["line 0", "line 1"]);
  });

  test("that lost lines already read is reported", async () => {
    const run = await newRun();
    const seen = collect(run);
    await seen.until(1);
    await truncate(join(run.path, "journal.jsonl"), 2);
    expect(await seen.failure).toMatchObject({ reason: "JournalCut" });
  });

  test("is read whole however long it is and wherever its chunks end", async () => {
    const run = await newRun();
    const lines = Array.from({ length: 40_000 }, (_none, index) => `${index} ${"ü".repeat(index % 60)}`);
    await writeFile(join(run.path, "journal.jsonl"), `${lines.join("\n")}\n`);
    expect(await collect(run).until(lines.length)).toEqual(lines);
  });

  test("that is a link is not opened", async () => {
    const [folder, outside] = [await temporaryFolder(), await temporaryFolder()];
    await writeFile(join(outside, "other"), "");
    await mkdir(join(folder, "7"));
    await symlink(join(outside, "other"), join(folder, "7/journal.jsonl"));
    const run = runFolderAt(join(folder, "7"), manualProcesses().as(1), NONE_KNOWN);
    await expect(run.read()).rejects.toMatchObject({ reason: "StorageFailed", cause: { code: "ELOOP" } });
  });
});

describe("the right to write", () => {
  test("belongs to one live process at a time", async () => {
    const processes = manualProcesses();
    const run = await newRun(processes);
    await take(run);
    const other = runFolderAt(run.path, processes.as(2), NONE_KNOWN);
    await expect(take(other)).rejects.toMatchObject({ reason: "RunHeld" });
    expect(await other.holder()).toBe("alive");
  });

  test("passes on when its holder died, with a higher generation", async () => {
    const processes = manualProcesses();
    const run = await newRun(processes);
    expect((await take(run)).generation).toBe(1);
    processes.kill(1);
    const other = runFolderAt(run.path, processes.as(2), NONE_KNOWN);
    expect(await other.holder()).toBe("none");
    expect((await take(other)).generation).toBe(2);
  });

  test("passes on when its holder let go", async () => {
    const processes = manualProcesses();
    const run = await newRun(processes);
    await (await take(run)).close();
    expect((await take(runFolderAt(run.path, processes.as(2), NONE_KNOWN))).generation).toBe(2);
  });

  test("goes to exactly one of many that find the same dead holder", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 12 }), async (count) => {
        const processes = manualProcesses();
        const run = await newRun(processes);
        await take(run);
        processes.kill(1);
        const takers = Array.from({ length: count }, (_none, index) =>
          runFolderAt(run.path, processes.as(index + 2), NONE_KNOWN),
        );
        const outcomes = await Promise.allSettled(takers.map((taker) => take(taker)));
        expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
      }),
      { numRuns: 10 },
    );
  });

  test("is not taken from a holder on another machine", async () => {
    const run = await newRun();
    await take(run);
    const far = {
      self: async () => ({ pid: 9, startedAt: "x", space: "there" }),
      liveness: async () => "elsewhere" as const,
    };
    await expect(take(runFolderAt(run.path, far, NONE_KNOWN))).rejects.toMatchObject({
      reason: "RunHeld",
      facts: { where: "elsewhere" },
    });
  });
});

describe("a hostile run folder", () => {
  test("has no file of its person written through links that wait in it", async () => {
    const run = await newRun();
    const outside = join(await temporaryFolder(), "victim");
    await writeFile(outside, "precious");
    for (const folder of ["runners", "evidence"]) await mkdir(join(run.path, folder));
    await symlink(outside, join(run.path, "runners/1.released"));
    await symlink(outside, join(run.path, "evidence/web-0.log"));
    const writer = await take(run);
    await expect(writer.keep("web-0.log", "log")).rejects.toMatchObject({ reason: "UnsafePath" });
    await expect(writer.close()).rejects.toMatchObject({ code: "ELOOP" });
    expect(await readFile(outside, "utf8")).toBe("precious");
  });

  test("is not taken on where claims were made up to the last number", async () => {
    const run = await newRun();
    await mkdir(join(run.path, "runners"));
    for (const name of ["999999.json", "999999.released"]) await writeFile(join(run.path, "runners", name), "");
    await expect(run.takeOver()).rejects.toMatchObject({ reason: "StorageFailed" });
  });

  test("has pipes in its inbox passed over, at which a reader would wait for ever", async () => {
    const run = await newRun();
    await run.inbox.submit("request-1", "one");
    await execa("mkfifo", [join(run.path, "inbox/request-2.json")]);
    expect(await run.inbox.list()).toEqual([{ id: "request-1", content: "one" }]);
  });
});

describe("the inbox", () => {
  test("gives requests in the order they came and keeps settled ones aside", async () => {
    const run = await newRun();
    await run.inbox.submit("request-1", "one");
    await run.inbox.submit("request-2", "two");
    expect((await run.inbox.list()).map((one) => one.content)).toEqual(["one", "two"]);
    await run.inbox.settle("request-1");
    await run.inbox.settle("request-1");
    expect((await run.inbox.list()).map((one) => one.id)).toEqual(["request-2"]);
    expect(await readFile(join(run.path, "settled/request-1.json"), "utf8")).toBe("one");
  });

  test("tells of a request that comes", async () => {
    const run = await newRun();
    const came = deferred<readonly InboxFile[]>();
    const watcher = run.inbox.onChange(() => void run.inbox.list().then((all) => all.length > 0 && came.resolve(all)));
    onTestFinished(() => watcher.dispose());
    await run.inbox.submit("request-1", "one");
    expect(await came.promise).toEqual([{ id: "request-1", content: "one" }]);
  });

  test.each(["../../escape", "short", "a/b/c/d/e/f", "x".repeat(65), "with blank"])("refuses the id %j", async (id) => {
    const run = await newRun();
    await expect(run.inbox.submit(id, "{}")).rejects.toMatchObject({ reason: "UnsafePath" });
  });

  test("hands over a request that is too large as an empty one", async () => {
    const run = await newRun();
    await run.inbox.submit("request-1", "x".repeat(70_000));
    expect(await run.inbox.list()).toEqual([{ id: "request-1", content: "" }]);
  });
});
