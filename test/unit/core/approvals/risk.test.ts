import { describe, expect, test } from "vitest";
import { changesOf } from "../../../../src/core/approvals/change.ts";
import { judgeRisk, type RiskFacts, riskNow } from "../../../../src/core/approvals/risk.ts";
import type { ImageChange } from "../../../../src/core/run/release.ts";
import { planned, release, requested, WEB, WORKER } from "../support/samples.ts";
import { Walker } from "../support/walker.ts";
import { World } from "../support/world.ts";

const CALM: RiskFacts = { production: true, businessHours: false, rollback: "ask", wayBack: "verified" };
const minor = changesOf(release([WEB]).changes);
const major = changesOf(release([WEB]).changes.map((change) => ({ ...change, to: "registry.local/web:2.0.0" })));

describe("the risk of a plan", () => {
  test("is low outside production, medium in it, and high where something always needs a yes", () => {
    expect(judgeRisk(minor, { ...CALM, production: false }).level).toBe("low");
    expect(judgeRisk(minor, CALM)).toMatchObject({ level: "medium", hazards: [] });
    expect(judgeRisk(major, CALM)).toMatchObject({ level: "high", hazards: [{ id: "breaking-deploy" }] });
  });

  test("outside production grows with the change, and never needs a yes by itself", () => {
    expect(judgeRisk(major, { ...CALM, production: false })).toMatchObject({ level: "medium", hazards: [] });
    expect(judgeRisk(changesOf(release([WEB, WORKER]).changes), { ...CALM, production: false }).level).toBe("medium");
  });

  test("is high in production where what it goes back to is not proved", () => {
    expect(judgeRisk(minor, { ...CALM, wayBack: "unverified" })).toMatchObject({
      level: "high",
      hazards: [],
      reasons: [expect.stringContaining("never proved itself"), "It changes production.", expect.anything()],
    });
    expect(judgeRisk(minor, { ...CALM, wayBack: "none" }).reasons).toContain("Its plan has no way back.");
  });

  test("says the worst first, once for all containers of a workload, and what a failure leads to", () => {
    const [first] = release([WEB]).changes as [ImageChange];
    const to = "other:1";
    const twice = changesOf([
      { ...first, to },
      { ...first, to, container: "migrate" },
    ]);
    const { reasons } = judgeRisk(twice, { ...CALM, rollback: "automatic" });
    expect(reasons).toEqual([
      "web goes from 1.8.2 to 1: whether it breaks anything cannot be told from its name.",
      "It changes production.",
      "A failure is rolled back by itself.",
    ]);
  });

  test("says that a workload without pods serves nobody", () => {
    expect(judgeRisk([{ type: "scale", workload: WEB, from: 3, to: 0 }], CALM).reasons).toContain(
      "web goes to no pods and serves nobody.",
    );
  });
});

describe("the risk of a run", () => {
  const { state } = ((): Walker => {
    const walker = new Walker({ world: new World([WEB, WORKER], {}) }, requested(planned()));
    walker.until((one) => one.approval !== undefined);
    return walker;
  })();

  test("is what its plan says while all checks pass", () => {
    expect(riskNow(state, "approve")).toMatchObject({ level: "medium" });
    expect(riskNow(state, "approve").reasons).toContain("It changes 2 workloads: web and worker.");
  });

  test("is high in production once a check is not a pass, of repeated ones the last", () => {
    const [first, ...rest] = state.evidence;
    const open = { ...first!, evidence: { ...first!.evidence, verdict: "inconclusive" as const } };
    expect(riskNow({ ...state, evidence: [open, ...rest] }, "approve")).toMatchObject({
      level: "high",
      reasons: ["One check is not a pass.", ...riskNow(state, "approve").reasons],
    });
    expect(riskNow({ ...state, evidence: [open, ...rest, first!] }, "approve").level).toBe("medium");
  });

  test("is not that of files which an action found changed, once a gate has measured them anew", () => {
    const [first, ...rest] = state.evidence;
    const action = state.graph.nodes.find(({ kind }) => kind === "action")!.id;
    const changed = (collectedAt: number) => {
      const evidence = { ...first!.evidence, verdict: "inconclusive" as const, collectedAt };
      return { ...state, evidence: [first!, { ...first!, node: action, evidence }, ...rest] };
    };
    const { collectedAt } = first!.evidence;
    expect(riskNow(changed(collectedAt + 1), "approve").level).toBe("high");
    expect(riskNow(changed(collectedAt), "approve").level).toBe("medium");
    expect(riskNow(changed(collectedAt - 1), "approve").level).toBe("medium");
  });

  test("is judged from its release where its graph says nothing", () => {
    const nodes = state.graph.nodes.map((node) => {
      if (node.kind !== "approval") return node;
      const { risk: _risk, ...bare } = node;
      return bare;
    });
    expect(riskNow({ ...state, graph: { ...state.graph, nodes } }, "approve").level).toBe("high");
  });
});
