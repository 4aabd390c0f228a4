import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/base/result.ts";
import type { KubeContext } from "../../../src/cli/parts.ts";
import { errorOutput, rolloutStatusOutput, sandboxOutput } from "../../../src/protocol/output.ts";
import { root } from "../../../tools/bootstrap.mjs";
import { fakeCli } from "../../support/fakeCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

function fails(context: string): Promise<never> {
  return Promise.reject(new Fault(context === "gone" ? "Unreachable" : "ContextUnknown", "No."));
}

const contexts = async (): Promise<KubeContext[]> => [{ name: "east", current: false }];

const GROUPS = ["journal", "catalogue", "reviews"];

/** What a help page lists below its commands. */
async function commandsOf(...names: string[]): Promise<string[]> {
  const { out } = await fakeCli([...names, "--help"]);
  const listed = /\nCommands:\n(?<lines>(?: .*\n)+)/u.exec(out)?.groups?.["lines"] ?? "";
  return [...listed.matchAll(/^ {2}(?<name>[a-z][a-z-]*)/gmu)].flatMap(([, name = ""]) =>
    name === "help" ? [] : [[...names, name].join(" ")],
  );
}

async function allCommands(): Promise<string[]> {
  const below = await Promise.all(GROUPS.map((group) => commandsOf(group)));
  return [...(await commandsOf()).filter((name) => !GROUPS.includes(name)), ...below.flat()];
}

describe("the command line", () => {
  it("helps with every command, and every one takes --json", async () => {
    const commands = await allCommands();
    expect(commands.length).toBeGreaterThan(30);
    for (const command of [...commands, ...GROUPS]) {
      const { code, out } = await fakeCli([...command.split(" "), "--help"]);
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^Usage: tidegate ${command} `, "u"));
      expect(out).toContain("--json");
    }
  });

  it("has a word for every command in its page, and the same exit codes there", async () => {
    const page = await readFile(join(root, "docs", "command-line.md"), "utf8");
    const top = await commandsOf();
    expect(top.filter((name) => !new RegExp(`^\\|.*\`${name}\\b.*\\|.*\\|$`, "mu").test(page))).toEqual([]);
    const codes = /Exit codes:\n(?<lines>[^]*)$/u.exec((await fakeCli(["--help"])).out)?.groups?.["lines"] ?? "";
    const lines = codes.replaceAll(/\n {3,}/gu, " ").split("\n");
    expect(lines).toHaveLength(7);
    for (const [code, meaning] of lines.map((line) => line.trim().split(/ {2}/u))) {
      expect(page).toContain(`| ${code} | ${meaning} |`);
    }
  });

  it("takes --json before the command's name, too", async () => {
    const behind = await fakeCli(["journal", "verify", "--json"], { cwd: "/" });
    expect(behind.out).toContain("ConfigMissing");
    expect(await fakeCli(["--json", "journal", "verify"], { cwd: "/" })).toEqual(behind);
    expect(await fakeCli(["journal", "--json", "verify"], { cwd: "/" })).toEqual(behind);
  });

  it.each([[[]], [["journal"]], [["catalogue"]]])("says that a command is missing after %j", async (args) => {
    const { code, out } = await fakeCli([...args, "--json"]);
    expect(code).toBe(2);
    expect(errorOutput.parse(JSON.parse(out)).error.message).toBe("Name a command: --help lists them.");
  });

  it("tells its exit codes and its version", async () => {
    expect((await fakeCli(["--help"])).out).toContain("3  refused");
    expect(await fakeCli(["--version"])).toMatchObject({ code: 0, out: "1.2.3" });
  });

  it.each([[[]], [["nonsense"]], [["deploy", "shop"]], [["status", "--what"]], [["reject", "1"]], [["override", "1"]]])(
    "refuses %j as misused",
    async (args) => {
      const { code, out, err } = await fakeCli(args);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).not.toBe("");
    },
  );

  it("says which options a command needs", async () => {
    expect((await fakeCli(["reject", "--help"])).out).toContain("why (required)");
  });

  it("tells misuse as JSON where JSON was asked for", async () => {
    const { code, out, err } = await fakeCli(["deploy", "shop", "--json"]);
    expect({ code, err }).toEqual({ code: 2, err: "" });
    expect(errorOutput.parse(JSON.parse(out)).error.reason).toBe("Usage");
  });
});

