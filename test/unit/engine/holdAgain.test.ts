import { describe, expect, test } from "vitest";
import { Fault } from "../../../src/base/result.ts";
import type { Graph } from "../../../src/core/graph/graph.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import type { EnvironmentLock } from "../../../src/engine/environmentLock.ts";
import { holdAgain } from "../../../src/engine/holdAgain.ts";
import { leaseLock } from "../../../src/engine/leaseLock.ts";
import { walkRun } from "../../../src/engine/walkRun.ts";
import { memoryCluster } from "../../support/memoryCluster.ts";
import { KilledError, MemoryRun } from "../../support/memoryRun.ts";
import { BOB, requested } from "../core/support/samples.ts";
import { sha256 } from "../core/support/walker.ts";

/** Takes the environment, then waits for a person, as a run in the middle of its work. */
const GRAPH: Graph = {
  id: "held",
  title: "Held",
  start: "start",
  nodes: [
    { id: "start", kind: "start", label: "Start" },
    { id: "free", kind: "check", label: "Free?", checks: [{ id: "environment-free", label: "No other run" }] },
    { id: "ask", kind: "decision", label: "On?", question: "Go on?", options: [{ id: "yes", label: "Yes" }] },
    { id: "done", kind: "end", label: "Done", outcome: "completed" },
    { id: "no", kind: "end", label: "Blocked", outcome: "blocked" },
  ],
  edges: [
    { from: "start", to: "free", when: "started" },
    { from: "free", to: "ask", when: "pass" },
    { from: "free", to: "no", when: "fail" },
    { from: "free", to: "no", when: "inconclusive" },
    { from: "ask", to: "done", when: "yes" },
  ],
};

function choice(state: RunState) {
  if (state.question === undefined) return [];
  const at = "2026-01-01T00:00:00Z";
  return [{ id: "answer-1", at, by: BOB, type: "choose" as const, node: "ask", option: "yes" }];
}

function heldRun(): MemoryRun {
  return new MemoryRun({
    first: requested(GRAPH),
    people: choice,
    hash: sha256,
    git: () => Promise.resolve(undefined),
  });
}

/** One lease in a cluster, taken by whoever holds it already or finds it free. */
class Leases {
  holder = "";
  readonly told: string[] = [];
  unreachable = false;

  lock(run: MemoryRun): EnvironmentLock {
    return leaseLock({
      cluster: memoryCluster().cluster,
      state: run.state,
      clock: run.clock,
      log: (sentence) => this.told.push(sentence),
      openLease: async (_cluster, { holder }) => {
        if (this.unreachable) throw new Fault("Unreachable", "It does not answer.");
        if (this.holder !== "" && this.holder !== holder) {
          throw new Fault("Conflict", "It is held.", { facts: { holder: this.holder } });
        }
        this.holder = holder;
        this.told.push("taken");
        return {
          fence: 1,
          contested: false,
          confirm: async () => this.holder === holder,
          release: async () => {
            this.holder = "";
            this.told.push("given back");
          },
        };
      },
    });
  }
}

/** Walks until its runner is killed while the run waits for a person. Its lease runs out like that of a dead process. */
async function killedWhileWaiting(run: MemoryRun, leases: Leases): Promise<void> {
  run.killAt = { line: run.lines.length + 6, moment: "after" };
  const lock = { ...leases.lock(run), release: async () => undefined };
  await expect(walkRun({ ...run.ports, lock })).rejects.toThrow(KilledError);
  expect(run.state).toMatchObject({ node: "ask", left: undefined });
  expect(leases.told.splice(0)).toEqual(["taken"]);
}

/** Lets everything happen that waits for nothing from outside. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

describe("a run that had taken its environment and is taken up by another runner", () => {
  test("holds it again, though it neither checks nor writes anything", async () => {
    const leases = new Leases();
    const run = heldRun();
    await killedWhileWaiting(run, leases);
    leases.holder = "";
    await walkRun({ ...run.ports, lock: leases.lock(run) });
    expect(run.state.ended?.outcome).toBe("completed");
    expect(leases.told).toEqual(["taken", "given back"]);
    expect(leases.holder).toBe("");
  });

  test("takes nothing from whoever has it now, says so, and walks on", async () => {
    const leases = new Leases();
    const run = heldRun();
    await killedWhileWaiting(run, leases);
    leases.holder = "Eve, run 9";
    const ports = { ...run.ports, lock: leases.lock(run), log: (sentence: string) => void leases.told.push(sentence) };
    await walkRun(ports);
    const { environment } = run.state.release;
    expect(leases.told).toEqual([
      `Eve, run 9 holds ${environment} by now. This run changes nothing more, except on its way back.`,
    ]);
    expect(leases.holder).toBe("Eve, run 9");
    expect(run.state.ended?.outcome).toBe("completed");
  });

  test("asks a cluster again that did not answer, until the run is left", async () => {
    const leases = new Leases();
    const run = heldRun();
    await killedWhileWaiting(run, leases);
    leases.holder = "";
    leases.unreachable = true;
    const ports = { ...run.ports, lock: leases.lock(run), log: (sentence: string) => void leases.told.push(sentence) };
    const holding = holdAgain(ports, run.state);
    await settled();
    expect(leases.told.splice(0)).toEqual([expect.stringContaining("It does not answer. Trying again in 10 s.")]);
    leases.unreachable = false;
    run.clock.advance(10_000);
    await settled();
    expect(leases.told).toEqual(["taken"]);
    expect(run.clock.nextDue).toBeUndefined();
    holding.dispose();
  });

  test("asks no more once it was left", async () => {
    const leases = new Leases();
    const run = heldRun();
    await killedWhileWaiting(run, leases);
    leases.unreachable = true;
    leases.holder = "";
    const holding = holdAgain({ ...run.ports, lock: leases.lock(run) }, run.state);
    await settled();
    holding.dispose();
    expect(run.clock.nextDue).toBeUndefined();
  });
});

test("a run that has not taken its environment yet takes nothing when it is taken up", async () => {
  const leases = new Leases();
  const run = heldRun();
  const holding = holdAgain({ ...run.ports, lock: leases.lock(run) }, run.state);
  await settled();
  expect(leases.told).toEqual([]);
  holding.dispose();
});

test("a lease that is taken by two at once is opened once, and is given back even when it came late", async () => {
  const leases = new Leases();
  const lock = leases.lock(heldRun());
  const took = [lock.take(), lock.take()];
  await lock.release();
  expect(await Promise.all(took)).toEqual([{ state: "own" }, { state: "own" }]);
  expect(leases.told).toEqual(["taken", "given back"]);
});
