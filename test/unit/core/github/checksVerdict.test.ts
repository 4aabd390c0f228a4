import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ChecksFacts, judgeChecks } from "../../../../src/core/github/checksVerdict.ts";
import type { CheckRun } from "../../../../src/core/ports/github.ts";
import { checkRun, HEAD, page } from "../../../support/github/facts.ts";

function facts(runs: readonly CheckRun[], over: Partial<ChecksFacts> = {}): ChecksFacts {
  return { commit: HEAD, runs: page(runs), suites: page([]), statuses: page([]), ...over };
}

function status(context: string, state: string): ChecksFacts["statuses"]["items"][number] {
  return { context, state, url: undefined };
}

describe("All checks there are", () => {
  test("that passed, pass", () => {
    const found = facts([checkRun("test", "success"), checkRun("docs", "skipped"), checkRun("lint", "neutral")], {
      statuses: page([status("legacy", "success")]),
    });
    expect(judgeChecks(found, [])).toMatchObject({
      verdict: "pass",
      facts: { passed: 4, checks: 4 },
      message: "4 checks passed, 2 of them skipped or neutral.",
    });
  });

  test("none at all is a doubt", () => {
    expect(judgeChecks(facts([]), [])).toMatchObject({ verdict: "inconclusive", reason: "NoChecks" });
  });

  test("all skipped is a doubt: nothing was checked", () => {
    expect(judgeChecks(facts([checkRun("test", "skipped")]), [])).toMatchObject({
      verdict: "inconclusive",
      reason: "ChecksSkipped",
    });
  });

  test.each(["failure", "cancelled", "timed_out", "action_required", "startup_failure"])("%s fails", (conclusion) => {
    const finding = judgeChecks(facts([checkRun("lint", "success"), checkRun("test", conclusion)]), []);
    expect(finding).toMatchObject({ verdict: "fail", reason: "ChecksFailed" });
    expect(finding.message).toContain(`test (${conclusion})`);
  });

  test.each(["stale", "splendid", "constructor", "__proto__"])("%s is a doubt", (conclusion) => {
    expect(judgeChecks(facts([checkRun("test", conclusion)]), [])).toMatchObject({
      verdict: "inconclusive",
      reason: "ChecksUnclear",
    });
  });

  test("one that has not ended is a doubt, a status too", () => {
    expect(judgeChecks(facts([checkRun("test", undefined)]), []).reason).toBe("ChecksPending");
    const pending = facts([checkRun("test", "success")], { statuses: page([status("legacy", "pending")]) });
    expect(judgeChecks(pending, [])).toMatchObject({ verdict: "inconclusive", reason: "ChecksPending" });
  });

  test("a workflow that has not begun to report is a doubt; an app that never reports is none", () => {
    const suite = { id: 2, status: "queued", conclusion: undefined, runs: 0 };
    const suitesOf = (app: string): ChecksFacts =>
      facts([checkRun("test", "success")], { suites: page([{ ...suite, app }]) });
    expect(judgeChecks(suitesOf("github-actions"), []).reason).toBe("ChecksPending");
    expect(judgeChecks(suitesOf("some-app"), []).verdict).toBe("pass");
  });

  test("a failure is told even where the list goes on; a pass is not", () => {
    expect(judgeChecks(facts([], { runs: page([checkRun("test", "failure")], false) }), []).verdict).toBe("fail");
    expect(judgeChecks(facts([], { runs: page([checkRun("test", "success")], false) }), []).reason).toBe("TooMany");
  });
});

describe("Checks that are required", () => {
  test("count alone", () => {
    const found = facts([checkRun("test", "success"), checkRun("deploy", undefined), checkRun("flaky", "failure")]);
    expect(judgeChecks(found, ["test"])).toMatchObject({ verdict: "pass", facts: { checks: 1 } });
  });

  test("that did not report are a doubt", () => {
    const finding = judgeChecks(facts([checkRun("test", "success")]), ["test", "e2e"]);
    expect(finding).toMatchObject({ verdict: "inconclusive", reason: "ChecksMissing" });
    expect(finding.message).toContain("e2e");
  });

  test("must pass as a check and as a status where both have the name", () => {
    const found = facts([checkRun("test", "success")], { statuses: page([status("test", "failure")]) });
    expect(judgeChecks(found, ["test"]).verdict).toBe("fail");
  });

  test("must pass from every app that has the name", () => {
    const found = facts([checkRun("test", "success"), checkRun("test", "failure", { app: "other", suite: 2 })]);
    expect(judgeChecks(found, ["test"]).verdict).toBe("fail");
  });
});

describe("The newest run of a name", () => {
  test("counts within its suite", () => {
    const runs = [
      checkRun("test", "failure", { id: 1, startedAt: 1 }),
      checkRun("test", "success", { id: 2, startedAt: 2 }),
    ];
    expect(judgeChecks(facts(runs), []).verdict).toBe("pass");
    expect(judgeChecks(facts(runs.toReversed()), []).verdict).toBe("pass");
  });

  test("fails where an older one in another suite passed", () => {
    const runs = [
      checkRun("test", "success", { startedAt: 1, suite: 1 }),
      checkRun("test", "failure", { startedAt: 2, suite: 2 }),
    ];
    expect(judgeChecks(facts(runs), []).verdict).toBe("fail");
  });

  test("is in doubt where an older one in another suite did not pass", () => {
    const runs = [
      checkRun("test", "failure", { startedAt: 1, suite: 1 }),
      checkRun("test", "success", { startedAt: 2, suite: 2 }),
    ];
    expect(judgeChecks(facts(runs), [])).toMatchObject({ verdict: "inconclusive", reason: "ChecksUnclear" });
  });
});

test("whatever runs there are, a pass means that the newest of every name passed or was skipped", () => {
  const run = fc.record({
    id: fc.nat(50),
    name: fc.constantFrom("a", "b"),
    app: fc.constantFrom("x", undefined),
    suite: fc.constantFrom(1, 2, undefined),
    status: fc.constantFrom("completed", "queued", "waiting"),
    conclusion: fc.constantFrom("success", "failure", "skipped", "stale", undefined),
    startedAt: fc.option(fc.nat(9), { nil: undefined }),
    url: fc.constant(undefined),
  });
  fc.assert(
    fc.property(fc.array(run, { maxLength: 8 }), (runs) => {
      if (judgeChecks(facts(runs), []).verdict !== "pass") return;
      for (const name of new Set(runs.map((one) => one.name))) {
        const same = runs.filter((one) => one.name === name);
        const newest = Math.max(...same.map(({ startedAt }) => startedAt ?? 0));
        const last = same.filter(({ startedAt }) => (startedAt ?? 0) === newest);
        expect(last.some(({ conclusion }) => conclusion === "success" || conclusion === "skipped")).toBe(true);
      }
    }),
  );
});
