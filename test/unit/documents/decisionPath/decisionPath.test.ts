import { describe, expect, test } from "vitest";
import { describeCheck, WORKSPACE_CHECKS } from "../../../../src/core/gates/registry.ts";
import type { CheckNode, Graph } from "../../../../src/core/graph/graph.ts";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { nodeOf } from "../../../../src/core/graph/walk.ts";
import { decisionPath } from "../../../../src/documents/decisionPath/decisionPath.ts";

/** The flowchart of the source, ids only: from, to, what stands beside the arrow. */
const FLOWCHART = `
START > GET_TASK
GET_TASK > VALIDATE_RESEARCH
VALIDATE_RESEARCH > ANALYZE_DEPLOYMENT_SCOPE
ANALYZE_DEPLOYMENT_SCOPE > DEPLOYMENT_TYPE
DEPLOYMENT_TYPE > DESIGN_CLOUD_ARCHITECTURE | CLOUD INFRASTRUCTURE
DESIGN_CLOUD_ARCHITECTURE > PROVISION_INFRASTRUCTURE
PROVISION_INFRASTRUCTURE > VALIDATE_CLOUD_INFRASTRUCTURE
DEPLOYMENT_TYPE > CONFIGURE_CONTAINER_PLATFORM | CONTAINER ORCHESTRATION
CONFIGURE_CONTAINER_PLATFORM > DEPLOY_APPLICATIONS
DEPLOY_APPLICATIONS > VALIDATE_CONTAINER_DEPLOYMENT
DEPLOYMENT_TYPE > DESIGN_CICD_PIPELINE | CI_CD_PIPELINE
DESIGN_CICD_PIPELINE > IMPLEMENT_BUILD_AUTOMATION
IMPLEMENT_BUILD_AUTOMATION > CONFIGURE_DEPLOYMENT_AUTOMATION
DEPLOYMENT_TYPE > IMPLEMENT_MONITORING_STACK | MONITORING_OBSERVABILITY
IMPLEMENT_MONITORING_STACK > CONFIGURE_ALERTING_RESPONSE
CONFIGURE_ALERTING_RESPONSE > VALIDATE_MONITORING_DEPLOYMENT
DEPLOYMENT_TYPE > IMPLEMENT_SECURITY_CONTROLS | SECURITY_COMPLIANCE
IMPLEMENT_SECURITY_CONTROLS > CONFIGURE_COMPLIANCE_AUTOMATION
CONFIGURE_COMPLIANCE_AUTOMATION > VALIDATE_SECURITY_DEPLOYMENT
DEPLOYMENT_TYPE > COORDINATE_DEVOPS_INTEGRATION | COMPREHENSIVE_DEVOPS
COORDINATE_DEVOPS_INTEGRATION > COMPREHENSIVE_DEVOPS_VALIDATION
VALIDATE_CLOUD_INFRASTRUCTURE > PRODUCTION_VALIDATION
VALIDATE_CONTAINER_DEPLOYMENT > PRODUCTION_VALIDATION
CONFIGURE_DEPLOYMENT_AUTOMATION > PRODUCTION_VALIDATION
VALIDATE_MONITORING_DEPLOYMENT > PRODUCTION_VALIDATION
VALIDATE_SECURITY_DEPLOYMENT > PRODUCTION_VALIDATION
COMPREHENSIVE_DEVOPS_VALIDATION > PRODUCTION_VALIDATION
PRODUCTION_VALIDATION > VALIDATION_RESULT
VALIDATION_RESULT > DEVOPS_SUCCESS | ALL VALIDATIONS PASS
VALIDATION_RESULT > FIX_DEVOPS_ISSUES | VALIDATION FAILURES
FIX_DEVOPS_ISSUES > PRODUCTION_VALIDATION
DEVOPS_SUCCESS > DETERMINE_COMPLETION_NEEDS
DETERMINE_COMPLETION_NEEDS > PRODUCTION_OPERATIONAL | PRODUCTION READY
DETERMINE_COMPLETION_NEEDS > PROJECT_COMPLETION_HANDOFF | PROJECT COORDINATION
DETERMINE_COMPLETION_NEEDS > OPERATIONAL_HANDOFF | OPERATIONAL HANDOFF
DETERMINE_COMPLETION_NEEDS > DEVOPS_TASK_COMPLETE | DEVOPS COMPLETE ONLY
PRODUCTION_OPERATIONAL > VALIDATE_DEVOPS_IMPLEMENTATION
PROJECT_COMPLETION_HANDOFF > VALIDATE_DEVOPS_IMPLEMENTATION
OPERATIONAL_HANDOFF > VALIDATE_DEVOPS_IMPLEMENTATION
DEVOPS_TASK_COMPLETE > VALIDATE_DEVOPS_IMPLEMENTATION
VALIDATE_DEVOPS_IMPLEMENTATION > VALIDATE_PRODUCTION_EFFECTIVENESS
VALIDATE_PRODUCTION_EFFECTIVENESS > VALIDATE_FORMAT
VALIDATE_FORMAT > VALIDATE_COMPLETION_HANDOFF
VALIDATE_COMPLETION_HANDOFF > PREVENT_LOOPS
PREVENT_LOOPS > FINAL_OUTPUT
VALIDATE_DEVOPS_IMPLEMENTATION > DEVOPS_ERROR | FAILED
VALIDATE_PRODUCTION_EFFECTIVENESS > PRODUCTION_ERROR | FAILED
VALIDATE_FORMAT > FORMAT_ERROR | FAILED
VALIDATE_COMPLETION_HANDOFF > COMPLETION_ERROR | FAILED
PREVENT_LOOPS > ESCALATE_DEVOPS | FAILED
DEVOPS_ERROR > GET_TASK
PRODUCTION_ERROR > PRODUCTION_VALIDATION
FORMAT_ERROR > DETERMINE_COMPLETION_NEEDS
COMPLETION_ERROR > DETERMINE_COMPLETION_NEEDS
`;

