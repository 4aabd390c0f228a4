import { describe, expect, test } from "vitest";
import { bindingHash } from "../../../../src/core/approvals/binding.ts";
import type { EnvironmentConfig } from "../../../../src/core/config/config.ts";
import type { LocalPerson } from "../../../../src/core/run/release.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import { ANN, BOB, CAT, planned, requested, WEB, WORKER } from "../support/samples.ts";
import { answerTo, Walker } from "../support/walker.ts";
import { World } from "../support/world.ts";
import { visitOf } from "../../../../src/core/run/visits.ts";

const DAN: LocalPerson = { name: "Dan <dan@example.com>", source: "git" };

type Settings = Partial<NonNullable<EnvironmentConfig["approval"]>>;

function waiting(settings: Settings = {}, authors: LocalPerson[] = []) {
  const world = new World([WEB, WORKER], {});
  const approval = { required: 1, selfApproval: false, expires: 3600, strict: false, ...settings };
  const run = new Walker({ world }, requested(planned({ approval }), "ask", authors));
  run.until((state) => state.approval !== undefined);
  return { run, world };
}

let ids = 0;
const next = (): string => `request-${(ids += 1)}`;

function said(run: Walker, request: RunRequest): string[] {
  return run.ask(request).map((event) => (event.type === "request-refused" ? event.reason : event.type));
}

function yes(run: Walker, by: LocalPerson, word?: string): RunRequest {
  return { ...answerTo(run.state, by, next()), ...(word === undefined ? {} : { word }) };
}

function override(run: Walker, by: LocalPerson, comment?: string): RunRequest {
  return {
    ...answerTo(run.state, by, next()),
    answer: "override",
    ...(comment === undefined ? {} : { comment }),
  } as RunRequest;
}

function withdraw({ state }: Walker, by: LocalPerson): RunRequest {
  const { binding } = state.approval ?? state.granted ?? {};
  const seen = binding === undefined ? "0".repeat(64) : bindingHash(binding);
  return { id: next(), by, type: "withdraw", node: "approve", bindingHash: seen };
}

describe("where the policy is strict", () => {
  test.each(["y", "Yes", "YES", " yes", "yes ", "yes!", "", undefined, "ok", "approve"])(
    "%j is no yes, and the request keeps waiting",
    (word) => {
      const { run } = waiting({ strict: true });
      expect(said(run, yes(run, BOB, word))).toEqual(["NotYes"]);
      expect(run.effect).toMatchObject({ type: "wait", reason: "approval" });
      expect(run.state.approval?.decisions).toEqual([]);
    },
  );

  test("exactly the word is one", () => {
    const { run } = waiting({ strict: true });
    expect(said(run, yes(run, BOB, "yes"))).toEqual(["approval-given"]);
  });

  test("a no needs no word", () => {
    const { run } = waiting({ strict: true });
    expect(said(run, answerTo(run.state, BOB, next(), "reject"))).toEqual(["approval-given"]);
  });

  test("who may not answer hears that, not that the word is wrong", () => {
    const { run } = waiting({ strict: true });
    expect(said(run, yes(run, ANN, "maybe"))).toEqual(["SelfApproval"]);
  });
});

describe("a rejection", () => {
  test.each(["", "   ", undefined])("without a reason (%j) does not count", (comment) => {
    const { run } = waiting();
    const request = { ...answerTo(run.state, BOB, next(), "reject"), comment } as RunRequest;
    expect(said(run, request)).toEqual(["NoReason"]);
    expect(said(run, yes(run, BOB))).toEqual(["approval-given"]);
  });

  test("cannot be taken back, not by who asked either", () => {
    const { run } = waiting({ required: 2 });
    run.ask(answerTo(run.state, BOB, next(), "reject"));
    expect(said(run, withdraw(run, BOB))).toEqual(["AlreadyRejected"]);
    expect(said(run, withdraw(run, ANN))).toEqual(["AlreadyRejected"]);
    run.until((state) => state.ended !== undefined);
    expect(run.state.ended?.outcome).toBe("rejected");
  });
});

