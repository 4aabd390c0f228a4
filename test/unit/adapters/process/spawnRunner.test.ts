import { readFile, symlink, watch, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runnerEnvironment, runnerLauncher } from "../../../../src/adapters/process/spawnRunner.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

describe("the runner's process", () => {
  test("gets what credentials and proxies need and nothing of the editor", () => {
    const parent = {
      PATH: "/bin",
      KUBECONFIG: "/k",
      https_proxy: "p",
      AWS_PROFILE: "a",
      GITHUB_TOKEN: "t",
      GITHUB_ACTIONS: "true",
      NODE_OPTIONS: "x",
      VSCODE_IPC: "y",
    };
    expect(runnerEnvironment(parent, false)).toEqual({
      PATH: "/bin",
      KUBECONFIG: "/k",
      https_proxy: "p",
      AWS_PROFILE: "a",
      GITHUB_TOKEN: "t",
    });
  });

  test("is not started where its log is a link, which could lead to any file", async () => {
    const folder = await temporaryFolder();
    await symlink(join(folder, "victim"), join(folder, "runner.log"));
    await expect(runnerLauncher("script.cjs").launch(folder)).rejects.toMatchObject({ code: "ELOOP" });
  });

  test("is told to be Node where this process is the editor's", () => {
    expect(runnerEnvironment({}, true)).toEqual({ ELECTRON_RUN_AS_NODE: "1" });
  });

  test("runs in a session of its own and gets the run's folder", async () => {
    const folder = await temporaryFolder();
    const script = join(folder, "script.cjs");
    const stat = 'require("fs").readFileSync("/proc/self/stat", "utf8").split(") ")[1].split(" ")[3]';
    const write = `require("fs").writeFileSync("out.tmp", JSON.stringify({ pid: process.pid, session: +${stat}, folder: process.argv[2] }))`;
    await writeFile(script, `${write}; require("fs").renameSync("out.tmp", "out.json")`);
    const changes = watch(folder);
    const { pid } = await runnerLauncher(script).launch(folder);
    for await (const change of changes) if (change.filename === "out.json") break;
    expect(JSON.parse(await readFile(join(folder, "out.json"), "utf8"))).toEqual({ pid, session: pid, folder });
  });

  test("that cannot begin is reported", async () => {
    const missing = join(await temporaryFolder(), "gone");
    await expect(runnerLauncher("x.cjs").launch(missing)).rejects.toBeInstanceOf(Error);
  });
});
