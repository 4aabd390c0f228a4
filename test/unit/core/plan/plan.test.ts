import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { edgeFor, nodeOf } from "../../../../src/core/graph/walk.ts";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { planRelease } from "../../../../src/core/plan/planRelease.ts";
import { planRollback } from "../../../../src/core/plan/planRollback.ts";
import { approvalPolicyOf } from "../../../../src/core/plan/policy.ts";
import { WEB, WORKER, environment, planned, release, restores } from "../support/samples.ts";

const APPROVAL = { required: 1, selfApproval: false, expires: 3600, strict: false };

function leadsTo(graph: ReturnType<typeof planned>, from: string, outcome: string): string | undefined {
  return edgeFor(graph, from, outcome)?.to;
}

describe("the plan of a release", () => {
  test("can always be walked, whatever the environment asks", () => {
    const settings = fc.record({
      production: fc.boolean(),
      rollback: fc.constantFrom<"ask" | "automatic">("ask", "automatic"),
      gate: fc.subarray<"git-clean" | "diff-reviewed">(["git-clean", "diff-reviewed"]),
      hold: fc.nat(1000),
      deadline: fc.nat(1000),
    });
    const workloads = fc.subarray([WEB, WORKER, { kind: "DaemonSet" as const, name: "web" }], { minLength: 1 });
    fc.assert(
      fc.property(settings, fc.option(fc.nat(3)), workloads, (drawn, required, chosen) => {
        const approval = required === null ? {} : { approval: { ...APPROVAL, required } };
        expect(validateGraph(planned({ ...drawn, ...approval }, chosen))).toEqual([]);
      }),
    );
  });

  test("sets one workload after another, each ready before the next", () => {
    const graph = planned();
    expect(leadsTo(graph, "set-deployment-web", "done")).toBe("ready-deployment-web");
    expect(leadsTo(graph, "ready-deployment-web", "healthy")).toBe("set-statefulset-worker");
    expect(leadsTo(graph, "ready-statefulset-worker", "healthy")).toBe("hold");
    expect(leadsTo(graph, "hold", "healthy")).toBe("verified");
  });

  test("goes back in reverse order, and calls a person when that fails", () => {
    const graph = planned();
    expect(graph.rollback).toBe("restore-statefulset-worker");
    expect(leadsTo(graph, "restore-statefulset-worker", "done")).toBe("restore-deployment-web");
    expect(leadsTo(graph, "restore-deployment-web", "done")).toBe("restored");
    expect(leadsTo(graph, "restored", "healthy")).toBe("rolled-back");
    expect(leadsTo(graph, "restored", "failed")).toBe("failed");
  });

  test("rolls back by itself only where the environment says so", () => {
    expect(leadsTo(planned({ rollback: "automatic" }), "hold", "failed")).toBe("restore-statefulset-worker");
    const asking = planned({ rollback: "ask" });
    expect(leadsTo(asking, "hold", "failed")).toBe("hold-question");
    expect(leadsTo(asking, "hold-question", "wait")).toBe("hold");
    expect(leadsTo(asking, "hold-question", "roll-back")).toBe(asking.rollback);
  });

  test("waits for people's words before the gate where a checklist is asked for", () => {
    const graph = planned({ gate: ["git-clean", "checklist"] });
    const node = nodeOf(graph, "checklist");
    expect(node).toMatchObject({ kind: "check", waits: true });
    expect([leadsTo(graph, "ready", "pass"), leadsTo(graph, "checklist", "pass")]).toEqual(["checklist", "gate"]);
    expect(leadsTo(graph, "checklist", "fail")).toBe("blocked");
    expect(validateGraph(graph)).toEqual([]);
    expect(nodeOf(planned({ gate: ["git-clean"] }), "checklist")).toBeUndefined();
  });

  test("asks what to do about a workload that someone paused, even where rollback is automatic", () => {
    expect(leadsTo(planned({ rollback: "automatic" }), "hold", "paused")).toBe("hold-question");
  });

  test("asks before a breaking version in production although the file asks for no approval", () => {
    const breaking = release([WEB]);
    const changes = breaking.changes.map((change) => ({ ...change, to: "registry.local/web:2.0.0" }));
    const settings = environment({ approval: { ...APPROVAL, required: 0 } });
    const graph = planRelease({ release: { ...breaking, changes }, environment: settings, restores: restores([WEB]) });
    expect(nodeOf(graph, "approve")).toMatchObject({ policy: { required: 1 }, risk: { level: "high" } });
    expect(nodeOf(graph, "set-deployment-web")).toMatchObject({ approval: "approve" });
    const calm = planRelease({ release: breaking, environment: settings, restores: restores([WEB]) });
    expect(nodeOf(calm, "approve")).toBeUndefined();
  });

  test("binds its risk into the approval", () => {
    expect(nodeOf(planned(), "approve")).toMatchObject({ risk: { level: "medium" } });
    const unproved = restores().map(({ verified: _verified, ...restore }) => restore);
    const graph = planRelease({ release: release(), environment: environment(), restores: unproved });
    expect(nodeOf(graph, "approve")).toMatchObject({ risk: { level: "high" } });
  });

  test("uses the approval for the first change only", () => {
    const graph = planned();
    expect(nodeOf(graph, "set-deployment-web")).toMatchObject({ approval: "approve" });
    expect(nodeOf(graph, "set-statefulset-worker")).not.toHaveProperty("approval");
    expect(leadsTo(graph, "set-deployment-web", "voided")).toBe("ready");
  });

  test("sets all containers of a workload in one write", () => {
    const base = release([WEB]);
    const sidecar = { workload: WEB, container: "proxy", from: "proxy:1", to: "proxy:2" };
    const graph = planRelease({
      release: { ...base, changes: [...base.changes, sidecar] },
      environment: environment(),
      restores: restores([WEB]),
    });
    const actions = graph.nodes.filter((node) => node.kind === "action" && node.action.type === "set-image");
    expect(actions).toMatchObject([{ action: { images: { main: "registry.local/web:1.9.0", proxy: "proxy:2" } } }]);
  });

  test("has short labels and a reason at every step", () => {
    const steps = planned().nodes.filter((node) => node.kind !== "start");
    expect(steps.filter((node) => node.label.length > 24).map((node) => node.label)).toEqual([]);
    expect(steps.filter((node) => node.why?.endsWith(".") !== true).map((node) => node.id)).toEqual([]);
  });

  test("is not made without a change, or without a way back", () => {
    expect(() => planned({}, [])).toThrow("changes nothing");
    const input = { release: release(), environment: environment(), restores: restores([WEB]) };
    expect(() => planRelease(input)).toThrow("Nothing says what worker would go back to");
  });
});

