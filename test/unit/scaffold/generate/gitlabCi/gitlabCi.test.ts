import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { PIPELINE_RULES } from "../../../../../src/core/rules/pipelineRules.ts";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import type { Settings } from "../../../../../src/scaffold/generate/settings.ts";
import { anyApplications } from "../../../../support/scaffold/anyApplication.ts";
import { expressServer, fact, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";
import { filesOf } from "../../../../support/scaffold/workflowFiles.ts";

interface Job {
  readonly stage?: string;
  readonly extends?: string;
  readonly needs?: readonly string[];
  readonly image?: string | { readonly name: string };
  readonly rules?: readonly Readonly<Record<string, unknown>>[];
  readonly script?: readonly string[];
  readonly resource_group?: string;
  readonly interruptible?: boolean;
  readonly environment?: { readonly name: string };
}

interface Pipeline {
  readonly stages: readonly string[];
  readonly jobs: Readonly<Record<string, Job>>;
}

const SECTIONS = ["stages", "workflow", "default"];

function pipelineOf(applications: readonly Application[], settings?: Settings): Pipeline {
  const [file] = filesOf("gitlab-ci", applications, settings);
  const read = parse(file?.text ?? "") as Record<string, unknown>;
  const jobs = Object.entries(read).filter(([name]) => !SECTIONS.includes(name));
  return { stages: read["stages"] as readonly string[], jobs: Object.fromEntries(jobs) as Record<string, Job> };
}

test("one server is linted, tested, scanned, built and delivered by way of staging", () => {
  const { stages, jobs } = pipelineOf([expressServer({ lintCommand: fact("npm run lint") })]);
  expect(stages).toEqual(["lint", "test", "security", "build", "staging", "e2e", "production", "rollback", "notify"]);
  expect(jobs["lint-shop"]?.script).toContain("npm run lint");
  expect(jobs["test-shop"]?.script).toContain("npm test");
});

test("what tests a delivered environment runs in an image of the project's choice, and asks with patience that ends", () => {
  const { jobs } = pipelineOf([expressServer()]);
  expect(jobs["verify-staging"]).toMatchObject({
    image: "$E2E_IMAGE",
    variables: { E2E_IMAGE: expect.stringMatching(/^debian:/u) as unknown },
  });
  const lines = ["verify-staging", "deploy-production"].flatMap((name) => jobs[name]?.script ?? []);
  const asking = lines.filter((line) => line.startsWith("curl "));
  expect(asking).toHaveLength(2);
  for (const line of asking) expect(line).toContain(" --max-time ");
});

test("a person starts the delivery to production, after staging was tested", () => {
  const { jobs } = pipelineOf([expressServer()]);
  expect(jobs["deploy-production"]).toMatchObject({
    needs: ["verify-staging", "publish-shop", "scan-shop"],
    rules: [{ if: "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", when: "manual", allow_failure: false }],
    environment: { name: "production" },
    resource_group: "production",
  });
});

test("what fails is rolled back", () => {
  const { jobs } = pipelineOf([expressServer()]);
  for (const name of ["staging", "production"]) {
    expect(jobs[`rollback-${name}`]).toMatchObject({
      needs: expect.arrayContaining([`deploy-${name}`]) as unknown,
      rules: [{ if: "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", when: "on_failure" }],
    });
  }
});

test("no applications, no pipeline; no environments, no delivery", () => {
  expect(filesOf("gitlab-ci", [])).toEqual([]);
  const { stages } = pipelineOf([expressServer()], { ...sampleSettings, environments: [] });
  expect(stages).toEqual(["test", "security", "build"]);
});

test("every block that stands there for a rule names one that exists", () => {
  const blocks = filesOf("gitlab-ci", [expressServer()]).flatMap((file) => file.blocks);
  expect(blocks.length).toBeGreaterThan(8);
  expect(blocks.map(({ rule }) => rule).filter((rule) => !Object.hasOwn(PIPELINE_RULES, rule))).toEqual([]);
});

/** What is wrong with a pipeline, in words. */
function flawsOf({ stages, jobs }: Pipeline): readonly string[] {
  const whole = Object.entries(jobs).map(([name, job]) => ({ ...jobs[job.extends ?? ""], ...job, name }));
  const run = whole.filter(({ name }) => !name.startsWith("."));
  return [
    ...whole
      .filter((job) => job.extends !== undefined && !(job.extends in jobs))
      .map(({ name }) => `${name} extends nothing`),
    ...whole.flatMap(({ name, needs }) =>
      (needs ?? []).filter((need) => !(need in jobs)).map((need) => `${name} needs ${need}`),
    ),
    ...run
      .filter(({ stage }) => stage === undefined || !stages.includes(stage))
      .map(({ name }) => `${name} has no stage`),
    ...run
      .filter(({ image, script }) => image === undefined || script === undefined)
      .map(({ name }) => `${name} runs nothing`),
    ...run
      .filter(
        (job) => job.environment !== undefined && (job.interruptible !== false || job.resource_group === undefined),
      )
      .map(({ name }) => `${name} may be cut off`),
  ];
}

test("any applications give jobs in stages that there are, that lead to each other and can be run", () => {
  fc.assert(
    fc.property(anyApplications(), (applications) => {
      expect(flawsOf(pipelineOf(applications))).toEqual([]);
    }),
    { numRuns: 40 },
  );
  expect(flawsOf({ stages: [], jobs: { a: { needs: ["b"], environment: { name: "x" } } } })).toHaveLength(4);
});

test("what comes from outside reaches no script but by variables that are not expanded", () => {
  const path = "it's $(id) `id` ${{ x }}";
  const base = expressServer();
  const [file] = filesOf("gitlab-ci", [
    expressServer({ path, ecosystem: { ...base.ecosystem, root: path }, testCommand: fact("npm test; $(id)") }),
  ]);
  const read = parse(file?.text ?? "") as Record<string, Job>;
  const scripts = Object.values(read).flatMap((job) => job.script ?? []);
  expect(scripts.filter((line) => line.includes("id)") || line.includes("`"))).toEqual([]);
  expect(read["build-shop"]).toMatchObject({ variables: { ROOT: { value: path, expand: false } } });
});
