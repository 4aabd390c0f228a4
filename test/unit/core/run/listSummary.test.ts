import { describe, expect, test } from "vitest";
import type { Graph, GraphNode } from "../../../../src/core/graph/graph.ts";
import { environmentLine } from "../../../../src/core/run/environmentLine.ts";
import { runSummary } from "../../../../src/core/run/summary.ts";
import { fixLoop } from "../support/fixLoop.ts";
import { ListWalk } from "../support/listWalk.ts";

function line(walk: ListWalk): string {
  return runSummary(walk.state, walk.walker.now);
}

describe("a run at a list, in one line", () => {
  test("says how many checks have passed and that somebody is waited for", () => {
    const walk = new ListWalk();
    walk.settle();
    expect(line(walk)).toBe("step 1 of 1 · validate · 1 of 3 checks · waits for a person");
    walk.say("scan", "Read.");
    expect(line(walk)).toBe("step 1 of 1 · validate · 2 of 3 checks · waits for a person");
    expect(environmentLine(walk.state)).toMatch(/ · at "Validate"$/u);
  });

  test("says that it measures while it does", () => {
    const walk = new ListWalk();
    walk.walker.until((state) => state.node === "validate");
    expect(line(walk)).toBe("step 1 of 1 · validate · 0 of 3 checks · measuring");
  });

  test("says which attempt it is", () => {
    const walk = new ListWalk();
    Object.assign(walk.measured, { load: "fail", scan: "pass", drill: "pass" });
    walk.settle();
    expect(line(walk)).toBe("mend · attempt 1 of 3 · waits for a person");
    walk.say("tried", "More memory.");
    walk.settle();
    expect(line(walk)).toBe("mend · attempt 2 of 3 · waits for a person");
  });

  test("counts no steps behind a question that nobody has answered", () => {
    const walk = new ListWalk(twoWays());
    walk.settle();
    expect(line(walk)).toBe("step 1 · waiting for a decision");
    walk.ask({ type: "choose", node: "which", option: "long" });
    walk.settle();
    expect(line(walk)).toBe("step 2 of 3 · validate · 1 of 3 checks · waits for a person");
  });
});

/** A question first: one way is the list and a look, the other the list alone. */
function twoWays(): Graph {
  const graph = fixLoop();
  const options = [
    { id: "long", label: "Long" },
    { id: "short", label: "Short" },
  ];
  const nodes: GraphNode[] = [
    { id: "which", kind: "decision", label: "Which", question: "Which?", options },
    { id: "look", kind: "check", label: "Look", waits: true, checks: [] },
    ...graph.nodes,
  ];
  return {
    ...graph,
    nodes,
    edges: [
      { from: "start", to: "which", when: "started" },
      { from: "which", to: "validate", when: "long" },
      { from: "which", to: "validate", when: "short" },
      { from: "look", to: "done", when: "pass" },
      ...graph.edges
        .slice(1)
        .map((edge) => (edge.from === "result" && edge.when === "pass" ? { ...edge, to: "look" } : edge)),
    ],
  };
}
