import { describe, expect, test } from "vitest";
import { WORD_SECONDS } from "../support/fixLoop.ts";
import { ListWalk } from "../support/listWalk.ts";
import { ANN, BOB, CAT } from "../support/samples.ts";

/** A run that waits at its list; `load` is measured as said. */
function atList(load: "pass" | "fail" | "inconclusive" = "pass"): ListWalk {
  const walk = new ListWalk();
  walk.measured["load"] = load;
  walk.settle();
  return walk;
}

/** What counts of `scan` where it was said to pass before it was measured so. */
function afterEarlyWord(scan: "pass" | "fail" | "inconclusive"): string | undefined {
  const walk = new ListWalk();
  Object.assign(walk.measured, { scan, load: "inconclusive" });
  walk.walker.until((state) => state.node === "validate" && state.left === undefined);
  expect(walk.say("scan", "I read the report.")).toBe("check-attested");
  expect(walk.verdictOf("scan")).toBeUndefined();
  walk.settle();
  return walk.verdictOf("scan");
}

describe("a person's word", () => {
  test("settles what nothing measures, and the list is left once all is settled", () => {
    const walk = atList();
    expect(walk.settle()).toBe("validate");
    expect(walk.say("scan", "I read the report.")).toBe("check-attested");
    expect(walk.settle()).toBe("validate");
    expect(walk.say("drill", "Restored last night.")).toBe("check-attested");
    expect(walk.settle()).toBe("completed");
    expect(walk.way).toEqual(["start started", "validate pass", "result pass"]);
  });

  test("names who gave it and how long it counts", () => {
    const walk = atList();
    walk.say("scan", "  I read the report. ");
    expect(walk.state.evidence.at(-1)?.evidence).toMatchObject({
      verdict: "pass",
      message: `${BOB.name} says: I read the report.`,
      attested: { by: BOB, statement: "I read the report.", expiresAt: walk.walker.now + WORD_SECONDS * 1000 },
    });
  });

  test("is not taken for what is only measured, for a check there is none of, at another place, or without words", () => {
    const walk = atList("inconclusive");
    expect(walk.say("load", "Looks fine.")).toBe("OnlyMeasured");
    expect(walk.say("moon", "Looks fine.")).toBe("NoSuchCheck");
    expect(walk.say("scan", " \u200B…!? ")).toBe("NoStatement");
    const elsewhere = { type: "attest", node: "fix", check: "tried", verdict: "pass", statement: "Fixed." } as const;
    expect(walk.ask(elsewhere)).toBe("NotWaiting");
    expect(walk.verdictOf("load")).toBe("inconclusive");
  });

  test("counts no more once its time is over", () => {
    const walk = atList();
    walk.say("scan", "I read the report.");
    expect(walk.walker.effect).toMatchObject({ type: "wait", until: walk.walker.now + WORD_SECONDS * 1000 });
    walk.walker.now += WORD_SECONDS * 1000;
    walk.say("drill", "Restored last night.");
    expect(walk.settle()).toBe("validate");
    expect(walk.state.path).toHaveLength(1);
    walk.say("scan", "I read the new report.");
    expect(walk.settle()).toBe("completed");
  });

  test("counts to the last moment before its time is over", () => {
    const walk = atList();
    walk.say("scan", "I read the report.");
    walk.walker.now += WORD_SECONDS * 1000 - 1001;
    walk.say("drill", "Restored last night.");
    expect(walk.settle()).toBe("completed");
  });

  test("never stands against a measured failure, not even by way of a word that agrees with it", () => {
    const walk = new ListWalk();
    Object.assign(walk.measured, { scan: "fail", load: "inconclusive" });
    walk.settle();
    expect(walk.say("scan", "It is a false alarm.")).toBe("MeasuredFailure");
    expect(walk.say("scan", "Yes, it failed.", BOB, "fail")).toBe("MeasuredFailure");
    expect(walk.say("scan", "It is a false alarm.")).toBe("MeasuredFailure");
    expect(walk.verdictOf("scan")).toBe("fail");
  });

  test("is not needed where a measurement passed, but may say that it fails all the same", () => {
    const walk = new ListWalk();
    Object.assign(walk.measured, { scan: "pass" });
    walk.settle();
    expect(walk.say("scan", "Good.")).toBe("NotNeeded");
    expect(walk.say("scan", "I saw it leak.", BOB, "fail")).toBe("check-attested");
    expect(walk.verdictOf("scan")).toBe("fail");
    walk.recheck();
    walk.settle();
    expect(walk.verdictOf("scan")).toBe("fail");
  });

  test("may be taken back by another person's, who is seen to say otherwise", () => {
    const walk = atList("inconclusive");
    walk.say("scan", "It found a hole.", ANN, "fail");
    expect(walk.say("scan", "The hole is closed.", CAT)).toBe("check-attested");
    expect(walk.state.evidence.at(-1)?.evidence).toMatchObject({
      verdict: "pass",
      message: `${CAT.name} says: The hole is closed. (${ANN.name} had said that it fails: It found a hole.)`,
      attested: { by: CAT },
    });
  });

  test("waits for the measurement where it came first, and falls with it", () => {
    expect(afterEarlyWord("inconclusive")).toBe("pass");
    expect(afterEarlyWord("pass")).toBe("pass");
    expect(afterEarlyWord("fail")).toBe("fail");
  });

  test("is forgotten once it was measured to be wrong, whatever is measured later", () => {
    const walk = atList("inconclusive");
    walk.say("scan", "I read the report.");
    walk.measured["scan"] = "fail";
    walk.recheck();
    walk.settle();
    expect(walk.verdictOf("scan")).toBe("fail");
    walk.measured["scan"] = "inconclusive";
    walk.recheck();
    walk.settle();
    expect(walk.verdictOf("scan")).toBe("inconclusive");
  });

  test("that was asked for twice under one id is given once", () => {
    const walk = atList("inconclusive");
    const word = { type: "attest", node: "validate", check: "scan", verdict: "pass", statement: "Seen." } as const;
    expect(walk.askAs("the-same-id", word)).toBe("check-attested");
    const { state } = walk;
    expect(walk.askAs("the-same-id", { ...word, verdict: "fail" })).toBe("");
    expect(walk.state).toEqual(state);
  });

  test("counts for as long as dates can be told, however long it is meant to", () => {
    const graph = new ListWalk().state.graph;
    const forever = { id: "scan", label: "Scan", attestedFor: 1e300 };
    const nodes = graph.nodes.map((node) =>
      node.kind === "check" && !node.mends ? { ...node, checks: [forever] } : node,
    );
    const walk = new ListWalk({ ...graph, nodes });
    walk.settle();
    walk.say("scan", "Always.");
    expect(walk.state.evidence.at(-1)?.evidence.attested?.expiresAt).toBe(8.64e15);
  });
});
