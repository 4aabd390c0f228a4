import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EnvironmentConfig } from "../../../../src/core/config/config.ts";
import { GATE_ENTRIES } from "../../../../src/core/gates/gateEntries.ts";
import type { Edge, Graph, GraphNode } from "../../../../src/core/graph/graph.ts";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { nodeOf, reachable } from "../../../../src/core/graph/walk.ts";
import { planOperation } from "../../../../src/core/plan/planOperation.ts";
import { planPath } from "../../../../src/core/plan/planPath.ts";
import { planRelease } from "../../../../src/core/plan/planRelease.ts";
import { decisionPath } from "../../../../src/documents/decisionPath/decisionPath.ts";
import { DEPLOYING } from "../../../../src/documents/decisionPath/deploying.ts";
import { DEPLOYMENT_TYPE } from "../../../../src/documents/decisionPath/deploymentType.ts";
import { WEB, WORKER, environment, release, restores } from "../support/samples.ts";

const BERLIN = { timeZone: "Europe/Berlin", days: ["mon" as const], from: "09:00", to: "16:00" };
const windows = fc.option(fc.record({ overriders: fc.subarray(["Cat"]) }), { nil: undefined }).map((drawn) => {
  return drawn === undefined ? undefined : { open: [BERLIN], freezes: [], overriders: drawn.overriders };
});
const approval = fc.option(
  fc.record({
    required: fc.nat(3),
    selfApproval: fc.boolean(),
    expires: fc.integer({ min: 1, max: 3600 }),
    strict: fc.boolean(),
  }),
  { nil: undefined },
);
/** Everything of `tidegate.yaml` that shapes a plan. */
const settings = fc
  .record({
    production: fc.boolean(),
    rollback: fc.constantFrom<"ask" | "automatic">("ask", "automatic"),
    gate: fc.subarray([...GATE_ENTRIES]),
    hold: fc.nat(1000),
    deadline: fc.nat(1000),
    approval,
    windows,
  })
  .map((drawn) => environment(Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined))));

const workloads = fc.subarray([WEB, WORKER, { kind: "DaemonSet" as const, name: "agent" }], { minLength: 1 });

const graph: fc.Arbitrary<{ graph: Graph; settings: EnvironmentConfig; gated: boolean }> = fc
  .tuple(settings, workloads, fc.constantFrom("release", "path", "scale", "restart"))
  .map(([drawn, chosen, kind]) => {
    const parts = { release: release(chosen), environment: drawn, restores: restores(chosen) };
    const [first = WEB] = chosen;
    const operation =
      kind === "scale"
        ? { type: "scale" as const, workload: first, from: 2, to: 8 }
        : { type: "restart" as const, workload: first, at: 0 };
    const made =
      kind === "release"
        ? planRelease(parts)
        : kind === "path"
          ? planPath({ ...parts, path: decisionPath(), decision: DEPLOYMENT_TYPE, places: DEPLOYING })
          : planOperation({ release: parts.release, environment: drawn, operation, businessHours: true });
    return { graph: made, settings: drawn, gated: kind === "release" || kind === "path" };
  });

function changes({ nodes }: Graph): readonly GraphNode[] {
  return nodes.filter((node) => node.kind === "action" && node.back !== true);
}

/**
 * Changes that can be reached without ever taking this outcome of this node. A person's wish leads to `trouble` and to
 * `rollback` from anywhere, so these count as ways, too.
 */
function around({ nodes, edges, start, trouble, rollback }: Graph, node: string, outcome: string): readonly string[] {
  const wishes = nodes.flatMap(({ id }) =>
    [trouble, rollback].flatMap((to): Edge[] => (to === undefined ? [] : [{ from: id, to, when: "wish" }])),
  );
  const open = [...edges, ...wishes].filter((edge) => edge.from !== node || edge.when !== outcome);
  const seen = reachable(open, [start]);
  return changes({ nodes } as Graph).flatMap(({ id }) => (seen.has(id) ? [id] : []));
}

describe("every graph that tidegate.yaml can make", { timeout: 60_000 }, () => {
  test("can be walked, and has a change in it", () => {
    fc.assert(
      fc.property(graph, ({ graph: made }) => {
        expect(validateGraph(made)).toEqual([]);
        expect(changes(made).length).toBeGreaterThan(0);
      }),
    );
  });

  test("has no way to a change past a gate that did not pass", () => {
    fc.assert(
      fc.property(graph, ({ graph: made, settings: drawn, gated }) => {
        for (const { id, kind } of made.nodes) {
          const guard = kind === "check" && ["window", "ready", "checklist", "gate"].includes(id);
          expect(guard ? around(made, id, "pass") : []).toEqual([]);
        }
        const asks = gated && drawn.gate.some((entry) => entry !== "checklist");
        expect(nodeOf(made, "gate") !== undefined).toBe(asks);
        expect(nodeOf(made, "window") !== undefined).toBe(drawn.windows !== undefined);
      }),
    );
  });

  test("has no way to a change past an approval that was not given, and asks for one wherever it is due", () => {
    fc.assert(
      fc.property(graph, ({ graph: made, settings: drawn, gated }) => {
        const asked = nodeOf(made, "approve") !== undefined;
        expect(asked ? around(made, "approve", "approved") : []).toEqual([]);
        const due = (drawn.approval?.required ?? 0) > 0 || (drawn.approval === undefined && drawn.production);
        expect(asked || !due || !gated).toBe(true);
      }),
    );
  });

  test("uses its approval and its window at the first change on every way", () => {
    fc.assert(
      fc.property(graph, ({ graph: made, settings: drawn }) => {
        const asked = nodeOf(made, "approve") !== undefined;
        const unguarded = changes(made).filter(
          (node) =>
            node.kind === "action" &&
            (asked ? node.approval !== undefined : true) &&
            (drawn.windows === undefined ? true : node.windows !== undefined),
        );
        const [first] = unguarded;
        expect(first).toBeDefined();
        // Whatever else changes something comes behind it.
        const past = reachable(
          made.edges.filter((edge) => edge.from !== first?.id),
          [made.start],
        );
        expect(changes(made).filter(({ id }) => past.has(id) && id !== first?.id)).toEqual([]);
      }),
    );
  });

  test("holds no way back by a window, a gate or an approval", () => {
    fc.assert(
      fc.property(graph, ({ graph: made }) => {
        const back = made.nodes.filter((node) => node.back === true);
        const behind = made.rollback === undefined ? new Set<string>() : reachable(made.edges, [made.rollback]);
        const held = made.nodes.filter(
          (node) => behind.has(node.id) && (node.kind === "check" || node.kind === "approval"),
        );
        expect(held).toEqual([]);
        expect(back.filter((node) => node.kind === "action" && (node.windows ?? node.approval) !== undefined)).toEqual(
          [],
        );
      }),
    );
  });

  test("takes nobody's word for what a gate measures", () => {
    fc.assert(
      fc.property(graph, ({ graph: made }) => {
        const spoken = made.nodes.flatMap((node) =>
          node.kind === "check" && (node.id === "gate" || node.quality === true)
            ? node.checks.filter((check) => check.attestedFor !== undefined)
            : [],
        );
        expect(spoken).toEqual([]);
      }),
    );
  });
});
