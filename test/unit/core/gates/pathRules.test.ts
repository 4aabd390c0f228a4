import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  judgeAttempts,
  judgeCircles,
  judgeEscalation,
  judgeProgress,
} from "../../../../src/core/gates/rules/loopGuard.ts";
import { judgeStage, judgeStillToDeploy, judgeToken } from "../../../../src/core/gates/rules/pathTaken.ts";
import type { Graph } from "../../../../src/core/graph/graph.ts";
import type { Attempt, Step } from "../../../../src/core/run/state.ts";
import { decisionPath } from "../../../../src/documents/decisionPath/decisionPath.ts";
import { ANN, planned } from "../support/samples.ts";

const graph = decisionPath();

function step(node: string, outcome = "pass", visit = 1): Step {
  return { node, outcome, visit, message: `${node} ended ${outcome}.`, enteredAt: 0, leftAt: 0 };
}

function attempt(node: string, visit: number, statement = `Attempt ${visit}.`): Attempt {
  return { node, visit, by: ANN, statement, failures: ["path-load-test-done"] };
}

function run(path: readonly Step[], attempts: readonly Attempt[] = [], of: Graph = graph) {
  return { graph: of, path, attempts };
}

const FIX = "FIX_DEVOPS_ISSUES";

describe("the loop guard", () => {
  test("passes where nothing had to be mended", () => {
    const clean = run([step("PRODUCTION_VALIDATION")]);
    for (const judge of [judgeAttempts, judgeCircles, judgeProgress, judgeEscalation]) {
      expect(judge(clean).verdict).toBe("pass");
    }
  });

  test("counts the attempts of each cycle by itself, and three are the most", () => {
    fc.assert(
      fc.property(fc.nat(6), fc.nat(6), (fixes, retries) => {
        const attempts = [
          ...Array.from({ length: fixes }, (_, index) => attempt(FIX, index + 1)),
          ...Array.from({ length: retries }, (_, index) => attempt("DEVOPS_ERROR", index + 1)),
        ];
        const finding = judgeAttempts(run([], attempts));
        expect(finding.verdict).toBe(fixes > 3 || retries > 3 ? "fail" : "pass");
        expect(finding.facts?.["attempts"]).toBe(fixes + retries);
      }),
    );
  });

  test("names the node and its attempts", () => {
    expect(judgeAttempts(run([], [attempt(FIX, 1), attempt(FIX, 2)])).message).toBe(
      '"Mend what failed" took 2 of 3 attempts.',
    );
  });

  test("finds a circle by the step that ended so", () => {
    const finding = judgeCircles(run([step(FIX), step(FIX, "circular", 2)], [attempt(FIX, 1), attempt(FIX, 2)]));
    expect(finding).toMatchObject({ verdict: "fail", reason: "Circular" });
    expect(finding.message).toContain("Mend what failed");
  });

  test("sees no progress where what was mended has not passed since", () => {
    const failed = [step("PRODUCTION_VALIDATION", "fail"), step(FIX)];
    expect(judgeProgress(run(failed, [attempt(FIX, 1)]))).toMatchObject({ verdict: "fail", reason: "NoProgress" });
    const passed = [...failed, step("PRODUCTION_VALIDATION", "pass", 2)];
    expect(judgeProgress(run(passed, [attempt(FIX, 1)])).verdict).toBe("pass");
  });

  test("wants an end that calls for help", () => {
    expect(judgeEscalation(run([])).message).toContain("Call for help");
    expect(judgeEscalation(run([], [], planned())).verdict).toBe("fail");
    expect(judgeEscalation(run([], [], { ...graph, escalation: "FINAL_OUTPUT" })).verdict).toBe("fail");
  });
});

describe("the stages that were passed", () => {
  test("count by how they ended last", () => {
    expect(judgeStage(run([]), "GET_TASK")).toMatchObject({ verdict: "fail", reason: "NotReached" });
    expect(judgeStage(run([step("GET_TASK")]), "GET_TASK").verdict).toBe("pass");
    const fellBack = run([step("GET_TASK"), step("GET_TASK", "abort-requested", 2)]);
    expect(judgeStage(fellBack, "GET_TASK")).toMatchObject({ verdict: "fail", reason: "NotPassed" });
  });
});

describe("the handoff's token", () => {
  test("is that of the last ending the run came by", () => {
    const path = [step("DEVOPS_SUCCESS"), step("OPERATIONAL_HANDOFF"), step("VALIDATE_DEVOPS_IMPLEMENTATION")];
    expect(judgeToken(run(path))).toMatchObject({ verdict: "pass", facts: { token: "OPERATIONAL_READY_D6N8" } });
    expect(judgeToken(run([step("GET_TASK")]))).toMatchObject({ verdict: "fail", reason: "NoToken" });
  });

  test("has capitals, digits and underscores and nothing else", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (token) => {
        const nodes = graph.nodes.map((node) => (node.id === "DEVOPS_SUCCESS" ? { ...node, token } : node));
        const finding = judgeToken(run([step("DEVOPS_SUCCESS")], [], { ...graph, nodes }));
        expect(finding.verdict).toBe(/^[A-Z0-9_]+$/u.test(token) ? "pass" : "fail");
      }),
    );
  });
});

describe("the release", () => {
  test("is still to be deployed until its hold was watched to the end", () => {
    const of = planned();
    expect(judgeStillToDeploy(run([step("set-deployment-web", "done")], [], of)).verdict).toBe("pass");
    expect(judgeStillToDeploy(run([step("hold", "failed")], [], of)).verdict).toBe("pass");
    expect(judgeStillToDeploy(run([step("hold", "healthy")], [], of)).verdict).toBe("fail");
  });

  test("is not deployed by a hold that only waits until pods are ready", () => {
    expect(judgeStillToDeploy(run([step("ready-deployment-web", "healthy")], [], planned())).verdict).toBe("pass");
  });
});
