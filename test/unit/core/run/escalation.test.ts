import { describe, expect, test } from "vitest";
import type { CheckVerdict } from "../../../../src/core/evidence/evidence.ts";
import type { Graph } from "../../../../src/core/graph/graph.ts";
import { mainPath } from "../../../../src/core/graph/mainPath.ts";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { answerTo, Walker } from "../support/walker.ts";
import { FIX, fixLoop } from "../support/fixLoop.ts";
import { ListWalk } from "../support/listWalk.ts";
import { ANN, BOB, planned, requested, WEB, WORKER } from "../support/samples.ts";
import { World } from "../support/world.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { visitOf } from "../../../../src/core/run/visits.ts";

/** A run that fails whatever is tried, to its end. */
function exhausted(graph: Graph): ListWalk {
  const walk = new ListWalk(graph);
  Object.assign(walk.measured, { load: "fail", scan: "pass", drill: "pass" });
  for (let attempt = 1; walk.settle() === "fix"; attempt += 1) walk.say("tried", `Attempt ${attempt}.`);
  return walk;
}

describe("a fix loop whose attempts are used up", () => {
  test("ends at the graph's escalation", () => {
    const walk = exhausted(fixLoop());
    expect(walk.state.ended).toMatchObject({ outcome: "escalated" });
    expect(visitOf(walk.state.visits, "stuck")).toBe(1);
  });

  test("ends blocked where the graph calls nobody", () => {
    const { escalation: _none, ...graph } = fixLoop();
    expect(exhausted(graph).state.ended).toMatchObject({
      outcome: "blocked",
      message: 'load fail. "Mend" was tried 3 times. Nothing was changed.',
    });
  });

  test("may lead to another node than its circles do", () => {
    const graph = fixLoop();
    const asked = { id: "asked", kind: "end", label: "Ask", outcome: "blocked" } as const;
    const edges = graph.edges.map((edge) => (edge.when === "circular" ? { ...edge, to: "asked" } : edge));
    const both: Graph = { ...graph, nodes: [...graph.nodes, asked], edges };
    expect(validateGraph(both)).toEqual([]);
    expect(exhausted(both).state.ended?.outcome).toBe("escalated");
    const walk = new ListWalk(both);
    Object.assign(walk.measured, { load: "fail", scan: "pass", drill: "pass" });
    walk.settle();
    walk.say("tried", "Same.");
    walk.settle();
    walk.say("tried", "Same.");
    expect(walk.settle()).toBe("blocked");
  });
});

/** A planned release whose last hold is followed by the fix loop: something has changed when it begins. */
function afterRollout(): Graph {
  const plan = planned({ gate: [] }, [WEB]);
  const loop = fixLoop();
  const path = mainPath(plan);
  const last = path.at(-1)?.id ?? "";
  return {
    ...plan,
    escalation: "stuck",
    nodes: [
      ...plan.nodes.filter((node) => node.id !== "verified"),
      ...loop.nodes.filter((node) => node.id !== "start"),
    ],
    edges: [
      ...plan.edges.map((edge) => (edge.from === last && edge.when === "healthy" ? { ...edge, to: "validate" } : edge)),
      ...loop.edges.filter((edge) => edge.from !== "start"),
    ],
  };
}

const MEASURED: Readonly<Record<string, CheckVerdict>> = { load: "fail", tried: "inconclusive" };

function people(state: RunState): RunRequest[] {
  if (state.approval !== undefined) return [answerTo(state, BOB, "yes")];
  const said = {
    by: ANN,
    type: "attest",
    verdict: "pass",
    statement: `Attempt ${visitOf(state.visits, FIX.id)}.`,
  } as const;
  return state.node === FIX.id && state.left === undefined
    ? [{ ...said, id: `try-${visitOf(state.visits, FIX.id)}`, node: FIX.id, check: "tried" }]
    : [];
}

describe("a fix loop behind a rollout", () => {
  test("calls for help as well, and says that what was changed is left", () => {
    const world = new World([WEB, WORKER], {});
    const graph = afterRollout();
    expect(validateGraph(graph).filter((problem) => problem.reason !== "Unreachable")).toEqual([]);
    const walker = new Walker({ world, people, check: (id) => MEASURED[id] ?? "pass" }, requested(graph));
    walker.run();
    expect(walker.state.ended).toEqual({
      outcome: "escalated",
      message:
        "After 3 attempts to mend it: load fail. Somebody with more say must look. What was changed is left as it is.",
      at: expect.any(Number),
    });
    expect(world.writes).toHaveLength(1);
  });
});

/** A change whose proof may be looked for once, and is not found. */
function proof(): Graph {
  const images = { main: "registry.local/web:1.9.0" };
  return {
    id: "g",
    title: "G",
    start: "start",
    trouble: "ask",
    escalation: "stuck",
    nodes: [
      { id: "start", kind: "start", label: "Start" },
      { id: "set", kind: "action", label: "Set", action: { type: "set-image", workload: WEB, images } },
      { id: "proof", kind: "check", label: "Proof", limit: 1, checks: [{ id: "load", label: "Load" }] },
      { id: "ask", kind: "decision", label: "Ask", question: "Keep it?", options: [{ id: "keep", label: "Keep" }] },
      { id: "done", kind: "end", label: "Done", outcome: "completed" },
      { id: "kept", kind: "end", label: "Kept", outcome: "failed" },
      { id: "stuck", kind: "end", label: "Stuck", outcome: "escalated" },
    ],
    edges: [
      { from: "start", to: "set", when: "started" },
      { from: "set", to: "proof", when: "done" },
      { from: "set", to: "kept", when: "failed" },
      { from: "proof", to: "done", when: "pass" },
      { from: "proof", to: "proof", when: "fail" },
      { from: "proof", to: "proof", when: "inconclusive" },
      { from: "ask", to: "kept", when: "keep" },
    ],
  };
}

describe("what a run itself tried too often", () => {
  test("is asked about where something was changed, before anybody else is called", () => {
    expect(validateGraph(proof())).toEqual([]);
    const world = new World([WEB, WORKER], {});
    const walker = new Walker({ world, check: () => "fail" }, requested(proof()));
    expect(walker.until((state) => state.question !== undefined).node).toBe("ask");
  });

  test("calls for help where nothing was changed", () => {
    const graph = proof();
    const edges = [{ from: "start", to: "proof", when: "started" }, ...graph.edges.slice(1)];
    const walker = new Walker({ world: new World([WEB], {}), check: () => "fail" }, requested({ ...graph, edges }));
    walker.run();
    expect(walker.state.ended?.outcome).toBe("escalated");
  });
});
