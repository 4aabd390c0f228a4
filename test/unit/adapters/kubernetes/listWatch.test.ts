import { describe, expect, it, onTestFinished } from "vitest";
import { deferred, type Deferred } from "../../../../src/base/async.ts";
import { ManualClock } from "../../../../src/base/clock.ts";
import { Fault } from "../../../../src/base/result.ts";
import type { ClusterReason } from "../../../../src/core/rollout/cluster.ts";
import type { KubeObject } from "../../../../src/core/rollout/objects.ts";
import { listWatch } from "../../../../src/adapters/kubernetes/listWatch.ts";
import { ObjectTable } from "../../../../src/adapters/kubernetes/objectTable.ts";
import type { Listed } from "../../../../src/adapters/kubernetes/reads.ts";
import type { WatchEvent } from "../../../../src/adapters/kubernetes/watch.ts";

type Call =
  | { readonly call: "list"; readonly answer: Deferred<Listed<KubeObject>> }
  | {
      readonly call: "watch";
      readonly from: string;
      readonly answer: Deferred<AsyncIterable<WatchEvent<KubeObject>[]>>;
    };

const object = (name: string, resourceVersion: string): KubeObject => ({ metadata: { name, resourceVersion } });
const fault = (reason: ClusterReason): Fault => new Fault(reason, `It is ${reason}.`);

/** A watch that the test writes. */
function feed() {
  let wake = deferred<void>();
  const steps: (() => WatchEvent<KubeObject>[])[] = [];
  let open = true;
  async function* batches(): AsyncGenerator<WatchEvent<KubeObject>[]> {
    for (;;) {
      const step = steps.shift();
      if (step) yield step();
      else if (open) await wake.promise;
      else return;
    }
  }
  const push = (step: () => WatchEvent<KubeObject>[]): void => {
    steps.push(step);
    wake.resolve();
    wake = deferred();
  };
  return {
    batches: batches(),
    send: (...events: WatchEvent<KubeObject>[]) => push(() => events),
    fail: (error: Error) =>
      push(() => {
        throw error;
      }),
    end() {
      open = false;
      wake.resolve();
    },
  };
}

/** A loop whose every call the test answers. */
function start() {
  const clock = new ManualClock();
  const table = new ObjectTable<KubeObject>("shop", (one) => one);
  const calls: Call[] = [];
  let arrival = deferred<void>();
  const record = (call: Call): void => {
    calls.push(call);
    arrival.resolve();
    arrival = deferred();
  };
  const source = {
    list() {
      const answer = deferred<Listed<KubeObject>>();
      record({ call: "list", answer });
      return answer.promise;
    },
    watch(from: string) {
      const answer = deferred<AsyncIterable<WatchEvent<KubeObject>[]>>();
      record({ call: "watch", from, answer });
      return answer.promise;
    },
  };
  const loop = listWatch(table, source, { clock, random: () => 0 });
  onTestFinished(() => loop.dispose());
  async function next<K extends Call["call"]>(kind: K): Promise<Extract<Call, { call: K }>> {
    while (calls.length === 0) await arrival.promise;
    const call = calls.shift();
    expect(call?.call).toBe(kind);
    return call as Extract<Call, { call: K }>;
  }
  async function live(items = [object("a", "1")], resourceVersion = "5") {
    (await next("list")).answer.resolve({ items, resourceVersion });
    const watch = feed();
    (await next("watch")).answer.resolve(watch.batches);
    return watch;
  }
  return { clock, table, calls, loop, next, live };
}