describe("the approval an environment asks for", () => {
  test("is one other person's in production, even where the file says nothing", () => {
    expect(approvalPolicyOf(environment())).toEqual({ required: 1, selfApproval: false, expiresAfterSeconds: 3600 });
  });

  test("is none elsewhere, or where the file asks for none in so many words", () => {
    expect(approvalPolicyOf(environment({ production: false }))).toBeUndefined();
    expect(approvalPolicyOf(environment({ approval: { ...APPROVAL, required: 0 } }))).toBeUndefined();
  });

  test("is one person's at least where a hazard always needs a yes in production, whatever the file says", () => {
    const none = { ...APPROVAL, required: 0, approvers: ["bob"] };
    const hazards = [{ id: "network-change" as const, reason: "Service web changes." }];
    expect(approvalPolicyOf(environment({ approval: none }), hazards)).toEqual({
      required: 1,
      approvers: ["bob"],
      selfApproval: false,
      expiresAfterSeconds: 3600,
    });
    expect(approvalPolicyOf(environment({ production: false, approval: none }), hazards)).toBeUndefined();
    expect(approvalPolicyOf(environment({ approval: { ...APPROVAL, required: 2 } }), hazards)?.required).toBe(2);
  });

  test("says who may override it, and that only the word counts", () => {
    const approval = { ...APPROVAL, strict: true, overriders: ["ann@example.com"] };
    expect(approvalPolicyOf(environment({ approval }))).toMatchObject({
      strict: true,
      overriders: ["ann@example.com"],
    });
    expect(approvalPolicyOf(environment({ approval: { ...APPROVAL, overriders: [] } }))).not.toHaveProperty(
      "overriders",
    );
  });

  test("keeps an empty list of approvers, which means nobody", () => {
    expect(approvalPolicyOf(environment({ approval: { ...APPROVAL, approvers: [] } }))).toMatchObject({
      approvers: [],
    });
  });
});

describe("the plan of a rollback", () => {
  const input = { release: release(), environment: environment(), restores: restores() };

  test("can be walked, and has no way back of its own", () => {
    const graph = planRollback({ ...input, verified: true });
    expect(validateGraph(graph)).toEqual([]);
    expect(graph.rollback).toBeUndefined();
  });

  test("asks for approval unless what it goes back to was verified here", () => {
    expect(nodeOf(planRollback({ ...input, verified: true }), "approve")).toBeUndefined();
    const graph = planRollback({ ...input, verified: false });
    expect(validateGraph(graph)).toEqual([]);
    expect(nodeOf(graph, "approve")).toMatchObject({ kind: "approval" });
  });

  test("does not ask for readiness: it may begin in the middle of a failing rollout", () => {
    const checks = planRollback({ ...input, verified: true }).nodes.flatMap((node) =>
      node.kind === "check" ? node.checks : [],
    );
    expect(checks.map((check) => check.id)).toEqual(["may-patch", "environment-free"]);
  });
});
