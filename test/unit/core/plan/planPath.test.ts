import { describe, expect, test } from "vitest";
import { judgeStillToDeploy } from "../../../../src/core/gates/rules/pathTaken.ts";
import type { Graph } from "../../../../src/core/graph/graph.ts";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { nodeOf } from "../../../../src/core/graph/walk.ts";
import { planPath } from "../../../../src/core/plan/planPath.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { decisionPath } from "../../../../src/documents/decisionPath/decisionPath.ts";
import { DEPLOYING } from "../../../../src/documents/decisionPath/deploying.ts";
import { DEPLOYMENT_TYPE } from "../../../../src/documents/decisionPath/deploymentType.ts";
import { ANN, BOB, environment, planned, release, requested, restores, WEB, WORKER } from "../support/samples.ts";
import { answerTo, Walker } from "../support/walker.ts";
import { World } from "../support/world.ts";

function pathFor(settings: Parameters<typeof environment>[0] = {}): Graph {
  return planPath({
    path: decisionPath(),
    decision: DEPLOYMENT_TYPE,
    places: DEPLOYING,
    release: release(),
    environment: environment(settings),
    restores: restores(),
  });
}

/** What people choose, by decision; the first of the options where nothing is said. */
type Choices = Readonly<Record<string, string>>;

/** Chooses, approves, and says what was tried, once a visit. */
function people(choices: Choices, say: (node: string, visit: number) => RunRequest | undefined = () => undefined) {
  return (state: RunState): RunRequest[] => {
    const node = nodeOf(state.graph, state.node);
    if (node === undefined) return [];
    const visit = state.visits[node.id] ?? 1;
    const id = `${node.id}-${visit}`;
    if (state.question !== undefined && node.kind === "decision") {
      return [{ id, by: ANN, type: "choose", node: node.id, option: choices[node.id] ?? node.options[0]?.id ?? "" }];
    }
    if (state.approval !== undefined) return [answerTo(state, BOB, id)];
    const measured = state.evidence.some((one) => one.node === node.id && one.visit === visit);
    return measured ? [say(node.id, visit)].flatMap((request) => request ?? []) : [];
  };
}

interface Fates {
  readonly choices: Choices;
  /** Verdict of a check, by its id and how often it was asked. */
  readonly check?: (id: string, time: number) => "pass" | "fail" | "inconclusive";
  readonly say?: (node: string, visit: number) => RunRequest | undefined;
}

function walked({ choices, check, say }: Fates, graph: Graph = pathFor()): RunState {
  const asked = new Map<string, number>();
  const walker = new Walker(
    {
      world: new World([WEB, WORKER], {}),
      people: people(choices, say),
      check(id) {
        const time = (asked.get(id) ?? 0) + 1;
        asked.set(id, time);
        if (id === "still-to-deploy") return judgeStillToDeploy(walker.state).verdict;
        return check?.(id, time) ?? "pass";
      },
    },
    requested(graph),
  );
  walker.run();
  return walker.state;
}

const CONTAINERS = { [DEPLOYMENT_TYPE]: "container-orchestration", DETERMINE_COMPLETION_NEEDS: "task-complete" };

function nodes(state: RunState): string[] {
  return state.path.map((step) => step.node);
}

function tried(node: string, check: string, statement: string, visit: number): RunRequest {
  return { id: `${node}-${visit}`, by: ANN, type: "attest", node, check, verdict: "pass", statement };
}

describe("the path with a rollout in it", () => {
  test("can be walked, whatever the environment asks for", () => {
    const settings = [
      {},
      { production: false },
      { rollback: "automatic" as const },
      { gate: [] },
      { production: false, gate: [], rollback: "automatic" as const },
    ];
    for (const one of settings) expect(validateGraph(pathFor(one))).toEqual([]);
  });

  test("has every node of the path and of the rollout but its start and its verified end", () => {
    const ids = pathFor().nodes.map((node) => node.id);
    const rollout = planned().nodes.map((node) => node.id);
    const own = rollout.filter((id) => !["start", "verified"].includes(id));
    expect(ids.toSorted()).toEqual(
      [...decisionPath().nodes.map((node) => node.id), ...own, "still-to-deploy", "deployed-for"].toSorted(),
    );
  });

  test("stands between the stages that deploy and those that validate", () => {
    const { edges } = pathFor();
    for (const { from, to, option } of DEPLOYING) {
      expect(edges.filter((edge) => edge.from === from).map((edge) => edge.to)).toEqual(["still-to-deploy"]);
      expect(edges).toContainEqual({ from: "deployed-for", to, when: option });
    }
    expect(edges).toContainEqual({ from: "hold", to: "deployed-for", when: "healthy" });
  });

  test("takes its way back and its trouble from the rollout, and its escalation from the path", () => {
    const { rollback, trouble, escalation } = pathFor();
    expect([rollback, trouble, escalation]).toEqual(["restore-statefulset-worker", "trouble", "ESCALATE_DEVOPS"]);
  });
});

