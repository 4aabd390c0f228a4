import { describe, expect, test } from "vitest";
import { RULES } from "../../../src/checks/rules.ts";
import type { Finding } from "../../../src/core/gates/finding.ts";
import type { WorkspaceCheckId } from "../../../src/core/gates/registry.ts";
import { workspaceFrom } from "../../support/memoryTree.ts";

async function judged(check: WorkspaceCheckId, files: Readonly<Record<string, string>>): Promise<Finding> {
  return RULES[check](await workspaceFrom(files));
}

const GITLAB = `
stages: [test, build, deploy]
.base: { cache: { paths: [node_modules] } }
unit: { extends: .base, stage: test, script: [npm test] }
image: { stage: build, script: ["docker build -t $IMAGE:$CI_COMMIT_SHA .", "docker push $IMAGE:$CI_COMMIT_SHA"] }
package: { stage: build, script: ["docker build -t $IMAGE:$CI_COMMIT_SHA .", "docker push $IMAGE:$CI_COMMIT_SHA"] }
staging: { stage: deploy, script: [kubectl apply -f k8s], environment: { name: staging } }
production: { stage: deploy, needs: [image, staging], when: manual, script: [kubectl apply -f k8s], environment: production }
`;

describe("a pipeline of GitLab CI", () => {
  const files = { ".gitlab-ci.yml": GITLAB.replace("image: {", "container: {").replace("[image,", "[container,") };

  test("waits by stages, and by needs where a job names them", async () => {
    const { pipelines } = await workspaceFrom(files);
    const waits = Object.fromEntries(pipelines.flatMap((one) => one.jobs).map((job) => [job.id, job.waitsFor]));
    expect(waits).toEqual({
      unit: [],
      container: ["unit"],
      package: ["unit"],
      staging: ["unit", "container", "package"],
      production: ["container", "staging"],
    });
    expect((await judged("pipeline-order", files)).verdict).toBe("pass");
  });

  test("has what its jobs extend, and gates what is started by hand", async () => {
    expect((await judged("pipeline-cache", files)).verdict).toBe("pass");
    expect((await judged("pipeline-production-gate", files)).verdict).toBe("pass");
    expect((await judged("pipeline-promotion", files)).verdict).toBe("pass");
    expect((await judged("pipeline-versioning", files)).verdict).toBe("pass");
  });

  test("is left open where it includes what is kept elsewhere", async () => {
    const included = { ".gitlab-ci.yml": `include: [{ project: shop/ci, file: x.yml }]\n${files[".gitlab-ci.yml"]}` };
    expect((await judged("pipeline-rollback", included)).verdict).toBe("inconclusive");
    expect((await judged("pipeline-rollback", files)).verdict).toBe("fail");
  });

  test("counts GitLab's own scanners, which it includes by name", async () => {
    const scanned = {
      ".gitlab-ci.yml": `include: [{ template: Jobs/SAST.gitlab-ci.yml }]\n${files[".gitlab-ci.yml"]}`,
    };
    expect((await judged("pipeline-dependency-scan", scanned)).verdict).toBe("pass");
  });
});

describe("a workflow of GitHub Actions", () => {
  const ci = "on: push\njobs:\n  test: { steps: [{ run: npm test }] }\n";

  test("has the steps of local workflows and actions where it uses them", async () => {
    const files = {
      ".github/workflows/a.yml": "on: push\njobs:\n  ship: { uses: ./.github/workflows/b.yml }\n",
      ".github/workflows/b.yml": "on: workflow_call\njobs:\n  go: { steps: [{ uses: ./.github/actions/deploy }] }\n",
      ".github/actions/deploy/action.yml":
        "runs: { using: composite, steps: [{ run: npm test }, { run: kubectl apply -f k8s }] }\n",
    };
    const { pipelines } = await workspaceFrom(files);
    expect(
      pipelines.find((one) => one.file.endsWith("a.yml"))?.jobs[0]?.steps.map((step) => step.run || step.uses),
    ).toEqual(["./.github/workflows/b.yml", "./.github/actions/deploy", "npm test", "kubectl apply -f k8s"]);
    expect((await judged("pipeline-order", files)).verdict).toBe("pass");
  });

  test("has the steps of the action at the root of its repository", async () => {
    const { pipelines } = await workspaceFrom({
      ".github/workflows/a.yml": "on: push\njobs:\n  ship: { steps: [{ uses: ./ }, { uses: ../elsewhere }] }\n",
      "action.yml": "runs: { using: composite, steps: [{ run: npm test }] }\n",
    });
    expect(pipelines[0]?.jobs[0]?.steps.map((step) => step.run || step.uses)).toEqual([
      "./",
      "npm test",
      "../elsewhere",
    ]);
  });

  test("that calls one of another repository leaves open what that may do", async () => {
    const uses = `shop/ci/.github/workflows/test.yml@${"a".repeat(40)}`;
    const deploy = `on: push\njobs:\n  ci: { uses: ${uses} }\n  ship: { needs: ci, steps: [{ run: kubectl apply -f k8s }] }\n`;
    expect(await judged("pipeline-order", { ".github/workflows/a.yml": deploy })).toMatchObject({
      verdict: "inconclusive",
      message: expect.stringContaining("ship deploys without waiting for tests"),
    });
  });

  test("follows the tests also when it begins after their workflow", async () => {
    const after =
      "on: { workflow_run: { workflows: [CI] } }\njobs:\n  ship: { steps: [{ run: kubectl apply -f k8s }] }\n";
    const files = { ".github/workflows/ci.yml": `name: CI\n${ci}`, ".github/workflows/ship.yml": after };
    expect((await judged("pipeline-order", files)).verdict).toBe("pass");
    expect((await judged("pipeline-order", { ".github/workflows/ship.yml": after })).verdict).toBe("fail");
  });

  test.each([
    [`actions/checkout@${"a".repeat(40)}`, "pass"],
    ["./.github/actions/own", "pass"],
    ["actions/checkout@v6", "fail"],
    [`docker://alpine@sha256:${"b".repeat(64)}`, "pass"],
    ["docker://alpine:3", "fail"],
  ])("that uses %s: %s", async (uses, verdict) => {
    const text = `on: push\njobs:\n  a: { steps: [{ uses: "${uses}" }] }\n`;
    expect((await judged("pipeline-pinned-actions", { ".github/workflows/a.yml": text })).verdict).toBe(verdict);
  });

  test.each([
    ["", "", "fail"],
    ["permissions: read-all\n", "", "pass"],
    ["permissions: {}\n", "", "pass"],
    ["permissions: read-all\n", "permissions: write-all, ", "fail"],
    ["", "permissions: { contents: read }, ", "pass"],
  ])("with the permissions %j and %j: %s", async (general, own, verdict) => {
    const text = `on: push\n${general}jobs:\n  a: { ${own}steps: [{ run: npm test }] }\n`;
    expect((await judged("pipeline-permissions", { ".github/workflows/a.yml": text })).verdict).toBe(verdict);
  });
});
