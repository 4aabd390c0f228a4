import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { detectOutput } from "../../../src/protocol/scaffoldOutput.ts";
import { errorOutput } from "../../../src/protocol/output.ts";
import { EXPRESS_FILES, scaffoldCli, workspaceWith } from "../../support/scaffold/expressWorkspace.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

async function detected(files: Readonly<Record<string, string>>) {
  const { code, out } = await scaffoldCli(await workspaceWith(files), ["detect", ".", "--json"]);
  return { code, ...detectOutput.parse(JSON.parse(out)) };
}

describe("tidegate detect", () => {
  it("prints plain values, each with its evidence", async () => {
    const { code, applications, problems } = await detected(EXPRESS_FILES);
    expect({ code, problems }).toEqual({ code: 0, problems: expect.any(Array) });
    expect(applications).toEqual([
      {
        path: ".",
        language: "javascript",
        framework: "express",
        packageManager: "pnpm",
        packageManagerVersion: "9.15.4",
        runtime: "node",
        runtimeVersion: "22",
        port: 3000,
        portVariable: "PORT",
        bind: "0.0.0.0",
        startCommand: "node server.js",
        buildCommand: "pnpm run build",
        testCommand: null,
        lintCommand: null,
        outputDirectory: null,
        health: "/healthz",
        readiness: null,
        services: ["postgres"],
        environment: expect.arrayContaining(["DATABASE_URL"]),
        variables: expect.arrayContaining([expect.objectContaining({ name: "DATABASE_URL", secret: true })]),
        name: "shop",
        role: "server",
        writes: [],
        buildContext: ".",
        existing: [],
        evidence: expect.objectContaining({
          port: [{ file: "server.js", line: 6, confidence: expect.any(String), says: expect.stringContaining("3000") }],
          services: expect.arrayContaining([expect.objectContaining({ file: "package.json" })]),
        }),
      },
    ]);
  });

  it("names every member that a program may look for first, found or not", async () => {
    const { applications } = await detected({ "index.html": "<h1>Hello</h1>\n" });
    const first =
      "path language framework packageManager runtime port startCommand buildCommand outputDirectory health services environment evidence";
    expect(Object.keys(applications[0] ?? {}).slice(0, 13)).toEqual(first.split(" "));
  });

  it("shows people where each fact stands", async () => {
    const { code, out } = await scaffoldCli(await workspaceWith(), ["detect"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^shop \(\.\), server\n/u);
    expect(out).toMatch(/^ {2}port +3000 \(PORT\) +\w+ +server\.js:6/mu);
    expect(out).toMatch(/^ {2}package manager +pnpm 9\.15\.4 +certain +package\.json:\d/mu);
    expect(out).toMatch(/^ {2}start +node server\.js /mu);
  });

  it("says so where nothing can be deployed, and exits with a code of its own", async () => {
    const { code, applications, problems } = await detected({ "notes.txt": "Nothing here.\n" });
    expect({ code, applications }).toEqual({ code: 6, applications: [] });
    expect(problems.map(({ reason }) => reason)).toContain("NothingDeployable");
    const { err } = await scaffoldCli(await workspaceWith({ "notes.txt": "" }), ["detect"]);
    expect(err.trim()).not.toBe("");
  });

  it.each([
    ["not there", "none"],
    ["no folder", "server.js"],
  ])("refuses a folder that is %s", async (_why, folder) => {
    const { code, out } = await scaffoldCli(await workspaceWith(), ["detect", folder, "--json"]);
    expect({ code, reason: errorOutput.parse(JSON.parse(out)).error.reason }).toEqual({
      code: 2,
      reason: "FolderMissing",
    });
  });

  it.each([
    ["a broken manifest", { "package.json": "{ not json" }],
    [
      "a manifest that is a list",
      { "package.json": "[]", "pyproject.toml": "= =", "go.mod": "\u0001", "pom.xml": "<project" },
    ],
    [
      "names with quotes, blanks and Unicode",
      { 'a b/it\'s "ünï" $(x)/package.json': EXPRESS_FILES["package.json"] ?? "" },
    ],
  ])("goes on with %s", async (_what, files) => {
    const { code, complete } = await detected(files);
    expect([0, 6]).toContain(code);
    expect(complete).toBe(true);
  });

  it("names two lock files as a problem", async () => {
    const { problems } = await detected({ ...EXPRESS_FILES, "package-lock.json": '{"lockfileVersion":3}\n' });
    expect(problems.map(({ reason }) => reason)).toContain("TwoLockFiles");
  });

  it("follows no link out of the workspace", async () => {
    const elsewhere = await workspaceWith();
    const folder = await temporaryFolder();
    await mkdir(join(folder, "apps"));
    await symlink(elsewhere, join(folder, "apps/shop"));
    await symlink(join(elsewhere, "package.json"), join(folder, "package.json"));
    const { code, out } = await scaffoldCli(folder, ["detect", "--json"]);
    expect({ code, applications: detectOutput.parse(JSON.parse(out)).applications }).toEqual({
      code: 6,
      applications: [],
    });
  });

  it("steers no terminal by what it found", async () => {
    const files = {
      ...EXPRESS_FILES,
      "package.json": (EXPRESS_FILES["package.json"] ?? "").replace("node server.js", "node server.js \\u001b[2J"),
    };
    const { out } = await scaffoldCli(await workspaceWith(files), ["detect"]);
    expect(out).not.toContain("\u001B");
  });
});
