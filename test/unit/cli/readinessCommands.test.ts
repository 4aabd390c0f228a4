import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assess } from "../../../src/core/checklists/assess.ts";
import { CHECKLISTS } from "../../../src/core/checklists/lists.ts";
import type { Evidence } from "../../../src/core/evidence/evidence.ts";
import { compareEnvironments } from "../../../src/engine/profiles/compareEnvironments.ts";
import { configOrigins } from "../../../src/engine/profiles/configFacts.ts";
import type { Readiness } from "../../../src/engine/readiness/readiness.ts";
import { checklistOutput } from "../../../src/protocol/checklistOutput.ts";
import { compareOutput } from "../../../src/protocol/compareOutput.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { workspaceFrom } from "../../support/memoryTree.ts";

const CONFIG = `version: 1
applications:
  shop:
    environments:
      staging: {context: east, namespace: shop}
      production: {context: east, namespace: shop, production: true}
`;

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tidegate-ready-"));
  await writeFile(join(cwd, "tidegate.yaml"), CONFIG);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

function readinessOf(...evidence: readonly Evidence[]): Readiness {
  return {
    assess: async ({ application, environment, config }, lists) => ({
      application,
      environment,
      production: config.production,
      at: 0,
      lists: lists.map((id) => assess(CHECKLISTS[id], { evidence })),
      waiting: undefined,
    }),
    compare: async ({ application, config, text }) => {
      const places = Object.entries(config.applications[application]?.environments ?? {}).map(([environment, one]) => {
        return { application, environment, config: one };
      });
      const [workspace, origin] = [await workspaceFrom({}), configOrigins("tidegate.yaml", text)];
      return compareEnvironments({ application, path: ".", places, workspace, origin });
    },
  };
}

const FAILED: Evidence = {
  check: "load",
  verdict: "fail",
  reason: "Slow",
  message: "Too slow\u001B[31m.",
  source: "k6",
  collectedAt: 0,
  measure: { value: 900, bound: 300, good: "at-most", unit: "ms" },
};

function run(args: readonly string[], readiness = readinessOf()) {
  return fakeCli(args, { cwd, readiness: async () => readiness });
}

describe("tidegate checklist", () => {
  it("fails nothing where lines are only open", async () => {
    const { code, out } = await run(["checklist", "shop", "production"]);
    expect(code).toBe(0);
    expect(out).toContain("Pre-deployment checklist: 0 of 23 lines are met, 0 missing, 23 open.");
    expect(out).toContain("Definition of done");
  });

  it("exits with 1 where one is missing, with the number and nothing that steers a terminal", async () => {
    const { code, out } = await run(["checklist", "--list", "pre-deployment"], readinessOf(FAILED));
    expect(code).toBe(1);
    expect(out).toContain("MISSING  It bore the load of a test");
    expect(out).toContain("(900 ms of at most 300 ms)");
    expect(out).not.toContain("\u001B");
    expect(out).not.toContain("Definition of done");
  });

  it("prints JSON of its schema, and Markdown", async () => {
    const { out } = await run(["checklist", "shop", "staging", "--format", "json"], readinessOf(FAILED));
    const parsed = checklistOutput.parse(JSON.parse(out));
    expect(parsed.environments.map(({ environment }) => environment)).toEqual(["staging"]);
    const markdown = await run(["checklist", "shop", "staging", "--format", "markdown"]);
    expect(markdown.out).toContain("### Preparation (0/6)");
  });

  it("refuses an environment that is not there", async () => {
    expect((await run(["checklist", "shop", "moon"])).code).toBe(2);
  });
});

describe("tidegate compare", () => {
  it("fits a terminal of 80 columns, and says what is surprising", async () => {
    const { code, out } = await run(["compare"]);
    expect(code).toBe(0);
    expect(out).toContain("staging and production share their namespace and cluster");
    const table = out.split("\n").filter((line) => /^[=≠⚠?] /u.test(line));
    expect(table.length).toBeGreaterThan(8);
    for (const line of table) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("prints JSON of its schema with the lines of values", async () => {
    const { out } = await run(["compare", "shop", "--format", "json"]);
    const [application] = compareOutput.parse(JSON.parse(out)).applications;
    const row = application?.rows.find(({ property }) => property === "namespace");
    expect(row?.cells.map(({ value }) => value?.place?.line)).toEqual([5, 6]);
  });

  it("refuses an application that is not there", async () => {
    expect((await run(["compare", "moon"])).code).toBe(2);
  });
});
