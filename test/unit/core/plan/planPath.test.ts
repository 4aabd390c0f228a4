import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeStillToDeploy } from "../../../../src/core/gates/rules/pathTaken.ts";
import type { CheckVerdict } from "../../../../src/core/evidence/evidence.ts";
import type { Graph } from "../../../../src/core/graph/graph.ts";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { edgeFor, nodeOf } from "../../../../src/core/graph/walk.ts";
import { planPath } from "../../../../src/core/plan/planPath.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import { environmentLine } from "../../../../src/core/run/environmentLine.ts";
import { runSummary } from "../../../../src/core/run/summary.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { decisionPath } from "../../../../src/documents/decisionPath/decisionPath.ts";
import { DEPLOYING } from "../../../../src/documents/decisionPath/deploying.ts";
import { DEPLOYMENT_TYPE } from "../../../../src/documents/decisionPath/deploymentType.ts";
import { ANN, BOB, environment, planned, release, requested, restores, WEB, WORKER } from "../support/samples.ts";
import { answerTo, sha256, Walker } from "../support/walker.ts";
import { World } from "../support/world.ts";
import { visitOf } from "../../../../src/core/run/visits.ts";

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
    const visit = visitOf(state.visits, node.id) ?? 1;
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

/** A path on its way, at the first state that is as wanted. */
function at(wanted: (state: RunState) => boolean, check: (id: string) => CheckVerdict): RunState {
  const options = { world: new World([WEB, WORKER], {}), people: people(CONTAINERS), check };
  return new Walker(options, requested(pathFor())).until(wanted);
}

function passes(): "pass" {
  return "pass";
}

describe("a path in one line", () => {
  test("says how much of a list is settled, and which step it is", () => {
    const state = at(
      (one) => one.evidence.length === 12,
      (id) => (id === "path-research-current" ? "inconclusive" : "pass"),
    );
    expect(runSummary(state, state.lastEventAt)).toMatch(/^step 2 · check what is known · 5 of 6 /u);
    expect(environmentLine(state)).toBe('1.8.2 → 1.9.0 · at "Check what is known"');
  });

  test("waits for a decision at the deployment type", () => {
    const state = at((one) => one.question !== undefined, passes);
    expect(runSummary(state, state.lastEventAt)).toBe("step 4 · waiting for a decision");
  });

  test("goes on counting along the type that was chosen, and through the rollout", () => {
    const state = at((one) => one.node === "hold", passes);
    expect(runSummary(state, state.lastEventAt)).toMatch(/^step 15 · hold /u);
    expect(environmentLine(state)).toBe("1.8.2 → 1.9.0 · holding");
  });

  test("counts the attempts at mending", () => {
    const state = at(
      (one) => one.node === "FIX_DEVOPS_ISSUES",
      (id) => (id === "path-load-test-done" ? "fail" : "pass"),
    );
    expect(runSummary(state, state.lastEventAt)).toMatch(/^mend what failed · attempt 1 of 3/u);
  });

  test("is verified at its end only where something was deployed", () => {
    const deployed = walked({ choices: CONTAINERS });
    expect(runSummary(deployed, 0)).toBe("1.9.0 verified");
    expect(deployed.ended?.message).toMatch(/^1\.9\.0 runs .* handed over as DEVOPS_TASK_COMPLETE_D3R6\.$/u);
    const passed = walked({ choices: { ...CONTAINERS, [DEPLOYMENT_TYPE]: "ci-cd-pipeline" } });
    expect(runSummary(passed, 0)).toBe("completed · nothing deployed");
    expect(passed.ended?.message).toMatch(/^The run came to its end; nothing was deployed to production\./u);
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
    expect(visitOf(state.visits, "FIX_DEVOPS_ISSUES")).toBe(2);
  });
});

/** A number from 0 to 99 that looks drawn and is the same for the same words. */
function dice(...words: readonly (string | number)[]): number {
  return Number.parseInt(sha256(words.join(" ")).slice(0, 8), 16) % 100;
}

/** Whoever is at a list says what was tried, or has it measured again. */
function atList(state: RunState, seed: number): RunRequest[] {
  const node = nodeOf(state.graph, state.node);
  const visit = visitOf(state.visits, state.node ?? "") ?? 1;
  if (node?.kind !== "check" || node.waits !== true || state.left !== undefined) return [];
  const found = state.evidence.filter((one) => one.node === node.id && one.visit === visit);
  if (found.length === 0) return [];
  const [only] = node.checks;
  if (node.mends !== undefined && only !== undefined) {
    return [tried(node.id, only.id, dice(seed, node.id, visit) < 20 ? "The same." : `Attempt ${visit}.`, visit)];
  }
  const stuck =
    found.some((one) => one.evidence.verdict === "fail") && edgeFor(state.graph, node.id, "fail") === undefined;
  if (!stuck) return [];
  return [{ id: `again-${node.id}-${visit}-${state.rechecks}`, by: BOB, type: "recheck", node: node.id }];
}

/** A walk in which a tenth of the checks fail whenever they are measured, and people choose as they like. */
function anyWalk(seed: number): { state: RunState; writes: World["writes"] } {
  const world = new World([WEB, WORKER], {});
  const asked = new Map<string, number>();
  const walker = new Walker(
    {
      world,
      people: (state) => {
        const node = nodeOf(state.graph, state.node);
        const options = node?.kind === "decision" ? node.options : [];
        const option = options[dice(seed, "choice", state.path.length) % Math.max(1, options.length)]?.id ?? "";
        const asks = people({ [state.node ?? ""]: option })(state);
        return asks.length > 0 ? asks : atList(state, seed);
      },
      check: (id) => {
        const time = (asked.get(id) ?? 0) + 1;
        asked.set(id, time);
        if (id === "still-to-deploy") return judgeStillToDeploy(walker.state).verdict;
        if (/-(retry|tried)$/u.test(id)) return "inconclusive";
        return dice(seed, id, time) < 10 ? "fail" : "pass";
      },
    },
    requested(pathFor({ gate: [] })),
  );
  walker.run();
  return { state: walker.state, writes: world.writes };
}

test("whatever fails and whatever is chosen, a walk comes to an end, deploys at most once and mends at most thrice", () => {
  // The seed is fixed, so that both ways to end are surely among the walks.
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { state, writes } = anyWalk(seed);
      outcomes.add(state.ended?.outcome ?? "none");
      expect(writes.filter((write) => write.type === "set-image").length).toBeLessThanOrEqual(2);
      const attempts = Map.groupBy(state.attempts, (attempt) => attempt.node);
      for (const made of attempts.values()) expect(made.length).toBeLessThanOrEqual(3);
      const delivered = state.ended?.outcome === "completed";
      expect(nodes(state).includes("PREVENT_LOOPS") && state.path.at(-1)?.outcome === "pass").toBe(delivered);
    }),
    { numRuns: 25, seed: 41 },
  );
  expect([...outcomes]).toEqual(expect.arrayContaining(["completed", "escalated"]));
});
