import { describe, expect, it } from "vitest";
import type { Graph } from "../../../../src/core/graph/graph.ts";
import { BOB } from "../../core/support/samples.ts";
import { node, seenBy, through } from "./support.ts";

const DAY = 86_400;

/** A list that people work through, and where its failures are mended. */
const GRAPH: Graph = {
  id: "list",
  title: "List",
  start: "start",
  escalation: "help",
  nodes: [
    { kind: "start", id: "start", label: "Start" },
    {
      kind: "check",
      id: "list",
      label: "Validate",
      waits: true,
      checks: [
        { id: "git-clean", label: "Git is clean" },
        { id: "seen-by-users", label: "Users see it", attestedFor: DAY },
        { id: "told", label: "Team was told", attestedFor: DAY },
      ],
    },
    {
      kind: "check",
      id: "fix",
      label: "Mend it",
      waits: true,
      mends: "list",
      limit: 3,
      checks: [{ id: "tried", label: "What was tried", attestedFor: DAY }],
    },
    { kind: "end", id: "done", label: "Done", outcome: "completed" },
    { kind: "end", id: "help", label: "Escalated", outcome: "escalated" },
  ],
  edges: [
    { from: "start", to: "list", when: "started" },
    { from: "list", to: "done", when: "pass" },
    { from: "list", to: "fix", when: "fail" },
    { from: "fix", to: "list", when: "pass" },
    { from: "fix", to: "help", when: "circular" },
  ],
};

function waiting() {
  const run = through(GRAPH, { check: (id) => (id === "git-clean" ? "pass" : "inconclusive") });
  run.until((state) => state.evidence.length === 3);
  return run;
}

const attest = (id: string, verdict: "pass" | "fail", at = "list", statement = `${id} ${verdict}`) =>
  ({
    id: `word-${at}-${id}-${verdict}-${statement}`,
    by: BOB,
    type: "attest",
    node: at,
    check: id,
    verdict,
    statement,
  }) as const;

describe("a list that people work through", () => {
  it("waits, counts what passed, and says whose word would settle the rest", () => {
    const list = node(seenBy(BOB, waiting()), "list");
    expect(list).toMatchObject({ state: "waiting", mark: "1/3", blocked: "2 of 3 checks are not passed." });
    expect(list.checks.map(({ id, canAttest }) => [id, canAttest])).toEqual([
      ["git-clean", false],
      ["seen-by-users", true],
      ["told", true],
    ]);
  });

  it("shows a person's word with its name, its sentence and its end", () => {
    const run = waiting();
    run.ask(attest("told", "pass"));
    const told = node(seenBy(BOB, run), "list").checks.find((check) => check.id === "told");
    expect(told).toMatchObject({
      verdict: "pass",
      canAttest: false,
      attested: { by: BOB.name, statement: "told pass", expiresAt: run.now + DAY * 1000 },
    });
  });

  it("counts a word whose time is over no more", () => {
    const run = waiting();
    run.ask(attest("told", "pass"));
    const later = node(seenBy(BOB, run, { now: run.now + DAY * 1000 }), "list");
    expect(later.mark).toBe("1/3");
    expect(later.checks.find((check) => check.id === "told")).toMatchObject({
      verdict: "open",
      message: "The word that was given for it has run out.",
      canAttest: true,
    });
  });

  it("forgets what was measured once it is to be measured again", () => {
    const run = waiting();
    run.ask({ id: "measure-again", by: BOB, type: "recheck", node: "list" });
    const list = node(seenBy(BOB, run), "list");
    expect(list.state).toBe("now");
    expect(list.checks[0]).toMatchObject({ verdict: "open", message: "It was not measured yet." });
  });

  it("counts attempts to mend against their limit, and shows nobody's old word in a new visit", () => {
    const run = waiting();
    run.ask(attest("seen-by-users", "fail"));
    run.ask(attest("told", "pass"));
    run.until((state) => state.node === "fix" && state.evidence.some((one) => one.node === "fix"));
    const fix = node(seenBy(BOB, run), "fix");
    expect(fix).toMatchObject({ state: "waiting", mark: "1/3", limit: 3 });
    expect(node(seenBy(BOB, run), "list").state).toBe("failed");
    run.ask(attest("tried", "pass", "fix", "Restarted it."));
    run.until((state) => state.node === "list" && state.left === undefined);
    expect(node(seenBy(BOB, run), "list").checks.every((check) => check.verdict === "open")).toBe(true);
    expect(node(seenBy(BOB, run), "list").visits).toHaveLength(2);
  });
});