describe("a walk of the path", () => {
  test("with containers deploys, validates and ends delivered and verified", () => {
    const state = walked({ choices: CONTAINERS });
    expect(state.ended?.outcome).toBe("completed");
    expect(nodes(state).slice(0, 8)).toEqual([
      "START",
      "GET_TASK",
      "VALIDATE_RESEARCH",
      "ANALYZE_DEPLOYMENT_SCOPE",
      "DEPLOYMENT_TYPE",
      "CONFIGURE_CONTAINER_PLATFORM",
      "DEPLOY_APPLICATIONS",
      "still-to-deploy",
    ]);
    expect(nodes(state).slice(nodes(state).indexOf("hold"))).toEqual([
      "hold",
      "deployed-for",
      "VALIDATE_CONTAINER_DEPLOYMENT",
      "PRODUCTION_VALIDATION",
      "VALIDATION_RESULT",
      "DEVOPS_SUCCESS",
      "DETERMINE_COMPLETION_NEEDS",
      "DEVOPS_TASK_COMPLETE",
      "VALIDATE_DEVOPS_IMPLEMENTATION",
      "VALIDATE_PRODUCTION_EFFECTIVENESS",
      "VALIDATE_FORMAT",
      "VALIDATE_COMPLETION_HANDOFF",
      "PREVENT_LOOPS",
    ]);
    expect(state.verified.map((one) => one.workload.name)).toEqual(["web", "worker"]);
  });

  test("with everything together deploys, too, and goes on where the whole is validated", () => {
    const state = walked({ choices: { ...CONTAINERS, [DEPLOYMENT_TYPE]: "comprehensive-devops" } });
    expect(state.ended?.outcome).toBe("completed");
    expect(nodes(state)).toContain("COMPREHENSIVE_DEVOPS_VALIDATION");
    expect(nodes(state)).not.toContain("VALIDATE_CONTAINER_DEPLOYMENT");
    expect(state.verified).toHaveLength(2);
  });

  test.each(["cloud-infrastructure", "ci-cd-pipeline", "monitoring-observability", "security-compliance"])(
    "of another type deploys nothing: %s",
    (type) => {
      const state = walked({ choices: { ...CONTAINERS, [DEPLOYMENT_TYPE]: type } });
      expect(state.ended?.outcome).toBe("completed");
      expect(state.intents).toEqual([]);
    },
  );

  test("that begins again goes past what it has deployed", () => {
    const state = walked({
      choices: CONTAINERS,
      check: (id, time) => {
        if (id === "path-improvement-measured" && time === 1) return "fail";
        return id === "path-implementation-retry" ? "inconclusive" : "pass";
      },
      say: (node, visit) =>
        node === "DEVOPS_ERROR" ? tried(node, "path-implementation-retry", "Read it to its end.", visit) : undefined,
    });
    expect(state.ended?.outcome).toBe("completed");
    expect(nodes(state).filter((id) => id === "GET_TASK")).toHaveLength(2);
    expect(nodes(state).filter((id) => id === "set-deployment-web")).toHaveLength(1);
    expect(state.intents).toHaveLength(2);
    expect(state.path.findLast((step) => step.node === "still-to-deploy")?.outcome).toBe("fail");
  });

  test("mends what failed and goes on", () => {
    const state = walked({
      choices: CONTAINERS,
      check: (id, time) => {
        if (id === "path-load-test-done" && time <= 2) return "fail";
        return id === "path-fix-tried" ? "inconclusive" : "pass";
      },
      say: (node, visit) =>
        node === "FIX_DEVOPS_ISSUES" ? tried(node, "path-fix-tried", `Attempt ${visit}.`, visit) : undefined,
    });
    expect(state.ended?.outcome).toBe("completed");
    expect(state.attempts.map((one) => one.failures)).toEqual([["path-load-test-done"], ["path-load-test-done"]]);
  });

  test("calls for help after three attempts, and leaves what was deployed", () => {
    const state = walked({
      choices: CONTAINERS,
      check: (id) => {
        if (id === "path-load-test-done") return "fail";
        return id === "path-fix-tried" ? "inconclusive" : "pass";
      },
      say: (node, visit) =>
        node === "FIX_DEVOPS_ISSUES" ? tried(node, "path-fix-tried", `Attempt ${visit}.`, visit) : undefined,
    });
    expect(state.ended?.outcome).toBe("escalated");
    expect(state.attempts).toHaveLength(3);
    expect(nodes(state)).not.toContain("restore-deployment-web");
  });

  test("calls for help when the same is tried again", () => {
    const state = walked({
      choices: CONTAINERS,
      check: (id) => {
        if (id === "path-load-test-done") return "fail";
        return id === "path-fix-tried" ? "inconclusive" : "pass";
      },
      say: (node, visit) =>
        node === "FIX_DEVOPS_ISSUES" ? tried(node, "path-fix-tried", "More memory!", visit) : undefined,
    });
    expect(state.ended?.outcome).toBe("escalated");
    expect(state.visits["FIX_DEVOPS_ISSUES"]).toBe(2);
  });
});