/** What the counted attempts add: what was tried before leads out, as its fourth attempt does. */
const ADDED = `
FIX_DEVOPS_ISSUES > ESCALATE_DEVOPS
DEVOPS_ERROR > ESCALATE_DEVOPS
PRODUCTION_ERROR > ESCALATE_DEVOPS
FORMAT_ERROR > ESCALATE_DEVOPS
COMPLETION_ERROR > ESCALATE_DEVOPS
`;

function lines(text: string): string[] {
  return text.trim().split("\n").toSorted();
}

function arrows({ edges }: Graph): string[] {
  const told = edges.map(({ from, to, label }) => `${from} > ${to}${label === undefined ? "" : ` | ${label}`}`);
  return [...new Set(told)].toSorted();
}

function checkNodes(graph: Graph): CheckNode[] {
  return graph.nodes.filter((node) => node.kind === "check");
}

const path = decisionPath();

describe("the decision path", () => {
  test("has every arrow of the source's flowchart, and else only the ways out of a circle", () => {
    expect(arrows(path)).toEqual([...lines(FLOWCHART), ...lines(ADDED)].toSorted());
  });

  test("can be walked", () => {
    expect(validateGraph(path)).toEqual([]);
  });

  test("ends at the delivery or at the call for help, and its cycles lead to the latter", () => {
    const ends = path.nodes.flatMap((node) => (node.kind === "end" ? [[node.id, node.outcome]] : []));
    expect(ends).toEqual([
      ["FINAL_OUTPUT", "completed"],
      ["ESCALATE_DEVOPS", "escalated"],
    ]);
    expect(path.escalation).toBe("ESCALATE_DEVOPS");
  });

  test("gives three attempts to each cycle, at the node that mends what failed", () => {
    const mending = checkNodes(path).flatMap(({ id, mends, limit }) =>
      mends === undefined ? [] : [[id, mends, limit]],
    );
    expect(mending).toEqual([
      ["FIX_DEVOPS_ISSUES", "PRODUCTION_VALIDATION", 3],
      ["DEVOPS_ERROR", "VALIDATE_DEVOPS_IMPLEMENTATION", 3],
      ["PRODUCTION_ERROR", "VALIDATE_PRODUCTION_EFFECTIVENESS", 3],
      ["FORMAT_ERROR", "VALIDATE_FORMAT", 3],
      ["COMPLETION_ERROR", "VALIDATE_COMPLETION_HANDOFF", 3],
    ]);
  });

  test("lets the result of the validation be answered by the validation alone", () => {
    const result = nodeOf(path, "VALIDATION_RESULT");
    expect(result).toMatchObject({ kind: "decision", follows: "PRODUCTION_VALIDATION" });
  });

  test("hands over by the source's tokens", () => {
    const tokens = path.nodes.flatMap(({ id, token }) => (token === undefined ? [] : [[id, token]]));
    expect(tokens).toEqual([
      ["DEVOPS_SUCCESS", "DEVOPS_COMPLETE_D9K7"],
      ["PRODUCTION_OPERATIONAL", "PRODUCTION_READY_D7L6"],
      ["PROJECT_COMPLETION_HANDOFF", "COORD_DEVOPS_D8M9"],
      ["OPERATIONAL_HANDOFF", "OPERATIONAL_READY_D6N8"],
      ["DEVOPS_TASK_COMPLETE", "DEVOPS_TASK_COMPLETE_D3R6"],
    ]);
  });

  test("puts the source's subgraph into a group", () => {
    expect(path.groups?.map(({ id, nodes }) => [id, nodes.length])).toEqual([["VALIDATION", 5]]);
  });

  test("says of every node why it stands there and on which line of the source", () => {
    for (const node of path.nodes) {
      expect(node.why).toMatch(/\.$/u);
      expect(node.source).toMatch(/^decision-path\.md:\d+$/u);
      expect(node.label.length).toBeLessThan(30);
    }
  });

  test("lets nothing pass by itself: every list waits and asks something", () => {
    for (const node of checkNodes(path)) {
      expect(node.waits).toBe(true);
      expect(node.checks.length).toBeGreaterThan(0);
      for (const check of node.checks) expect(check.label).not.toMatch(/[.!?]$/u);
    }
  });

  test("asks six things or more of every stage of the six types", () => {
    const beforeValidation = path.nodes.slice(
      0,
      path.nodes.findIndex((node) => node.id === "FIX_DEVOPS_ISSUES"),
    );
    const short = beforeValidation.filter((node) => node.kind === "check" && node.checks.length < 6);
    expect(short.map((node) => node.id)).toEqual([]);
  });

  test("measures the loop guard and the token, whatever anybody says", () => {
    const guard = nodeOf(path, "PREVENT_LOOPS");
    const told =
      guard?.kind === "check" ? guard.checks.filter((check) => check.attestedFor !== undefined) : [undefined];
    expect(told).toEqual([]);
    const format = nodeOf(path, "VALIDATE_FORMAT");
    const token = format?.kind === "check" ? format.checks.find((check) => check.id === "run-token") : undefined;
    expect(token).toBeDefined();
    expect(token?.attestedFor).toBeUndefined();
  });

  test("leaves to people only what nothing measures", () => {
    const said = checkNodes(path).flatMap((node) => node.checks.filter((check) => check.id.startsWith("path-")));
    expect(said.length).toBeGreaterThan(80);
    expect(said.filter((check) => describeCheck(check.id) !== undefined)).toEqual([]);
    expect(said.filter((check) => check.attestedFor === undefined)).toEqual([]);
    expect(new Set(said.map((check) => check.id)).size).toBe(said.length);
  });

  test("knows every check that it measures", () => {
    const measured = checkNodes(path).flatMap((node) => node.checks.filter((check) => !check.id.startsWith("path-")));
    expect(measured.length).toBeGreaterThan(60);
    expect(measured.filter((check) => describeCheck(check.id)?.label !== check.label)).toEqual([]);
  });

  test("measures at each line of the source what the files of a workspace can tell of it", () => {
    const forgotten = Object.values(WORKSPACE_CHECKS).filter(({ id, source }) => {
      const line = /^decision-path\.md:\d+/u.exec(source)?.[0];
      const at = checkNodes(path).find((node) => node.source === line);
      return line !== undefined && at?.checks.some((check) => check.id === id) !== true;
    });
    expect(forgotten).toEqual([]);
  });

  test("carries what the workspace suggests to the decision", () => {
    const proposal = { option: "container-orchestration", because: "There are manifests." } as const;
    expect(nodeOf(decisionPath(proposal), "DEPLOYMENT_TYPE")).toMatchObject({ proposal });
  });
});
