import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keptTrialsIn } from "../../../../src/adapters/storage/keptTrials.ts";
import type { Tried } from "../../../../src/core/checklists/tried.ts";

let home: string;
let state: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "tidegate-trials-"));
  state = join(home, "state");
  await mkdir(join(home, "shop"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const tried = (check: string, message: string): Tried => ({
  subject: "0",
  workloads: ["web"],
  evidence: {
    check,
    verdict: "pass",
    reason: "Ran",
    message,
    source: "npm",
    collectedAt: 1,
    files: [{ path: ".tidegate/readiness/build.log", sha256: "ab", bytes: 2, madeAt: 1 }],
    facts: { commit: "cafe" },
  },
});

test("what was tried is read again as it was, the newest of each check, for the same folder alone", async () => {
  const trials = keptTrialsIn(state, join(home, "shop"));
  expect(await trials.read()).toEqual([]);
  await trials.keep([tried("build-production", "old"), tried("application-starts", "up")]);
  await trials.keep([tried("build-production", "new")]);
  expect(await trials.read()).toEqual([tried("application-starts", "up"), tried("build-production", "new")]);
  await symlink(join(home, "shop"), join(home, "link"));
  expect(await keptTrialsIn(state, join(home, "link")).read()).toHaveLength(2);
  expect(await keptTrialsIn(state, home).read()).toEqual([]);
});

test("it is this user's alone, and lies outside of the workspace", async () => {
  await keptTrialsIn(state, join(home, "shop")).keep([tried("build-production", "new")]);
  const [name = ""] = await readdir(state);
  expect((await stat(join(state, name))).mode & 0o077).toBe(0);
  expect(await readdir(join(home, "shop"))).toEqual([]);
});

test.each(["", "{", "[]", '{"version":2,"tried":[]}', '{"version":1,"tried":[{"subject":"0"}]}'])(
  "what makes no sense counts as nothing, and is written anew: %s",
  async (text) => {
    const trials = keptTrialsIn(state, join(home, "shop"));
    await trials.keep([tried("build-production", "old")]);
    const [name = ""] = await readdir(state);
    await writeFile(join(state, name), text);
    expect(await trials.read()).toEqual([]);
    await trials.keep([tried("build-production", "new")]);
    expect(await trials.read()).toEqual([tried("build-production", "new")]);
  },
);