describe("an override", () => {
  const listed = { required: 2, overriders: ["cat@example.com"] };

  test("by who is listed puts the request through alone, and says so with its reason", () => {
    const { run } = waiting(listed);
    expect(said(run, override(run, CAT, "Shop is down, Bob is on a plane"))).toEqual(["approval-given"]);
    run.until((state) => state.left === "approved");
    expect(run.state.path.at(-1)?.message).toBe(
      "Cat <cat@example.com> overrode the approval: Shop is down, Bob is on a plane",
    );
    expect(run.lines.join("")).toContain('"answer":"override"');
  });

  test("needs a reason", () => {
    const { run } = waiting(listed);
    expect(said(run, override(run, CAT))).toEqual(["NoReason"]);
    expect(said(run, override(run, CAT, " "))).toEqual(["NoReason"]);
  });

  test("is for nobody where nobody is listed, and else for no one but those", () => {
    const without = waiting().run;
    expect(said(without, override(without, CAT, "now"))).toEqual(["NobodyMayOverride"]);
    const empty = waiting({ overriders: [] }).run;
    expect(said(empty, override(empty, CAT, "now"))).toEqual(["NobodyMayOverride"]);
    const { run } = waiting(listed);
    expect(said(run, override(run, BOB, "now"))).toEqual(["NotAnOverrider"]);
  });

  test("is never for who asked or wrote the change, unless they may approve themselves", () => {
    const all = { overriders: ["ann@example.com", "bob@example.com"] };
    const { run } = waiting(all, [BOB]);
    expect(said(run, override(run, ANN, "now"))).toEqual(["SelfApproval"]);
    expect(said(run, override(run, BOB, "now"))).toEqual(["AuthorApproval"]);
    const lenient = waiting({ ...all, selfApproval: true }).run;
    expect(said(lenient, override(lenient, ANN, "now"))).toEqual(["approval-given"]);
  });

  test("does not outdo a rejection", () => {
    const { run } = waiting(listed);
    run.ask(answerTo(run.state, BOB, next(), "reject"));
    expect(said(run, override(run, CAT, "now"))).toEqual(["AlreadyRejected"]);
  });
});

describe("taking back", () => {
  test("by who asked ends the run as withdrawn, with nothing changed", () => {
    const { run, world } = waiting({ required: 2 });
    run.ask(yes(run, BOB));
    expect(said(run, withdraw(run, ANN))).toEqual(["approval-withdrawn"]);
    expect(said(run, yes(run, CAT))).toEqual(["Withdrawn"]);
    expect(said(run, withdraw(run, ANN))).toEqual(["Withdrawn"]);
    run.until((state) => state.ended !== undefined);
    expect(run.state.path.at(-1)).toMatchObject({ node: "approve", outcome: "withdrawn" });
    expect(run.state.ended).toMatchObject({ outcome: "aborted", message: expect.stringContaining("took the request") });
    expect(world.writes).toEqual([]);
  });

  test("by an approver takes their own yes only, and they may say it again", () => {
    const { run } = waiting({ required: 2 });
    run.ask(yes(run, BOB));
    expect(said(run, withdraw(run, BOB))).toEqual(["approval-withdrawn"]);
    expect(said(run, yes(run, CAT))).toEqual(["approval-given"]);
    expect(run.state.approval?.decisions.map((one) => one.by)).toEqual([CAT]);
    expect(run.effect).toMatchObject({ type: "wait" });
    expect(said(run, yes(run, BOB))).toEqual(["approval-given"]);
  });

  test("a yes that was given and not yet used makes the change void, and it is asked for again", () => {
    const { run, world } = waiting();
    run.ask(yes(run, BOB));
    run.until((state) => state.granted !== undefined);
    expect(said(run, withdraw(run, BOB))).toEqual(["approval-withdrawn"]);
    run.until((state) => state.approval !== undefined);
    expect(run.state.path.map((step) => step.outcome)).toContain("voided");
    expect(visitOf(run.state.visits, "approve")).toBe(2);
    expect(world.writes).toEqual([]);
  });

  test("a yes after it was used comes too late", () => {
    const { run } = waiting();
    run.ask(yes(run, BOB));
    const late = withdraw(run, BOB);
    run.until((state) => state.intents.length > 0);
    expect(said(run, late)).toEqual(["NotWaiting"]);
  });

  test("a yes beside an override leaves the override", () => {
    const { run } = waiting({ required: 2, overriders: ["cat@example.com"] });
    run.ask(yes(run, BOB));
    run.ask(override(run, CAT, "now"));
    run.until((state) => state.granted !== undefined);
    expect(said(run, withdraw(run, BOB))).toEqual(["approval-withdrawn"]);
    expect(run.state.granted?.decisions.map((one) => one.by)).toEqual([CAT]);
    expect(said(run, withdraw(run, CAT))).toEqual(["approval-withdrawn"]);
    expect(run.state.granted).toBeUndefined();
  });

  test("is for who has something to take back", () => {
    const { run } = waiting();
    expect(said(run, withdraw(run, DAN))).toEqual(["NothingToWithdraw"]);
    run.ask(yes(run, BOB));
    run.until((state) => state.granted !== undefined);
    expect(said(run, withdraw(run, ANN))).toEqual(["AlreadyApproved"]);
  });

  test("is for the facts that were seen", () => {
    const { run } = waiting();
    const stale = { ...withdraw(run, ANN), bindingHash: "0".repeat(64) } as RunRequest;
    expect(said(run, stale)).toEqual(["NotWaiting"]);
  });
});
