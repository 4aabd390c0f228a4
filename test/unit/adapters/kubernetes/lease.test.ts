import { describe, expect, it, onTestFinished } from "vitest";
import { ManualClock, timestamp } from "../../../../src/base/clock.ts";
import { Fault } from "../../../../src/base/result.ts";
import type { Cluster, Patch } from "../../../../src/core/rollout/cluster.ts";
import type { KubeObject } from "../../../../src/core/rollout/objects.ts";
import { openLease, type Lease } from "../../../../src/adapters/kubernetes/lease.ts";

/** A cluster of one object, of which a lease needs three calls. */
function oneObject() {
  let object: KubeObject | undefined;
  let version = 0;
  let broken: Fault | undefined;
  const store = (next: KubeObject): never => {
    object = { ...next, metadata: { ...next.metadata, resourceVersion: String(++version) } };
    return object as never;
  };
  const reach = (): void => {
    if (broken) throw broken;
  };
  const cluster: Pick<Cluster, "get" | "create" | "patch"> = {
    async get<T extends KubeObject>() {
      reach();
      return object as T | undefined;
    },
    async create(_kind: unknown, made: KubeObject) {
      return store(made);
    },
    async patch(_ref: unknown, { body }: Patch) {
      reach();
      const { metadata, spec } = body as { metadata?: { resourceVersion?: string }; spec: object };
      const expected = metadata?.resourceVersion ?? String(version);
      if (!object || expected !== String(version)) throw new Fault("Conflict", "Changed meanwhile.");
      return store({ ...object, spec: { ...(object.spec as object), ...spec } });
    },
  };
  return {
    cluster: cluster as Cluster,
    breakDown: () => void (broken = new Fault("Unreachable", "It cannot be reached.")),
    write: store,
    spec: () => object?.spec as Record<string, unknown>,
  };
}

const turns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function held(clock: ManualClock, cluster: Cluster, holder = "run 1"): Promise<Lease> {
  const lease = await openLease(cluster, { namespace: "shop", name: "tidegate", holder, clock });
  onTestFinished(() => lease.dispose());
  return lease;
}

describe("a lease", () => {
  it("is renewed three times within its duration", async () => {
    const clock = new ManualClock();
    const { cluster, spec } = oneObject();
    await held(clock, cluster);
    for (let turn = 0; turn < 3; turn++) {
      clock.advance(10_000);
      await turns();
      expect(spec()["renewTime"]).toBe(timestamp(clock.now()).replace("Z", "000Z"));
    }
    await expect(held(clock, cluster, "run 2")).rejects.toMatchObject({ reason: "Conflict" });
  });

  it("is not lost by one failed renewal, but by a whole duration without any", async () => {
    const clock = new ManualClock();
    const { cluster, breakDown } = oneObject();
    const lease = await held(clock, cluster);
    const losses: Fault[] = [];
    lease.onLost((fault) => losses.push(fault));
    breakDown();
    for (let seconds = 10; seconds <= 20; seconds += 10) {
      clock.advance(10_000);
      await turns();
      expect(losses).toEqual([]);
    }
    clock.advance(10_000);
    await turns();
    expect(losses.map(({ reason }) => reason)).toEqual(["Unreachable"]);
    clock.advance(100_000);
    await turns();
    expect(losses).toHaveLength(1);
  });

  it("of a silent holder is taken only after it was seen unchanged for its duration", async () => {
    const clock = new ManualClock();
    const { cluster } = oneObject();
    (await held(clock, cluster)).dispose();
    clock.advance(31_000);
    const taking = held(clock, cluster, "run 2");
    await turns();
    clock.advance(30_000);
    expect((await taking).fence).toBe(2);
  });

  it("that claims to run for ever is taken after a minute without a sign of its holder", async () => {
    const clock = new ManualClock();
    const { cluster, write } = oneObject();
    write({ metadata: { name: "tidegate" }, spec: { holderIdentity: "gone", leaseDurationSeconds: 1_000_000_000 } });
    clock.advance(1000);
    const taking = held(clock, cluster, "run 2");
    await turns();
    clock.advance(60_000);
    expect((await taking).fence).toBe(1);
  });

  it("of a holder whose clock is behind is not taken while it is being renewed", async () => {
    const clock = new ManualClock();
    const behind = new ManualClock(clock.now() - 3_600_000);
    const { cluster } = oneObject();
    await held(behind, cluster);
    const taking = held(clock, cluster, "run 2");
    await turns();
    behind.advance(10_000);
    await turns();
    clock.advance(30_000);
    await expect(taking).rejects.toMatchObject({ reason: "Conflict", facts: { holder: "run 1" } });
  });

  it("that was released is free at once", async () => {
    const clock = new ManualClock();
    const { cluster } = oneObject();
    const first = await held(clock, cluster);
    await first.release();
    expect(await first.confirm()).toBe(false);
    expect((await held(clock, cluster, "run 2")).fence).toBe(2);
    expect(clock.nextDue).toBe(clock.now() + 10_000);
  });
});
