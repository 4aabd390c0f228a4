import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runStoreAt } from "../../../src/adapters/storage/runStore.ts";
import { ManualClock } from "../../../src/base/clock.ts";
import type { RunFolder } from "../../../src/core/ports/runStore.ts";
import { answerRequests } from "../../../src/engine/records/inboxTurn.ts";
import { takeUp } from "../../../src/engine/records/runRecord.ts";
import { answerOutput, errorOutput, runOutput, runsOutput } from "../../../src/protocol/output.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { knownBeside } from "../../support/knownBeside.ts";
import { manualProcesses } from "../../support/manualProcesses.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { ListWalk } from "../core/support/listWalk.ts";
import { BOB } from "../core/support/samples.ts";
import { sha256 } from "../core/support/walker.ts";

const CONFIG = `version: 1
applications: {shop: {environments: {live: {context: c, namespace: n, workloads: [deployment/web]}}}}
`;

interface Shell {
  run(...args: readonly string[]): ReturnType<typeof fakeCli>;
  json(...args: readonly string[]): Promise<{ readonly code: number; readonly value: unknown }>;
}

/** A workspace with one run as the walk left it, and a runner that answers one inbox full and goes. */
async function shellOf(walk: ListWalk): Promise<Shell> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, "tidegate.yaml"), CONFIG);
  const clock = new ManualClock(walk.walker.now);
  const store = runStoreAt(cwd, manualProcesses().as(1), knownBeside(cwd));
  const [first = "", ...rest] = walk.walker.lines;
  const folder = await store.create(() => first);
  await added(folder, rest);
  const launch = async () => {
    const { record } = await takeUp(folder, clock, sha256);
    await answerRequests(record, folder.inbox, clock);
    await record.writer.close();
    return { pid: 0 };
  };
  let nonces = 0;
  const nonce = (): string => `nonce-000${(nonces += 1)}`;
  const workspace = async () => ({ store, launcher: { launch }, me: async () => BOB }) as never;
  const run = (...args: readonly string[]) => fakeCli(args, { cwd, clock, nonce, workspace, hash: sha256 });
  return {
    run,
    async json(...args) {
      const { code, out } = await run(...args, "--json");
      return { code, value: JSON.parse(out) };
    },
  };
}

async function added(folder: RunFolder, lines: readonly string[]): Promise<void> {
  const writer = await folder.takeOver();
  for (const line of lines) await writer.append(line);
  await writer.close();
}

/** A run at its list: `load` passed, `scan` and `drill` wait for a word. */
function atList(): ListWalk {
  const walk = new ListWalk();
  walk.settle();
  return walk;
}

