import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failed, type Finding, inconclusive, passed } from "../../../src/core/gates/finding.ts";
import type { Workspace } from "../../../src/cli/parts.ts";
import type { ReadinessRequest } from "../../../src/engine/checks/readiness/tryReadiness.ts";
import { readyOutput } from "../../../src/protocol/readyOutput.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const PLACES = "environments:\n      staging: { context: c, namespace: n, workloads: [deployment/web] }\n";

async function ready(args: readonly string[], finding: Finding, files: Readonly<Record<string, string>> = {}) {
  const cwd = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) await writeFile(join(cwd, path), text);
  const asked: ReadinessRequest[] = [];
  const git = { state: async () => ({ changed: [{ path: "a", state: "changed" }] }) };
  const run = await fakeCli(["ready", ...args], {
    cwd,
    workspace: async () => ({ git }) as unknown as Workspace,
    trial: async () => async (request) => {
      asked.push(request);
      return new Map(request.checks.map((check) => [check, finding]));
    },
  });
  return { ...run, asked };
}

describe("tidegate ready", () => {
  it.each([
    [passed("Fine", "It is."), 0, "pass"],
    [failed("BuildFailed", "It is not."), 1, "fail"],
    [inconclusive("NotSaid", "Say it."), 5, "inconclusive"],
  ])("ends by what was found: %j", async (finding, code, verdict) => {
    const run = await ready(["--json"], { ...finding, facts: { commit: "abc" } });
    const output = readyOutput.parse(JSON.parse(run.out));
    expect([run.code, output.verdict, output.commit, output.checks.length]).toEqual([code, verdict, "abc", 14]);
  });

  it("tries what tidegate.yaml says, only the checks that are named, and says that the desk is not tried", async () => {
    const yaml = `version: 1\napplications:\n  shop:\n    readiness: { build: [make], timeout: 5m }\n    ${PLACES}`;
    const args = ["--check", "build-production", "--check", "build-output", "."];
    const { asked, err, out } = await ready(args, passed("Fine", "It is."), { "tidegate.yaml": yaml });
    expect(asked.map(({ checks, workloads }) => [checks, workloads])).toEqual([
      [["build-production", "build-output"], ["web"]],
    ]);
    expect([asked[0]?.readiness.build, asked[0]?.readiness.timeout]).toEqual([["make"], 300]);
    expect(err).toContain("One file is not as committed");
    expect(out.split("\n").map((line) => line.slice(0, 4))).toEqual(["pass", "pass"]);
  });

  it("refuses an unknown check, and applications that are made in different ways", async () => {
    const unknown = await ready(["--check", "nothing"], passed("Fine", "It is."));
    expect([unknown.code, unknown.asked.length]).toEqual([2, 0]);
    const yaml = `version: 1\napplications:\n  a:\n    readiness: { build: [make] }\n    ${PLACES}  b:\n    ${PLACES}`;
    const several = await ready([], passed("Fine", "It is."), { "tidegate.yaml": yaml });
    expect([several.code, several.asked.length]).toEqual([2, 0]);
    const one = await ready(["--application", "a"], passed("Fine", "It is."), { "tidegate.yaml": yaml });
    expect([one.code, one.asked.length]).toEqual([0, 1]);
  });
});
