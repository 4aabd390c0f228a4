import { describe, expect, test } from "vitest";
import { bindingHash } from "../../../../src/core/approvals/binding.ts";
import type { EnvironmentConfig } from "../../../../src/core/config/config.ts";
import type { LocalPerson } from "../../../../src/core/run/release.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import { ANN, BOB, CAT, WEB, WORKER, planned, requested } from "../support/samples.ts";
import { Walker, answerTo } from "../support/walker.ts";
import { World } from "../support/world.ts";
import { visitOf } from "../../../../src/core/run/visits.ts";

function waiting(
  required = 1,
  settings: Partial<NonNullable<EnvironmentConfig["approval"]>> = {},
  authors: LocalPerson[] = [],
) {
  const world = new World([WEB, WORKER], {});
  const approval = { required, selfApproval: false, expires: 3600, strict: false, ...settings };
  const run = new Walker({ world }, requested(planned({ approval }), "ask", authors));
  run.until((state) => state.approval !== undefined);
  return { run, world };
}

function reasons(run: Walker, request: RunRequest): string[] {
  return run.ask(request).map((event) => (event.type === "request-refused" ? event.reason : event.type));
}

describe("an approval", () => {
  test("needs as many different people as the policy says", () => {
    const { run } = waiting(2);
    expect(reasons(run, answerTo(run.state, BOB, "1"))).toEqual(["approval-given"]);
    expect(reasons(run, answerTo(run.state, { name: "bob  <BOB@example.com>", source: "flag" }, "2"))).toEqual([
      "AlreadyAnswered",
    ]);
    expect(run.effect?.type).toBe("wait");
    expect(reasons(run, answerTo(run.state, CAT, "3"))).toEqual(["approval-given"]);
    expect(run.effect).toMatchObject({ events: [{ type: "node-left", outcome: "approved" }] });
    expect(reasons(run, answerTo(run.state, ANN, "4"))).toEqual(["AlreadyApproved"]);
  });

  test("does not count the requester, an author, or anyone who is not listed", () => {
    const { run } = waiting(1, { approvers: ["cat@example.com"] }, [BOB]);
    expect(reasons(run, answerTo(run.state, ANN, "1"))).toEqual(["SelfApproval"]);
    expect(reasons(run, answerTo(run.state, BOB, "2"))).toEqual(["AuthorApproval"]);
    expect(reasons(run, answerTo(run.state, { name: "Dan", source: "os" }, "3"))).toEqual(["NotAnApprover"]);
    expect(reasons(run, answerTo(run.state, CAT, "4"))).toEqual(["approval-given"]);
  });

  test("can be given by nobody where the list of approvers is empty", () => {
    const { run } = waiting(1, { approvers: [] });
    expect(reasons(run, answerTo(run.state, CAT, "1"))).toEqual(["NobodyMayApprove"]);
  });

  test("may come from the requester only where the environment allows it", () => {
    const { run } = waiting(1, { selfApproval: true });
    expect(reasons(run, answerTo(run.state, ANN, "1"))).toEqual(["approval-given"]);
  });

  test("is refused for facts other than those asked about", () => {
    const { run } = waiting();
    const stale = { ...answerTo(run.state, BOB, "1"), bindingHash: "0".repeat(64) } as RunRequest;
    expect(reasons(run, stale)).toEqual(["BindingChanged"]);
  });

  test("is refused elsewhere than at the node that waits", () => {
    const { run } = waiting();
    expect(reasons(run, { ...answerTo(run.state, BOB, "1"), node: "gate" } as RunRequest)).toEqual(["NotWaiting"]);
    expect(reasons(run, { id: "2", by: BOB, type: "choose", node: "approve", option: "x" })).toEqual(["NotWaiting"]);
  });

  test("is final when it is a rejection, and says who and why", () => {
    const { run, world } = waiting(2);
    run.ask({ ...answerTo(run.state, BOB, "1", "reject"), comment: "too late today" } as RunRequest);
    expect(reasons(run, answerTo(run.state, CAT, "2"))).toEqual(["AlreadyRejected"]);
    run.until((state) => state.ended !== undefined);
    expect(run.state.ended).toMatchObject({ outcome: "rejected", message: expect.stringContaining("too late today") });
    expect(world.writes).toEqual([]);
  });

  test("runs out when nobody answers in time", () => {
    const { run } = waiting();
    run.now = run.state.approval?.expiresAt ?? 0;
    expect(reasons(run, answerTo(run.state, BOB, "1"))).toEqual(["Expired"]);
    run.until((state) => state.ended !== undefined);
    expect(run.state.ended?.outcome).toBe("blocked");
  });

  test("is void when what would be done has changed, and is asked for again with a new binding", () => {
    const { run, world } = waiting();
    const first = run.state.approval?.binding;
    run.ask(answerTo(run.state, BOB, "1"));
    world.manifestDrift += 1;
    const again = run.until((state) => visitOf(state.visits, "approve") === 2 && state.approval !== undefined);
    expect(again.path.map((step) => step.outcome)).toContain("voided");
    expect(again.approval?.binding.manifestHash).not.toBe(first?.manifestHash);
    expect(bindingHash(again.approval?.binding ?? first!)).not.toBe(bindingHash(first!));
    expect(world.writes).toEqual([]);
  });

  test("is void when it is used too late", () => {
    const { run } = waiting();
    run.ask(answerTo(run.state, BOB, "1"));
    run.ask({ id: "2", by: CAT, type: "intervene", kind: "pause" });
    run.until((state) => state.left === "approved");
    run.now += 3_600_000;
    run.ask({ id: "3", by: CAT, type: "intervene", kind: "resume" });
    run.until((state) => state.left === "voided");
    expect(run.state.path.at(-1)?.message).toContain("not used in time");
  });

  test("is looked at again by a new runner before it is used", () => {
    const { run } = waiting();
    run.ask(answerTo(run.state, BOB, "1"));
    run.until((state) => state.checked !== undefined);
    run.restart();
    expect(run.effect).toMatchObject({ type: "recheck-approval", node: "set-deployment-web", generation: 2 });
  });

  test("that keeps becoming void blocks the run instead of asking for ever", () => {
    const { run, world } = waiting();
    for (let turn = 1; turn <= 3; turn += 1) {
      run.until((state) => state.approval !== undefined);
      run.ask(answerTo(run.state, BOB, `yes-${turn}`));
      world.manifestDrift += 1;
      run.until((state) => state.left === "voided");
    }
    run.until((state) => state.ended !== undefined);
    expect(run.state.ended).toMatchObject({ outcome: "blocked", message: expect.stringContaining("3 times") });
  });
});
