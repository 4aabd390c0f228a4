import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../src/adapters/process/command.ts";
import { type LinterResults, runLinters } from "../../src/checks/linters/runLinters.ts";
import type { RunCommand } from "../../src/core/ports/command.ts";
import { installLinters } from "../../tools/linters/install.ts";

const root = fileURLToPath(new URL("../fixtures/findings", import.meta.url));

const FILES = [
  { path: "Dockerfile", kind: "dockerfile" },
  { path: ".github/workflows/ci.yml", kind: "workflow" },
  { path: "k8s/web.yaml", kind: "manifest" },
] as const;

let results: LinterResults;

/** Files full of mistakes, before the linters that a person may have. */
beforeAll(async () => {
  const installed = Object.values(await installLinters());
  const PATH = [...new Set(installed.map((file: string) => dirname(file))), process.env["PATH"]].join(delimiter);
  const run: RunCommand = (call, signal) => runCommand({ ...call, env: { ...call.env, PATH } }, signal);
  results = await runLinters(root, FILES, run);
});

function rulesOf(tool: string, file: string): readonly string[] {
  return results.findings.filter((one) => one.tool === tool && one.file === file).map(({ rule }) => rule);
}

describe("the answers of real linters", () => {
  it("are read, each at its file", () => {
    expect(rulesOf("hadolint", "Dockerfile")).toEqual(expect.arrayContaining(["DL3007", "DL3008", "DL3020", "DL3025"]));
    expect(rulesOf("actionlint", ".github/workflows/ci.yml")).toEqual(expect.arrayContaining(["runner-label"]));
    expect(rulesOf("zizmor", ".github/workflows/ci.yml")).toEqual(
      expect.arrayContaining(["unpinned-uses", "template-injection"]),
    );
    expect(rulesOf("checkov", "k8s/web.yaml")).toEqual(expect.arrayContaining(["CKV_K8S_16"]));
    expect(rulesOf("checkov", "Dockerfile")).toEqual(expect.arrayContaining(["CKV_DOCKER_3"]));
  });

  it("stand at lines", () => {
    const latest = results.findings.find(({ rule }) => rule === "DL3007");
    expect(latest?.range).toMatchObject({ line: 1 });
    const injection = results.findings.find(({ rule }) => rule === "template-injection");
    expect(injection?.range.line).toBe(8);
  });

  it("name what ran and what is not installed", () => {
    expect(results.ran).toEqual(expect.arrayContaining(["hadolint", "actionlint", "zizmor", "checkov"]));
    expect(results.missing.toSorted()).toEqual(["kube-linter", "trivy"]);
  });
});
