import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import type { Clock } from "../../../src/base/clock.ts";
import { openLease, type Lease } from "../../../src/cluster.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import { connectAs, grantedNamespace, uniqueName } from "../../support/clusterUnderTest.ts";

let one: Cluster;
let two: Cluster;

beforeAll(async () => {
  one = await connectAs("deployer");
  two = await connectAs("admin");
});
afterAll(() => {
  one.dispose();
  two.dispose();
});

async function take(
  cluster: Cluster,
  name: string,
  holder: string,
  durationSeconds = 30,
  clock: Clock = systemClock,
): Promise<Lease> {
  const namespace = grantedNamespace();
  const lease = await openLease(cluster, { namespace, name, holder, durationSeconds, clock });
  onTestFinished(() => lease.dispose());
  return lease;
}

const HOUR = 3_600_000;

/** The clock of a machine that is ahead of this one, or behind it. */
function aheadBy(ms: number): Clock {
  return { now: () => systemClock.now() + ms, after: (wait, run) => systemClock.after(wait, run) };
}

describe("holding an environment between machines whose clocks differ", () => {
  it.each([HOUR, -HOUR, 700, -700])("keeps a second holder out of one that is alive, %i ms away", async (away) => {
    const name = uniqueName("lease");
    const lease = await take(one, name, "run 1 of ada", 1, aheadBy(away));
    await expect(take(two, name, "run 2 of bob", 1)).rejects.toMatchObject({ reason: "Conflict" });
    expect(await lease.confirm()).toBe(true);
  });

  it.each([HOUR, -HOUR])("takes it from one that has gone silent, %i ms away", async (away) => {
    const name = uniqueName("lease");
    const silent = await take(one, name, "run 1 of ada", 1, aheadBy(away));
    silent.dispose();
    const next = await take(two, name, "run 2 of bob", 1);
    expect(next.fence).toBeGreaterThan(silent.fence);
    expect(await silent.confirm()).toBe(false);
  });
});

describe("holding an environment", () => {
  it("counts on from what was counted before, though its lease is new", async () => {
    const name = uniqueName("lease");
    const terms = { namespace: grantedNamespace(), name, clock: systemClock };
    const first = await openLease(one, { ...terms, holder: "run 1 of ada", above: 41 });
    expect(first.fence).toBe(42);
    await first.release();
    const second = await openLease(one, { ...terms, holder: "run 2 of bob", above: 3 });
    expect(second.fence).toBe(43);
    second.dispose();
  });

  it("keeps a second holder out and says who holds it", async () => {
    const name = uniqueName("lease");
    const lease = await take(one, name, "run 1 of ada");
    await expect(take(two, name, "run 2 of bob")).rejects.toMatchObject({
      reason: "Conflict",
      message: expect.stringMatching(/run 1 of ada/u),
    });
    expect(await lease.confirm()).toBe(true);
  });

  it("goes to the next one once it is given back, with a higher fence", async () => {
    const name = uniqueName("lease");
    const first = await take(one, name, "run 1 of ada");
    await first.release();
    const second = await take(two, name, "run 2 of bob");
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(await first.confirm()).toBe(false);
  });

  it("is taken up again by the same run at once", async () => {
    const name = uniqueName("lease");
    const before = await take(one, name, "run 1 of ada");
    const after = await take(one, name, "run 1 of ada");
    expect(after.fence).toBeGreaterThan(before.fence);
    expect(await before.confirm()).toBe(false);
    expect(await after.confirm()).toBe(true);
  });

  it("is taken from a holder that has gone silent", async () => {
    const name = uniqueName("lease");
    const silent = await take(one, name, "run 1 of ada", 1);
    silent.dispose();
    const ref = { kind: KINDS.Lease, namespace: grantedNamespace(), name };
    const longAgo = { spec: { renewTime: "2020-01-01T00:00:00.000000Z" } };
    await two.patch(ref, { type: "merge", body: longAgo });
    const next = await take(two, name, "run 2 of bob", 1);
    expect(next.fence).toBeGreaterThan(silent.fence);
  });

  it("notices that it was taken away", async () => {
    const name = uniqueName("lease");
    const lease = await take(one, name, "run 1 of ada", 1);
    const lost = new Promise((resolve) => lease.onLost(resolve));
    const ref = { kind: KINDS.Lease, namespace: grantedNamespace(), name };
    await two.patch(ref, { type: "merge", body: { spec: { holderIdentity: "run 2 of bob" } } });
    expect(await lost).toMatchObject({ reason: "Conflict" });
  });
});
