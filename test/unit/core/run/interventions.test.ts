import { describe, expect, test } from "vitest";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { ANN, BOB, CAT, WEB, WORKER, planned, requested } from "../support/samples.ts";
import { Walker, answerTo } from "../support/walker.ts";
import { type Fate, World } from "../support/world.ts";
import { visitOf } from "../../../../src/core/run/visits.ts";

function people(state: RunState): RunRequest[] {
  return state.approval === undefined ? [] : [answerTo(state, BOB, `yes-${visitOf(state.visits, "approve")}`)];
}

function walker(fates: Record<string, Fate> = {}, rollback: "automatic" | "ask" = "ask") {
  const world = new World([WEB, WORKER], fates);
  return { world, walker: new Walker({ world, people }, requested(planned({ rollback }), rollback)) };
}

function ask(kind: "pause" | "resume" | "abort" | "rollback", id = `please-${kind}`): RunRequest {
  return { id, by: CAT, type: "intervene", kind };
}

describe("stepping in", () => {
  test("a pause lets the current step end and stops before the next", () => {
    const { walker: run } = walker();
    run.until((state) => state.node === "ready-deployment-web");
    run.ask(ask("pause"));
    run.until((state) => state.left === "healthy");
    expect(run.effect).toEqual({ type: "wait", node: "ready-deployment-web", reason: "paused", until: undefined });
    run.ask(ask("resume"));
    expect(run.effect).toMatchObject({ events: [{ type: "node-entered", node: "set-statefulset-worker" }] });
  });

  test("a pause does not hold the way back", () => {
    const { walker: run, world } = walker({ web: "doomed" }, "automatic");
    run.until((state) => state.node === "ready-deployment-web");
    run.ask(ask("pause"));
    run.until((state) => state.ended !== undefined);
    expect(run.state.ended?.outcome).toBe("rolled-back");
    expect(world.template(WEB)).toBe("old-web");
  });

  test("stopping before any change ends the run and changes nothing", () => {
    const { walker: run, world } = walker();
    run.until((state) => state.node === "gate");
    run.ask(ask("abort"));
    run.until((state) => state.ended !== undefined);
    expect(run.state.ended).toMatchObject({
      outcome: "aborted",
      message: expect.stringContaining("Nothing was changed"),
    });
    expect(world.writes).toEqual([]);
  });

  test("stopping after a change asks what to do", () => {
    const { walker: run } = walker();
    run.until((state) => state.node === "ready-deployment-web");
    run.ask(ask("abort"));
    const state = run.until((one) => one.question !== undefined);
    expect(state.node).toBe("trouble");
    expect(run.ask(ask("abort", "again"))).toMatchObject([{ type: "request-refused", reason: "DecisionWaits" }]);
  });

  test("a write under way is finished before a wish is followed", () => {
    const { walker: run } = walker();
    run.until((state) => state.intents.length === 1);
    run.ask(ask("abort"));
    expect(run.effect?.type).toBe("perform-action");
    run.step();
    expect(run.effect).toMatchObject({ events: [{ type: "node-left", outcome: "abort-requested" }] });
  });

  test("a rollback that is asked for goes straight to the restores, the last change first", () => {
    const { walker: run, world } = walker();
    run.until((state) => state.node === "hold");
    run.ask(ask("rollback"));
    run.until((state) => state.ended !== undefined);
    expect(run.state.ended).toMatchObject({ outcome: "rolled-back", message: expect.stringContaining("1.8.2: Cat") });
    expect(world.writes.slice(2).map((write) => write.workload)).toEqual(["worker", "web"]);
  });

  test("a rollback with nothing changed is refused, as is one already under way", () => {
    const { walker: run } = walker();
    run.until((state) => state.node === "gate");
    expect(run.ask(ask("rollback", "early"))).toMatchObject([{ reason: "NothingChanged" }]);
    run.until((state) => state.node === "hold");
    run.ask(ask("rollback"));
    run.until((state) => state.node === "restored");
    expect(run.ask(ask("rollback", "late"))).toMatchObject([{ reason: "GoingBack" }]);
    expect(run.ask(ask("pause"))).toMatchObject([{ reason: "GoingBack" }]);
  });

  test("a request is answered once, and none after the end", () => {
    const { walker: run } = walker();
    run.until((state) => state.node === "gate");
    expect(run.ask(ask("pause"))).toHaveLength(1);
    expect(run.ask(ask("pause"))).toEqual([]);
    run.ask(ask("abort"));
    run.until((state) => state.ended !== undefined);
    expect(run.ask(ask("resume"))).toMatchObject([{ reason: "RunEnded", by: CAT }]);
  });

  test("a failed rollback calls a person and is not tried again", () => {
    const { walker: run, world } = walker({ web: "doomed" }, "automatic");
    world.breakRestores();
    run.until((state) => state.ended !== undefined);
    expect(run.state.ended).toMatchObject({ outcome: "failed", message: expect.stringContaining("Look at") });
    expect(world.writes.filter((write) => write.type === "restore")).toHaveLength(1);
  });

  test("waiting longer leads back to the same hold a limited number of times", () => {
    const { walker: run } = walker({ web: "slow" });
    for (let turn = 1; turn <= 3; turn += 1) {
      const { node = "" } = run.until((state) => state.question !== undefined);
      expect(run.ask({ id: `wait-${turn}`, by: ANN, type: "choose", node, option: "wait" })).toMatchObject([
        { type: "decision-made" },
      ]);
      run.until((state) => state.holdEndsAt !== undefined);
    }
    const { node = "" } = run.until((state) => state.question !== undefined);
    expect(run.ask({ id: "wait-4", by: ANN, type: "choose", node, option: "wait" })).toMatchObject([
      { reason: "NoSuchOption", message: expect.stringContaining("roll-back, keep") },
    ]);
  });
});
