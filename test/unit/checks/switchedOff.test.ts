import { describe, expect, test } from "vitest";
import { RULES } from "../../../src/checks/rules.ts";
import { workspaceFrom } from "../../support/memoryTree.ts";

function using(action: string): string {
  return `[${Array.from({ length: 500 }, () => `{ uses: ${action} }`).join(", ")}]`;
}

async function scanned(path: string, text: string): Promise<string> {
  return RULES["pipeline-dependency-scan"](await workspaceFrom({ [path]: text })).verdict;
}

describe("what a pipeline does not run is no measurement", () => {
  test.each([
    ["a step", "a: { steps: [{ run: npm audit }] }", "pass"],
    ["a comment in a script", 'a: { steps: [{ run: "# npm audit\\n  # trivy fs .\\nnpm ci" }] }', "fail"],
    ["a step that is switched off", "a: { steps: [{ run: npm ci }, { if: false, run: npm audit }] }", "fail"],
    ["a step that an expression switches off", "a: { steps: [{ if: '${{ false }}', run: npm audit }] }", "fail"],
    ["a job that is switched off", "a: { if: false, steps: [{ run: npm audit }] }", "fail"],
    ["a step with a condition", "a: { steps: [{ if: failure(), run: npm audit }] }", "pass"],
  ])("with %s in GitHub Actions", async (_name, job, verdict) => {
    expect(
      await scanned(".github/workflows/a.yml", `on: push\njobs:\n  b: { steps: [{ run: npm ci }] }\n  ${job}\n`),
    ).toBe(verdict);
  });

  test.each([
    ["a job", "a: { script: [npm audit] }", "pass"],
    ["a job that never runs", "a: { script: [npm audit], when: never }", "fail"],
    ["a hidden job", ".a: { script: [npm audit] }", "fail"],
  ])("with %s in GitLab CI", async (_name, job, verdict) => {
    expect(await scanned(".gitlab-ci.yml", `b: { script: [npm ci] }\n${job}\n`)).toBe(verdict);
  });
});

/** Each would take hours or all memory where every call and every ancestor was put together anew. */
describe("a pipeline that was made to be slow to read", () => {
  test("whose actions use each other many times is read in part, which leaves its checks open", async () => {
    const files = {
      ".github/workflows/a.yml": `on: push\njobs:\n  a: { steps: ${using("./.github/actions/a")} }\n`,
      ".github/actions/a/action.yml": `runs: { steps: ${using("./.github/actions/b")} }\n`,
      ".github/actions/b/action.yml": `runs: { steps: ${using("./.github/actions/a")} }\n`,
    };
    const { pipelines, unread } = await workspaceFrom(files);
    expect(pipelines[0]?.jobs[0]?.steps.length).toBe(20_000);
    expect(unread.pipelines[0]?.why).toContain("more than 20000 steps");
  });

  test("whose jobs all extend each other", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `j${index}`);
    const text = names.map((name) => `${name}: { extends: [${names.join(", ")}], ${name}: 1, script: [npm audit] }`);
    expect(await scanned(".gitlab-ci.yml", `${text.join("\n")}\n`)).toBe("pass");
  });

  test("whose scripts name programs again and again", async () => {
    const run = "mvnw helm trivy gradlew ".repeat(10_000);
    const text = JSON.stringify({ on: "push", jobs: { a: { steps: [{ run }] } } });
    const workspace = await workspaceFrom({ ".github/workflows/a.yml": text });
    const rules = Object.entries(RULES).filter(([id]) => id.startsWith("pipeline-"));
    expect(rules.map(([, rule]) => rule(workspace).message).filter((message) => message === "")).toEqual([]);
  });
});
