import { describe, expect, onTestFinished, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { readReviews, type RepositoryReviews } from "../../../../src/engine/github/readReviews.ts";
import { ReviewWatch } from "../../../../src/engine/github/reviewWatch.ts";
import type { GithubDouble } from "../../../support/github/githubDouble.ts";
import { githubDouble, githubOn } from "../../../support/github/githubFor.ts";

interface Watching {
  readonly double: GithubDouble;
  readonly clock: ManualClock;
  readonly watch: ReviewWatch;
  /** How often it said that something changed. */
  readonly changes: () => number;
  /** Waits until no look is under way. */
  readonly settled: () => Promise<void>;
  token: string;
}

async function watching(): Promise<Watching> {
  const double = await githubDouble();
  const clock = new ManualClock();
  let token = "token-of-ann";
  const github = githubOn(double, { clock, token: async () => token });
  let last: Promise<unknown> = Promise.resolve();
  const read = (signal: AbortSignal): Promise<RepositoryReviews> => {
    const found = readReviews(github, signal);
    last = found.catch(() => undefined);
    return found;
  };
  const watch = new ReviewWatch({ read, pace: () => github.pace(), clock, chance: () => 0 });
  let changes = 0;
  watch.onChange(() => {
    changes += 1;
  });
  onTestFinished(() => watch.dispose());
  const settled = async (): Promise<void> => {
    await new Promise(setImmediate);
    await last;
    await new Promise(setImmediate);
  };
  return {
    double,
    clock,
    watch,
    changes: () => changes,
    settled,
    set token(value: string) {
      token = value;
    },
  };
}

function waitingRun({ world }: GithubDouble): void {
  world.environments.set("production", { reviewers: ["ann"] });
  const run = { id: 1, sha: "a".repeat(40), branch: "main", actor: "cid", status: "waiting" };
  world.runs.push({ ...run, pending: ["production"], reviews: [] });
}

describe("Reviews are followed", () => {
  test("only while somebody looks", async () => {
    const { double, clock, watch, settled } = await watching();
    clock.advance(3_600_000);
    await settled();
    expect(double.seen).toHaveLength(0);
    watch.look(true);
    await settled();
    expect(double.seen).toHaveLength(2);
    watch.look(false);
    clock.advance(3_600_000);
    await settled();
    expect(double.seen).toHaveLength(2);
    expect(clock.nextDue).toBeUndefined();
  });

  test("and told once they change; a look that finds the same is neither told nor counted", async () => {
    const { double, clock, watch, settled, changes } = await watching();
    waitingRun(double);
    watch.look(true);
    await settled();
    expect(watch.state.reviews).toMatchObject([{ environment: "production", mine: { may: true } }]);
    expect(changes()).toBe(1);
    const left = double.world.limits.remaining;
    clock.advance(30_000);
    await settled();
    expect([changes(), double.world.limits.remaining]).toEqual([1, left]);
    expect(double.seen.at(-1)?.status).toBe(304);
    Object.assign(double.world.runs[0]!, { status: "completed", pending: [] });
    clock.advance(30_000);
    await settled();
    expect([changes(), watch.state.reviews]).toEqual([2, []]);
  });

  test("who comes back soon is not told anew from GitHub before it is time", async () => {
    const { double, clock, watch, settled } = await watching();
    watch.look(true);
    await settled();
    watch.look(false);
    clock.advance(10_000);
    watch.look(true);
    await settled();
    expect(double.seen).toHaveLength(2);
    clock.advance(20_000);
    await settled();
    expect(double.seen).toHaveLength(4);
  });
});

describe("Trouble while following", () => {
  test("a revoked sign-in is a state, not a storm of requests; a new one ends it", async () => {
    const state = await watching();
    const { double, clock, watch, settled, changes } = state;
    waitingRun(double);
    watch.look(true);
    await settled();
    const before = double.seen.length;
    double.world.tokens.get("token-of-ann")!.revoked = true;
    clock.advance(30_000);
    await settled();
    expect(watch.state.fault?.reason).toBe("SignedOut");
    expect(watch.state.reviews).toHaveLength(1);
    expect(clock.nextDue).toBeUndefined();
    clock.advance(24 * 3_600_000);
    watch.look(false);
    watch.look(true);
    await settled();
    expect(double.seen).toHaveLength(before + 1);
    double.world.tokens.set("token-of-ann-2", { login: "ann", mayWrite: true });
    state.token = "token-of-ann-2";
    watch.refresh();
    await settled();
    expect(watch.state.fault).toBeUndefined();
    expect(changes()).toBe(3);
  });

  test("a limit is kept", async () => {
    const { double, clock, watch, settled } = await watching();
    double.trouble({ kind: "status", status: 429, headers: { "retry-after": "900" } });
    watch.look(true);
    await settled();
    expect(watch.state.fault?.reason).toBe("RateLimited");
    clock.advance(899_000);
    await settled();
    expect(double.seen).toHaveLength(1);
    clock.advance(1000);
    await settled();
    expect(double.seen).toHaveLength(3);
    expect(watch.state.fault).toBeUndefined();
  });

  test("a server with trouble is asked later and later, and told once", async () => {
    const { double, clock, watch, settled, changes } = await watching();
    double.trouble({ kind: "status", status: 503 }, 3);
    watch.look(true);
    await settled();
    for (const wait of [2500, 5000]) {
      clock.advance(wait - 1);
      await settled();
      const before = double.seen.length;
      clock.advance(1);
      await settled();
      expect(double.seen).toHaveLength(before + 1);
    }
    expect(changes()).toBe(1);
    clock.advance(10_000);
    await settled();
    expect(watch.state.fault).toBeUndefined();
    expect(changes()).toBe(2);
  });

  test("who closes it while it looks hears nothing more", async () => {
    const { double, watch, settled, changes, clock } = await watching();
    double.trouble({ kind: "silent" });
    watch.look(true);
    while (double.seen.length === 0) await new Promise(setImmediate);
    watch.dispose();
    await settled();
    expect([changes(), clock.nextDue]).toEqual([0, undefined]);
  });
});
