import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ApprovalPolicy, CheckNode, Graph, GraphNode } from "../../../../src/core/graph/graph.ts";
import { ownGraph, refusalsOf } from "../../../../src/core/plan/ownGraph.ts";
import { ownPolicy } from "../../../../src/core/plan/ownPolicy.ts";
import { environment, release, WEB } from "../support/samples.ts";

const ASKED: ApprovalPolicy = { required: 1, selfApproval: true, expiresAfterSeconds: 86_400 };
const APPROVAL = { required: 2, selfApproval: false, expires: 600, strict: false };

function graphWith(...nodes: readonly GraphNode[]): Graph {
  return { id: "g", title: "Our way", start: "start", nodes, edges: [] };
}

function list(...checks: readonly string[]): CheckNode {
  return { id: "list", kind: "check", label: "List", checks: checks.map((id) => ({ id, label: id })) };
}

describe("a document's approval in an environment", () => {
  test("takes nothing that the environment's own does not allow", () => {
    const approval = { ...APPROVAL, strict: true, approvers: ["ann"], overriders: ["eve"] };
    const asked = { ...ASKED, approvers: ["mallory"], overriders: ["mallory"] };
    expect(ownPolicy(environment({ approval }), asked)).toEqual({
      required: 2,
      selfApproval: false,
      expiresAfterSeconds: 600,
      approvers: ["ann"],
      overriders: ["eve"],
      strict: true,
    });
  });

  test("may ask for more people, less time and the word", () => {
    const asked = { ...ASKED, required: 3, expiresAfterSeconds: 60, strict: true };
    expect(ownPolicy(environment({ approval: APPROVAL }), asked)).toMatchObject({
      required: 3,
      expiresAfterSeconds: 60,
      strict: true,
    });
  });

  test("asks one other person where the environment says nothing", () => {
    const nothing = environment({ production: false });
    const asked = { ...ASKED, required: 0, overriders: ["mallory"] };
    expect(ownPolicy(nothing, asked)).toEqual({ required: 1, selfApproval: false, expiresAfterSeconds: 86_400 });
    expect(ownPolicy({ ...nothing, production: true }, asked)).toMatchObject({
      required: 1,
      expiresAfterSeconds: 3600,
    });
  });

  test("lets the requester answer only where both the environment and the document do", () => {
    const open = environment({ approval: { ...APPROVAL, selfApproval: true } });
    expect(ownPolicy(open, ASKED).selfApproval).toBe(true);
    expect(ownPolicy(open, { ...ASKED, selfApproval: false }).selfApproval).toBe(false);
  });

  test("is never weaker than the environment's, whatever is asked for", () => {
    const asked = fc.record({
      required: fc.nat(30),
      selfApproval: fc.boolean(),
      expiresAfterSeconds: fc.nat(1e6),
      approvers: fc.array(fc.string()),
      strict: fc.boolean(),
      overriders: fc.array(fc.string()),
    });
    const approval = fc.record({
      required: fc.integer({ min: 1, max: 20 }),
      selfApproval: fc.boolean(),
      expires: fc.nat(1e6),
      strict: fc.boolean(),
      approvers: fc.array(fc.string()),
      overriders: fc.array(fc.string()),
    });
    fc.assert(
      fc.property(asked, approval, fc.boolean(), (wanted, own, production) => {
        const policy = ownPolicy(environment({ approval: own, production }), wanted);
        expect(policy.required).toBeGreaterThanOrEqual(own.required);
        expect(policy.expiresAfterSeconds).toBeLessThanOrEqual(own.expires);
        expect(policy.selfApproval && !own.selfApproval).toBe(false);
        expect(own.strict && policy.strict !== true).toBe(false);
        expect(policy.approvers).toEqual(own.approvers);
        expect(policy.overriders ?? []).toEqual(own.overriders);
      }),
    );
  });
});

describe("a document's graph", () => {
  test.each<[GraphNode, string]>([
    [
      { id: "a", kind: "action", label: "Ship", action: { type: "restart", workload: WEB, at: 0 } },
      '"Ship" changes a workload, which a document may not. Deploy a version by tidegate.yaml for that.',
    ],
    [
      {
        id: "r",
        kind: "action",
        label: "Back",
        back: true,
        action: { type: "restore", workload: WEB, to: { revision: "1", templateHash: "h", images: {} } },
      },
      '"Back" changes a workload',
    ],
    [
      { id: "h", kind: "hold", label: "Watch", until: "ready", seconds: 1, workloads: [WEB] },
      '"Watch" watches workloads',
    ],
    [
      { id: "h", kind: "hold", label: "Watch", until: "elapsed", seconds: 1, workloads: [] },
      '"Watch" watches workloads',
    ],
    [list("git-clean", "environment-free"), '"List" asks the cluster about a release ("environment-free")'],
    [list(), '"List" checks nothing'],
    [{ ...list(), id: "constructor" }, '"constructor" cannot be counted as the id of a node'],
    [{ ...list(), id: "__proto__" }, '"__proto__" cannot be counted as the id of a node'],
  ])("that holds %j is refused", (node, sentence) => {
    expect(refusalsOf(graphWith(node))).toEqual([{ node: node.id, message: expect.stringContaining(sentence) }]);
  });

  test("of checks, decisions, approvals and ends is not refused", () => {
    const question: GraphNode = { id: "d", kind: "decision", label: "D", question: "Q?", options: [] };
    const approval: GraphNode = { id: "y", kind: "approval", label: "Y", policy: ASKED };
    const end: GraphNode = { id: "e", kind: "end", label: "E", outcome: "completed" };
    expect(refusalsOf(graphWith(list("git-clean", "secrets-by-reference"), question, approval, end))).toEqual([]);
  });

  test("is named after its place, and says nothing of its own risk", () => {
    const risk = { level: "low" as const, reasons: ["Trust me."] };
    const walked = ownGraph(
      graphWith({ id: "y", kind: "approval", label: "Y", policy: ASKED, risk }),
      { ...release([]), application: "shop", environment: "live" },
      environment({ approval: APPROVAL }),
    );
    expect([walked.id, walked.title]).toEqual(["g-shop-live", "shop → live Our way"]);
    expect(walked.nodes).toEqual([
      {
        id: "y",
        kind: "approval",
        label: "Y",
        policy: { ...ASKED, required: 2, selfApproval: false, expiresAfterSeconds: 600 },
      },
    ]);
  });
});
