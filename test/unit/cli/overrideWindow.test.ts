import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runStoreAt } from "../../../src/adapters/storage/runStore.ts";
import { ManualClock } from "../../../src/base/clock.ts";
import type { Person } from "../../../src/core/run/release.ts";
import { answerRequests } from "../../../src/engine/records/inboxTurn.ts";
import { takeUp } from "../../../src/engine/records/runRecord.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { knownBeside } from "../../support/knownBeside.ts";
import { manualProcesses } from "../../support/manualProcesses.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { BOB, CAT, planned, requested, WEB, WORKER } from "../core/support/samples.ts";
import { sha256, Walker } from "../core/support/walker.ts";
import { World } from "../core/support/world.ts";
import { journalText } from "../../support/journalText.ts";

const CONFIG = `version: 1
applications: {shop: {environments: {live: {context: c, namespace: n, workloads: [deployment/web]}}}}
`;

/** A run at its window, a person at the terminal, and a runner that answers one inbox full and goes. */
async function shellOf(me: Person) {
  const windows = {
    open: [{ timeZone: "UTC", days: ["thu" as const], from: "08:00", to: "10:00" }],
    freezes: [],
    overriders: ["Cat"],
  };
  const walker = new Walker({ world: new World([WEB, WORKER], {}) }, requested(planned({ windows })));
  walker.until(({ evidence }) => evidence.length > 0);
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, "tidegate.yaml"), CONFIG);
  const clock = new ManualClock(walker.now);
  const store = runStoreAt(cwd, manualProcesses().as(1), knownBeside(cwd));
  const [first = "", ...rest] = walker.lines;
  const folder = await store.create(() => first);
  const writer = await folder.takeOver();
  for (const line of rest) await writer.append(line);
  await writer.close();
  const launch = async () => {
    const { record } = await takeUp(folder, clock, sha256);
    await answerRequests(record, folder.inbox, clock);
    await record.writer.close();
    return { pid: 0 };
  };
  let nonces = 0;
  const nonce = (): string => `nonce-000${(nonces += 1)}`;
  const workspace = async () => ({ store, launcher: { launch }, me: async () => me }) as never;
  const run = (...args: readonly string[]) => fakeCli(args, { cwd, clock, nonce, workspace, hash: sha256 });
  return { run, journal: () => journalText(folder) };
}

describe("a run outside of its window", () => {
  it("says until when it waits", async () => {
    const { run } = await shellOf(CAT);
    expect((await run("runs", "1")).out).toContain("Waits: window closed until Thu 08:00 UTC.");
  });

  it("is let through by who is listed, with a reason", async () => {
    const { run, journal } = await shellOf(CAT);
    const { code, out } = await run("override-window", "1", "--reason", "Orders fail since noon");
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("Run 1 has taken it.") });
    expect(await journal()).toContain("overrides the window: Orders fail since noon");
  });

  it("is not let through by anybody else, nor without a reason", async () => {
    const bob = await shellOf(BOB);
    const refused = await bob.run("override-window", "1", "--reason", "Orders fail since noon");
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain("may not override here. Overriders are Cat.");
    const cat = await shellOf(CAT);
    const short = await cat.run("override-window", "1", "--reason", "now");
    expect(short.err).toContain("An override needs a reason of at least 3 words");
    expect(await cat.journal()).not.toContain("check-attested");
  });
});
