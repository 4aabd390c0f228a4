import { describe, expect, test } from "vitest";
import type { Graph } from "../../../../src/core/graph/graph.ts";
import { FIX, fixLoop } from "../support/fixLoop.ts";
import { ListWalk } from "../support/listWalk.ts";
import { ANN, BOB } from "../support/samples.ts";
import { visitOf } from "../../../../src/core/run/visits.ts";

/** A run whose validation failed, at its first attempt. */
function atFix(graph: Graph = fixLoop()): ListWalk {
  const walk = new ListWalk(graph);
  failing(walk, "load");
  walk.settle();
  settleRest(walk);
  expect(walk.settle()).toBe("fix");
  return walk;
}

/** From now on these checks fail where they are measured, and what else is measured passes. */
function failing(walk: ListWalk, ...checks: readonly string[]): void {
  for (const id of ["load", "scan", "drill"]) walk.measured[id] = checks.includes(id) ? "fail" : "pass";
}

function settleRest(walk: ListWalk): void {
  for (const check of ["scan", "drill"]) walk.say(check, "Seen.");
}

/** One attempt, to where the run then waits or has ended. */
function tries(walk: ListWalk, statement: string, by = BOB): string {
  expect(walk.say("tried", statement, by)).toBe("check-attested");
  return walk.settle();
}

describe("an attempt to mend", () => {
  test("is kept with who made it, what they said and what had failed", () => {
    const walk = atFix();
    failing(walk, "scan", "drill");
    expect(tries(walk, "Gave it more memory.")).toBe("fix");
    tries(walk, "Patched the library.", ANN);
    expect(walk.state.attempts).toEqual([
      { node: "fix", visit: 1, by: BOB, statement: "Gave it more memory.", failures: ["load"] },
      { node: "fix", visit: 2, by: ANN, statement: "Patched the library.", failures: ["drill", "scan"] },
    ]);
  });

  test("that works leads to the end", () => {
    const walk = atFix();
    failing(walk);
    expect(tries(walk, "Gave it more memory.")).toBe("completed");
    expect(walk.state.attempts).toHaveLength(1);
  });

  test("may be made three times, with the third failure the run calls for help", () => {
    const walk = atFix();
    expect(tries(walk, "More memory.")).toBe("fix");
    expect(tries(walk, "More replicas.")).toBe("fix");
    expect(tries(walk, "A smaller image.")).toBe("escalated");
    expect(visitOf(walk.state.visits, "fix")).toBe(3);
    expect(walk.state.attempts).toHaveLength(3);
    expect(walk.state.ended?.message).toBe(
      "After 3 attempts to mend it: load fail. Somebody with more say must look. Nothing was changed.",
    );
  });

  test.each([
    ["in the same words", "Gave it more memory."],
    ["in other spelling", "  gave IT more—memory"],
    ["in letters that only look different", "Ｇave it more memory"],
  ])("that was made before ends the loop: %s", (_how, again) => {
    const walk = atFix();
    expect(tries(walk, "Gave it more memory.", ANN)).toBe("fix");
    expect(tries(walk, again)).toBe("escalated");
    expect(walk.way.at(-1)).toBe("fix circular");
    expect(walk.state.ended?.message).toBe(
      `${ANN.name} tried this before, in attempt 1: Gave it more memory. Trying it again would lead in a circle. Somebody with more say must look. Nothing was changed.`,
    );
  });

  test("is told by every word that was given for it, whatever the order they came in", () => {
    const checks = [
      { id: "cause", label: "Cause", attestedFor: 60 },
      { id: "change", label: "Change", attestedFor: 60 },
    ];
    const graph = fixLoop();
    const nodes = graph.nodes.map((node) => (node.id === FIX.id ? { ...FIX, checks } : node));
    const walk = atFix({ ...graph, nodes });
    walk.say("change", "More memory.");
    walk.say("cause", "It ran out of memory.");
    expect(walk.settle()).toBe("fix");
    expect(walk.state.attempts[0]?.statement).toBe("It ran out of memory.\nMore memory.");
    walk.say("cause", "It ran out of memory.");
    expect(walk.settle()).toBe("fix");
    walk.say("change", "Much more memory.");
    expect(walk.settle()).toBe("fix");
    walk.say("cause", "It ran out of memory.");
    walk.say("change", "more memory");
    expect(walk.settle()).toBe("escalated");
  });

  test("says what was tried anew each time: no word is carried over", () => {
    const walk = atFix();
    tries(walk, "More memory.");
    expect(walk.verdictOf("tried")).toBe("inconclusive");
  });

  test("is nobody's but a person's: a measurement alone does not end it", () => {
    const walk = atFix();
    walk.measured["tried"] = "pass";
    walk.recheck();
    expect(walk.settle()).toBe("fix");
    expect(walk.verdictOf("tried")).toBe("pass");
    failing(walk);
    expect(tries(walk, "More memory.")).toBe("completed");
  });

  test("that failed is kept for what it was, where an edge leads on from that", () => {
    const graph = fixLoop();
    const edges = [...graph.edges, { from: FIX.id, to: "stuck", when: "fail" }];
    const walk = atFix({ ...graph, edges });
    walk.say("tried", "There is no way to mend it.", BOB, "fail");
    expect(walk.settle()).toBe("escalated");
    expect(walk.way.at(-1)).toBe("fix fail");
    expect(walk.state.attempts).toHaveLength(1);
  });
});

describe("mending by which one thing breaks the other", () => {
  test("is found out when the same two have failed in turn, twice each, whatever was said", () => {
    const walk = atFix(fixLoop(10));
    failing(walk, "scan");
    expect(tries(walk, "First.")).toBe("fix");
    failing(walk, "load");
    expect(tries(walk, "Second.")).toBe("fix");
    failing(walk, "scan");
    expect(tries(walk, "Third.")).toBe("escalated");
    expect(walk.way.at(-1)).toBe("fix circular");
    expect(walk.state.ended?.message).toContain(
      "In turn load and scan failed, twice each: what mends the one breaks the other.",
    );
  });

  test("is not what failing at the same all the time is", () => {
    const walk = atFix(fixLoop(10));
    for (const word of ["First.", "Second.", "Third.", "Fourth.", "Fifth."]) expect(tries(walk, word)).toBe("fix");
  });

  test("is not what failing at ever other things is", () => {
    const walk = atFix(fixLoop(10));
    for (const checks of [["scan"], ["load", "scan"], ["scan"], ["drill"]]) {
      failing(walk, ...checks);
      expect(tries(walk, `Before ${checks.join()}, ${walk.state.attempts.length}.`)).toBe("fix");
    }
  });
});