describe("the workspace", () => {
  it("is found upward, and its mistakes at their line", async () => {
    const folder = await temporaryFolder();
    expect(await fakeCli(["runs"], { cwd: folder })).toMatchObject({
      code: 2,
      err: expect.stringContaining("tidegate init"),
    });
    await writeFile(join(folder, "tidegate.yaml"), "version: 1\napplications:\n  shop: {environment: {}}\n");
    const { code, err } = await fakeCli(["runs", "--directory", join(folder, "deeper", "still")], { cwd: "/" });
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`^${join(folder, "tidegate.yaml")}:3:3: `, "u"));
  });

  it("names what there is where a name is unknown", async () => {
    const folder = await temporaryFolder();
    const environments = "environments: {live: {context: c, namespace: n, workloads: [deployment/web]}}";
    await writeFile(join(folder, "tidegate.yaml"), `version: 1\napplications: {shop: {${environments}}}\n`);
    const said = async (...args: string[]): Promise<string> => (await fakeCli(args, { cwd: folder })).err;
    expect(await said("status", "shap")).toBe('There is no application "shap"; there are shop.');
    expect(await said("status", "shop", "prod")).toBe('There is no environment "prod"; there are live.');
    expect(await said("deploy", "shop", "live", "1", "--workload", "deployment/db")).toBe(
      '"deployment/db" is no workload of live to deploy to. There are deployment/web.',
    );
    expect(await said("rollback", "shop", "live", "--to", "0")).toContain("--to takes verified, previous");
  });
});

describe("status", () => {
  it.each([
    ["gone", "strange"],
    ["strange", "gone"],
  ])("ends by the worst that was found, with %s first and %s second", async (...names) => {
    const folder = await temporaryFolder();
    const lines = names.map((name) => `${name}: {context: ${name}, namespace: n, workloads: [deployment/web]}`);
    const text = `version: 1\napplications:\n  shop:\n    environments:\n      ${lines.join("\n      ")}\n`;
    await writeFile(join(folder, "tidegate.yaml"), text);
    expect(await fakeCli(["status", "--json"], { cwd: folder, connect: fails })).toMatchObject({ code: 4 });
    expect(await fakeCli(["status", "shop", "strange"], { cwd: folder, connect: fails })).toMatchObject({ code: 2 });
  });
});

describe("rollout-status", () => {
  const pod = 'kind: Pod\nmetadata: {name: "we\\eb"}\nstatus: {phase: Failed}\n';

  it("prints a table in which names cannot steer the terminal", async () => {
    const { code, out } = await fakeCli(["rollout-status", "-f", "-"], { input: pod });
    expect(code).toBe(1);
    expect(out).toMatch(/^KIND.*\nPod\s+we\uFFFDb\s+Failed/u);
  });

  it("prints JSON of a stable shape", async () => {
    const { out } = await fakeCli(["rollout-status", "-f", "-", "--json"], { input: pod });
    expect(rolloutStatusOutput.parse(JSON.parse(out))).toMatchObject([
      { kind: "Pod", namespace: "", status: "Failed" },
    ]);
  });

  it.each(["[]", "kind: List\nitems: []\n", "---\n---\n"])(
    "does not take %j for a rollout that is well",
    async (input) => {
      const { code, out } = await fakeCli(["rollout-status", "-f", "-", "--json"], { input });
      expect({ code, reason: errorOutput.parse(JSON.parse(out)).error.reason }).toEqual({ code: 2, reason: "Empty" });
      expect((await fakeCli(["rollout-status", "-f", "-"], { input })).err).toContain("holds no object to judge");
    },
  );

  it("says in words why a file cannot be read", async () => {
    const cwd = await temporaryFolder();
    const said = async (name: string): Promise<string> => (await fakeCli(["rollout-status", "-f", name], { cwd })).err;
    expect(await said(".")).toBe(". cannot be read: it is a folder. Name another file, or - for standard input.");
    expect(await said("none")).toContain("none cannot be read: there is no such file.");
  });
});

describe("sandbox", () => {
  const running = { url: "http://127.0.0.1:1", kubeconfig: () => "the kubeconfig", close: async () => undefined };

  it("writes a kubeconfig for nobody else to read", async () => {
    const folder = await temporaryFolder();
    const args = ["sandbox", "--kubeconfig", "kc", "--json"];
    const { code, out } = await fakeCli(args, { cwd: folder, startSandbox: async () => running });
    const { kubeconfig } = sandboxOutput.parse(JSON.parse(out));
    expect({ code, kubeconfig }).toEqual({ code: 0, kubeconfig: join(folder, "kc") });
    expect(out).toBe(JSON.stringify({ url: running.url, kubeconfig }, undefined, 2));
    expect(await readFile(kubeconfig, "utf8")).toBe("the kubeconfig");
    expect((await stat(kubeconfig)).mode & 0o777).toBe(0o600);
  });

  it("takes no port that is none", async () => {
    for (const port of ["-1", "65536", "x", " "]) {
      expect(await fakeCli(["sandbox", `--port=${port}`])).toMatchObject({ code: 2 });
    }
  });
});

describe("init", () => {
  it("leaves a file alone that is there", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "tidegate.yaml"), "mine");
    const { code, out } = await fakeCli(["init", "--yes", "--json"], { cwd: folder });
    expect(code).toBe(2);
    expect(errorOutput.parse(JSON.parse(out)).error.reason).toBe("ConfigExists");
  });

  it("knows which contexts there are", async () => {
    const cwd = await temporaryFolder();
    expect((await fakeCli(["init"], { cwd, contexts })).err).toContain("Name one with --context: east.");
    expect((await fakeCli(["init", "--context", "west"], { cwd, contexts })).err).toContain("there are east.");
  });
});