/** Lets everything that is ready run. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("listing and watching", () => {
  it("is loading, then live, and watches from where the list ended", async () => {
    const { table, next } = start();
    expect(table.state).toEqual({ phase: "loading" });
    (await next("list")).answer.resolve({ items: [object("a", "1")], resourceVersion: "5" });
    expect((await next("watch")).from).toBe("5");
    expect(table.state).toEqual({ phase: "live" });
    expect([...table.objects.keys()]).toEqual(["a"]);
  });

  it("follows what is added, changed and deleted", async () => {
    const { table, live } = start();
    const watch = await live();
    watch.send({ type: "ADDED", object: object("b", "6") }, { type: "MODIFIED", object: object("a", "7") });
    watch.send({ type: "DELETED", object: object("b", "8") });
    await settled();
    expect([...table.objects.values()]).toEqual([object("a", "7")]);
  });

  it("goes on after the last event or bookmark when the server ends a sound watch", async () => {
    const { clock, table, live, next } = start();
    const watch = await live();
    watch.send({ type: "BOOKMARK", object: object("", "42") });
    clock.advance(300_000);
    watch.end();
    expect((await next("watch")).from).toBe("42");
    expect(table.state).toEqual({ phase: "live" });
  });

  it.each(["Unreachable", "Timeout"] as const)(
    "meets the loss of a sound watch by one quiet attempt (%s)",
    async (reason) => {
      const { clock, table, live, next } = start();
      const watch = await live();
      const { batches } = feed();
      watch.send({ type: "ADDED", object: object("b", "6") });
      await settled();
      const heard = clock.now();
      clock.advance(30_000);
      watch.fail(fault(reason));
      const again = await next("watch");
      expect(table.state).toEqual({ phase: "live" });
      again.answer.reject(fault("Unreachable"));
      await settled();
      expect(table.state).toEqual({
        phase: "stale",
        since: heard,
        reason: "Unreachable",
        message: "It is Unreachable.",
      });
      expect([...table.objects.keys()]).toEqual(["a", "b"]);
      clock.advance(1_000);
      (await next("watch")).answer.resolve(batches);
      await settled();
      expect(table.state).toEqual({ phase: "live" });
    },
  );

  it("lists anew when its place is forgotten, and drops what is no longer there", async () => {
    const { table, live, next } = start();
    const watch = await live([object("a", "1"), object("b", "2")]);
    watch.fail(fault("Gone"));
    (await next("list")).answer.resolve({ items: [object("b", "2"), object("c", "9")], resourceVersion: "9" });
    expect((await next("watch")).from).toBe("9");
    expect([...table.objects.keys()]).toEqual(["b", "c"]);
    expect(table.state).toEqual({ phase: "live" });
  });

  it("tries again after every error, ever more slowly", async () => {
    const { clock, table, next } = start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      (await next("list")).answer.reject(fault("Unreachable"));
      await settled();
      waits.push((clock.nextDue ?? 0) - clock.now());
      clock.advance(waits.at(-1) ?? 0);
    }
    expect(table.state).toMatchObject({ phase: "failed", reason: "Unreachable" });
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  });

  it("waits as long as a busy server asks", async () => {
    const { clock, next } = start();
    const busy = new Fault("ServerError", "Busy.", { facts: { retryAfterSeconds: 30 } });
    (await next("list")).answer.reject(busy);
    await settled();
    expect((clock.nextDue ?? 0) - clock.now()).toBe(30_000);
  });

  it("shows that a watch is forbidden where a list is allowed, and lists again only after a minute", async () => {
    const { clock, table, next } = start();
    (await next("list")).answer.resolve({ items: [object("a", "1")], resourceVersion: "5" });
    (await next("watch")).answer.reject(fault("Forbidden"));
    await settled();
    expect(table.state).toMatchObject({ phase: "stale", reason: "Forbidden" });
    expect(table.objects.size).toBe(1);
    expect((clock.nextDue ?? 0) - clock.now()).toBe(60_000);
    clock.advance(60_000);
    await next("list");
  });

  it("does not spin when a server accepts watches and ends them at once", async () => {
    const { clock, live, next } = start();
    (await live()).end();
    const second = feed();
    (await next("watch")).answer.resolve(second.batches);
    second.end();
    await settled();
    expect((clock.nextDue ?? 0) - clock.now()).toBe(1_000);
  });

  it("survives errors that are no faults", async () => {
    const { table, next } = start();
    (await next("list")).answer.reject(new TypeError("broken"));
    await settled();
    expect(table.state).toMatchObject({ phase: "failed", reason: "ServerError", message: "broken" });
  });

  it("does nothing more once it is disposed", async () => {
    const { clock, table, calls, loop, next } = start();
    const { answer } = await next("list");
    loop.dispose();
    answer.resolve({ items: [object("a", "1")], resourceVersion: "5" });
    await settled();
    clock.advance(1_000_000);
    await settled();
    expect(calls).toEqual([]);
    expect(table.objects.size).toBe(0);
  });
});