describe("a run at a list", () => {
  it("shows its checks by the ids by which they are attested, and says how", async () => {
    const { code, out, err } = await (await shellOf(atList())).run("runs", "1");
    expect(code).toBe(5);
    expect(out).toContain("#41 shop → production 1.9.0: Validate: 1 of 3 passed.");
    expect(out).toMatch(/^pass +load +Load test\. load pass\.$/mu);
    expect(out).toMatch(/^inconclusive +scan +Scan\. scan inconclusive\.$/mu);
    expect(err).toContain('tidegate attest 41 CHECK --statement "…"');
    expect(err).toContain("tidegate recheck 41");
  });

  it("says the same as JSON", async () => {
    const shell = await shellOf(atList());
    const { value } = await shell.json("runs", "1");
    const { waitsFor, checks, attempts } = runOutput.parse(value);
    expect({ waitsFor, attempts }).toEqual({ waitsFor: "checks", attempts: [] });
    expect(checks?.map(({ id, verdict, attestable }) => [id, verdict, attestable])).toEqual([
      ["load", "pass", false],
      ["scan", "inconclusive", true],
      ["drill", "inconclusive", true],
    ]);
    expect(runsOutput.parse((await shell.json("runs")).value).runs[0]).toMatchObject({
      waitsFor: "checks",
      message: "Validate: 1 of 3 passed.",
    });
  });

  it("takes a person's word, and shows whose it is and how long it counts", async () => {
    const shell = await shellOf(atList());
    const { code, value } = await shell.json("attest", "1", "scan", "--statement", "I read the report.");
    expect({ code, ...answerOutput.parse(value) }).toMatchObject({ code: 0, accepted: true });
    const { checks } = runOutput.parse((await shell.json("runs", "1")).value);
    expect(checks?.[1]).toMatchObject({
      verdict: "pass",
      attestable: false,
      attested: { by: BOB, statement: "I read the report.", expiresAt: expect.stringMatching(/^2026-01-01T01:/u) },
    });
    const { out } = await shell.run("journal", "show", "1");
    expect(out).toMatch(/pass scan: Bob .* says: I read the report\. \(a word, until 2026-01-01T01:.*\)/u);
    expect(out).toContain("inconclusive drill: drill inconclusive. Answer with: tidegate attest 41 drill --statement");
  });

  it("takes one sentence on several checks, up to the first that it cannot settle", async () => {
    const shell = await shellOf(atList());
    const statement = ["--statement", "I read both reports."];
    const stopped = await shell.json("attest", "1", "scan", "load", "drill", ...statement);
    expect({ code: stopped.code, ...answerOutput.parse(stopped.value) }).toMatchObject({
      code: 3,
      reason: "OnlyMeasured",
      message: expect.stringMatching(/What you named before it was taken\.$/u),
    });
    const verdicts = async () =>
      runOutput.parse((await shell.json("runs", "1")).value).checks?.map(({ verdict }) => verdict);
    expect(await verdicts()).toEqual(["pass", "pass", "inconclusive"]);
    const all = await shell.run("attest", "1", "scan", "drill", ...statement);
    expect(all).toMatchObject({ code: 0, out: expect.stringContaining("your word on all 2 checks") });
  });

  it("takes the word that it fails", async () => {
    const shell = await shellOf(atList());
    expect((await shell.run("attest", "1", "drill", "--statement", "Not back.", "--fail")).code).toBe(0);
    const { checks, message } = runOutput.parse((await shell.json("runs", "1")).value);
    expect(checks?.[2]).toMatchObject({ verdict: "fail", attestable: true });
    expect(message).toBe(`Validate: 1 of 3 passed. ${BOB.name} says: Not back.`);
  });

  it("measures again when it is asked to", async () => {
    const shell = await shellOf(atList());
    expect(await shell.json("recheck", "1")).toMatchObject({ code: 0, value: { accepted: true } });
    const { checks } = runOutput.parse((await shell.json("runs", "1")).value);
    expect(checks?.[0]).toMatchObject({ verdict: "inconclusive", message: "Not looked at yet." });
  });

  it.each([
    ["what is only measured", "load", "OnlyMeasured"],
    ["what is not on the list", "moon", "NoSuchCheck"],
  ])("refuses a word on %s, without a runner", async (_what, check, reason) => {
    const shell = await shellOf(atList());
    expect(await shell.json("attest", "1", check, "--statement", "Fine.")).toMatchObject({
      code: 3,
      value: { reason },
    });
  });

  it("refuses a word without a statement, and one that is too long", async () => {
    const shell = await shellOf(atList());
    expect((await shell.run("attest", "1", "scan")).code).toBe(2);
    expect(await shell.json("attest", "1", "scan", "--statement", "…")).toMatchObject({ code: 3 });
    const long = await shell.json("attest", "1", "scan", "--statement", "a".repeat(2001));
    expect(long.code).toBe(2);
    expect(errorOutput.parse(long.value).error.reason).toBe("Malformed");
  });
});

describe("a run that mends", () => {
  it("shows what was tried before", async () => {
    const walk = new ListWalk();
    Object.assign(walk.measured, { load: "fail", scan: "pass", drill: "pass" });
    walk.settle();
    walk.say("tried", "More\nmemory.");
    walk.settle();
    const shell = await shellOf(walk);
    const { out } = await shell.run("runs", "1");
    expect(out).toContain(`Attempt 1, after load failed. ${BOB.name}: More memory.`);
    expect(runOutput.parse((await shell.json("runs", "1")).value).attempts).toEqual([
      { node: "fix", by: BOB, statement: "More\nmemory.", failures: ["load"] },
    ]);
  });

  it("is told as a stream of events, in which every list is validated", async () => {
    const walk = new ListWalk();
    walk.settle();
    walk.say("scan", "Read.");
    walk.recheck();
    walk.settle();
    walk.say("drill", "Restored.");
    walk.settle();
    const { out } = await (await shellOf(walk)).run("journal", "show", "1", "--events");
    const events = out.split("\n").map((line) => JSON.parse(line) as Record<string, string>);
    expect(events.map(({ event, status, result }) => [event, status ?? result])).toEqual([
      ["deployment_started", undefined],
      ["deployment_validation", "validating"],
      ["deployment_validation", "attested"],
      ["deployment_validation", "validating"],
      ["deployment_validation", "attested"],
      ["validation_complete", "passed"],
      ["deployment_completed", "success"],
    ]);
  });
});
