import { expect, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import type { RunHolder } from "../../../../src/core/ports/runStore.ts";
import type { Log } from "../../../../src/host/log/log.ts";
import { RunGuard } from "../../../../src/host/runs/runGuard.ts";

const SILENT: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function guarded(holder: () => RunHolder, resume: () => Promise<void> = () => Promise.resolve()) {
  const clock = new ManualClock();
  let started = 0;
  const runs = { holder: () => Promise.resolve(holder()), resume: () => ((started += 1), resume()) };
  const guard = new RunGuard({ runs, clock, log: SILENT, changed: () => undefined });
  return { guard, clock, started: () => started };
}

test("a run that somebody walks is left alone, here or elsewhere", async () => {
  for (const holder of ["alive", "elsewhere"] as const) {
    const { guard, started } = guarded(() => holder);
    await guard.ensure("41");
    expect([started(), guard.isGuarded("41")]).toEqual([0, true]);
  }
});

test("a run that nobody walks gets a runner, after a moment in which a new one may begin", async () => {
  const { guard, clock, started } = guarded(() => "none");
  guard.watch(["41"]);
  expect(started()).toBe(0);
  clock.advance(5000);
  await expect.poll(started).toBe(1);
});

test("a runner that keeps ending is started three times, then the run is shown as unprotected", async () => {
  const { guard, started } = guarded(() => "none");
  for (let round = 0; round < 6; round += 1) await guard.ensure("41");
  expect([started(), guard.isGuarded("41")]).toEqual([3, false]);
});

test("a person who asks something of a run gets it a runner, however often that has ended", async () => {
  const { guard, started } = guarded(() => "none");
  for (let round = 0; round < 6; round += 1) await guard.ensure("41");
  await guard.ensureAnew("41");
  expect([started(), guard.isGuarded("41")]).toEqual([4, true]);
});

test("a runner that cannot be started leaves the run unprotected", async () => {
  const { guard } = guarded(
    () => "none",
    () => Promise.reject(new Error("no node")),
  );
  await guard.ensure("41");
  expect(guard.isGuarded("41")).toBe(false);
});

test("looks again only while a run is under way", async () => {
  const { guard, clock } = guarded(() => "alive");
  guard.watch(["41"]);
  guard.watch([]);
  clock.advance(5000);
  await expect.poll(() => clock.nextDue).toBeUndefined();
});
