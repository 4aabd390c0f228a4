import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileTreeAt } from "../../../src/adapters/git/fileTree.ts";
import { runCommand } from "../../../src/adapters/process/command.ts";
import { planOutput } from "../../../src/protocol/output.ts";
import { type FakeRun, fakeCli } from "../../support/fakeCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const connect = async () => ({ dispose: () => undefined }) as never;

/** Runs `tidegate deploy` where one environment walks the rollout and the other the decision path. */
async function deploy(...args: string[]): Promise<FakeRun> {
  const cwd = await temporaryFolder();
  const environments = "live: {context: c, namespace: n}, staging: {context: c, namespace: n, path: decision}";
  await writeFile(join(cwd, "tidegate.yaml"), `version: 1\napplications: {shop: {environments: {${environments}}}}\n`);
  await writeFile(join(cwd, "Dockerfile"), "FROM scratch\n");
  const files = fileTreeAt(cwd, runCommand);
  const workspace = async () => ({ files }) as never;
  return fakeCli(["deploy", "shop", ...args], { cwd, workspace, connect });
}

describe("a deployment from the command line", () => {
  test("walks the decision path without a version, asks no cluster and says what the workspace suggests", async () => {
    const { code, out } = await deploy("live", "--path", "decision", "--dry-run");
    expect(code).toBe(0);
    expect(out).toBe(
      "shop → live: nothing is released, on c, namespace n\n" +
        "Which kind of deployment is this? Suggested: Containers. The workspace holds containers (Dockerfile).",
    );
  });

  test("walks what its environment says", async () => {
    const { code, out } = await deploy("staging", "--dry-run", "--json");
    expect(code).toBe(0);
    expect(planOutput.parse(JSON.parse(out))).toMatchObject({ version: "", changes: [], restores: [], diff: "" });
  });

  test("needs a version where only a rollout is walked", async () => {
    for (const args of [["live"], ["staging", "--path", "rollout"]]) {
      const { code, err } = await deploy(...args);
      expect(code).toBe(2);
      expect(err).toContain("Name the version to deploy");
    }
  });

  test("knows no other path", async () => {
    expect((await deploy("live", "--path", "short")).code).toBe(2);
  });
});
