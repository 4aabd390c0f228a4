import { describe, expect, test } from "vitest";
import type { Blocked } from "../../../../src/documents/records/blocked.ts";
import { agentFor, measureWords } from "../../../../src/documents/records/blocked.ts";
import { withFailure } from "../../../../src/documents/records/deploymentFailure.ts";
import { withEscalation } from "../../../../src/documents/records/escalation.ts";
import { withFixTask } from "../../../../src/documents/records/fixTask.ts";

const BLOCKED: Blocked = {
  key: "41/nnnnnnnn/gate/1",
  run: "41",
  what: "shop 1.9.0 → production",
  application: "shop",
  environment: "production",
  gate: "Gate",
  requestedBy: "Ann <ann@example.com>",
  at: "2026-01-01T08:00:00.000Z",
  failures: [
    {
      check: "unit-tests",
      label: "Unit tests",
      verdict: "fail",
      message: "3 of 120 tests failed.",
      measure: measureWords({ value: 97.5, bound: 100, good: "at-least", unit: "%" }),
      places: [{ at: "src/cart.test.ts:12", about: "adds_up" }],
      files: [{ path: "reports/junit.xml", sha256: "ab".repeat(32) }],
      source: "reports/junit.xml",
    },
  ],
};

function task(text: string | undefined, blocked = BLOCKED): string {
  const result = withFixTask(text, blocked);
  if (!result.ok) throw result.error;
  return result.value;
}

describe("a fix task", () => {
  test("in a new file says what failed with its number, its bound and its place", () => {
    expect(JSON.parse(task(undefined))).toEqual({
      tasks: [
        {
          id: "fix-41-nnnnnnnn-gate-1",
          title: "Mend what keeps shop 1.9.0 → production from going",
          description: 'The gate "Gate" did not open: Unit tests.',
          details:
            "Unit tests, fail: 3 of 120 tests failed. 97.5 % (at least 100 %). At src/cart.test.ts:12 (adds_up).\n[tidegate 41/nnnnnnnn/gate/1]",
          type: "deployment_fix",
          agent: "Task-Coder",
          priority: "high",
          status: "pending",
          dependencies: [],
          created: "2026-01-01T08:00:00.000Z",
        },
      ],
    });
  });

  test("goes on with the numbers, the names and the layout of the file", () => {
    const before = `{\n    "master": {\n        "tasks": [\n            {\n                "id": 7, "name": "One",\n                "assignee": "Bob",\n                "subtasks": []\n            } // the only one\n        ]\n    }\n}\n`;
    const after = task(before);
    expect(after).toContain('            },\n            {\n                "id": 8,\n                "name": "Mend');
    expect(after).toContain('"assignee": "Task-Coder"');
    expect(after).toContain('"subtasks": []');
    expect(after).toContain("} // the only one\n        ]");
  });

  test("begins an empty list where it stands", () => {
    expect(task("[]")).toMatch(/^\[\n {2}\{\n {4}"id"/u);
    expect(JSON.parse(task('{"tasks": [\n  ]}'))).toMatchObject({ tasks: [{ id: "fix-41-nnnnnnnn-gate-1" }] });
  });

  test.each([
    ['{"tasks": [1,]}', "BrokenTasks"],
    ['{"tasks": [', "BrokenTasks"],
    ['{"todo": []}', "UnknownTasks"],
    ['{"tasks": [], "tasks": []}', "UnknownTasks"],
    ['{"tasks": {}}', "UnknownTasks"],
  ])("is not written to %s: %s", (text, reason) => {
    expect(withFixTask(text, BLOCKED)).toMatchObject({ ok: false, error: { reason } });
  });

  test("is the tester's where nothing is known to be bad", () => {
    const [failed] = BLOCKED.failures;
    const unknown = failed === undefined ? [] : [{ ...failed, verdict: "inconclusive" as const }];
    expect(agentFor(BLOCKED.failures)).toBe("Task-Coder");
    expect(agentFor(unknown)).toBe("Tester");
    expect(agentFor(BLOCKED.failures.map((one) => ({ ...one, check: "coverage" })))).toBe("Tester");
  });
});

describe("what people are told", () => {
  test("is an escalation that somebody can answer", () => {
    expect(withEscalation("# Human requests\n\n## Older\n", BLOCKED)).toBe(
      [
        "# Human requests",
        "",
        "## Older",
        "",
        "## Blocked: shop 1.9.0 → production, run 41",
        "",
        "<!-- [tidegate 41/nnnnnnnn/gate/1] -->",
        "",
        "- **Status:** open",
        "- **Priority:** high",
        "- **To:** Product-Manager (product owner)",
        String.raw`- **From:** Ann \<ann@example.com\>, who asked for it`,
        "- **Asked:** 2026-01-01T08:00:00.000Z",
        '- **Blocks:** every change of production by this run, at "Gate"',
        "",
        "### What happened",
        "",
        "- **Unit tests** (fail): 3 of 120 tests failed. 97.5 % (at least 100 %).",
        String.raw`  - ${"`src/cart.test.ts:12`"}: adds\_up`,
        "",
        "### What is asked",
        "",
        "Weigh the risk and the delay: mend it first, ship less, or ship later. No answer here opens the gate: it opens when its checks pass.",
        "",
        "### Answer",
        "",
        "",
        "",
      ].join("\n"),
    );
  });

  test("is a failure with its evidence and the next steps", () => {
    const text = withFailure(undefined, BLOCKED);
    expect(text.startsWith("# Deployment failures\n\n## 2026-01-01: shop 1.9.0 → production, run 41\n")).toBe(true);
    expect(text).toContain(`- Read: \`reports/junit.xml\`, SHA-256 \`${"ab".repeat(32)}\``);
    expect(text).toContain("1. Task-Coder mends what did not pass");
  });

  test("closes a fence that somebody left open, and keeps the document's line ends", () => {
    expect(withFailure("# F\n\n````md\n```\n", BLOCKED)).toContain("```\n````\n\n## 2026-01-01");
    expect(withFailure("# F\r\n", BLOCKED)).toContain("# F\r\n\r\n## 2026-01-01");
  });
});
