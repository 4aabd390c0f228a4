import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { denoDetector } from "../../../../../src/scaffold/detect/deno/denoDetector.ts";
import { brokenTrees, detectedBy, unsound, valuesOf } from "../../../../support/scaffold/detectedBy.ts";

const OAK = {
  "deno.jsonc":
    '{\n  // how it is started\n  "tasks": {\n    "start": "deno run --allow-net=:8000 --allow-env --allow-read=./data server.ts",\n    "build": "deno run build.ts",\n  },\n  "imports": {\n    "@oak/oak": "jsr:@oak/oak@^17",\n    "pg": "npm:pg@8"\n  }\n}\n',
  "deno.lock": "{}",
  ".dvmrc": "2.1.4\n",
  "server.ts":
    'import { Application, Router } from "@oak/oak";\n\n// Deno.env.get("COMMENTED")\nconst url = Deno.env.get("DATABASE_URL");\nconst router = new Router();\nrouter.get("/healthz", (context) => { context.response.body = "ok"; });\nconst port = Number(Deno.env.get("PORT") ?? "8010");\nconst app = new Application();\nawait app.listen({ port, hostname: "0.0.0.0" });\n',
  "server_test.ts": "",
};

const SERVE = {
  "deno.json": "{}",
  "main.ts": 'Deno.serve({ port: 4500 }, (request) => new URL(request.url).pathname === "/ping" ? ok() : no());\n',
};

describe("denoDetector", () => {
  it("finds what an Oak server does, and keeps its permissions", async () => {
    const { applications, problems } = await detectedBy([denoDetector], OAK);
    expect(problems).toEqual([]);
    expect(valuesOf(applications[0])).toMatchObject({
      role: "server",
      language: "typescript",
      framework: "oak",
      runtime: { name: "deno", version: "2.1.4" },
      startCommand: ["deno", "run", "--allow-net=:8000", "--allow-env", "--allow-read=./data", "server.ts"],
      buildCommand: "deno task build",
      testCommand: "deno test",
      port: { number: 8010, variable: "PORT" },
      bind: "0.0.0.0",
      health: "/healthz",
      services: [{ name: "postgres", variable: "DATABASE_URL" }],
      ecosystem: { kind: "deno", root: ".", entry: "server.ts", lockFile: "deno.lock", config: "deno.jsonc" },
    });
    expect(applications[0]?.environment.map(({ value }) => value)).toEqual([
      { name: "DATABASE_URL", required: true, secret: true },
      { name: "PORT", required: false, secret: false, default: "8010" },
    ]);
    expect(applications[0]?.startCommand?.evidence[0]).toMatchObject({ file: "deno.jsonc", line: 4 });
  });

  it("starts the file that listens where no task does, with the permissions that it needs", async () => {
    const { applications } = await detectedBy([denoDetector], SERVE);
    expect(valuesOf(applications[0])).toMatchObject({
      port: { number: 4500 },
      bind: "0.0.0.0",
      health: "/ping",
      startCommand: ["deno", "run", "--allow-net", "--allow-env", "main.ts"],
    });
    const served = await detectedBy([denoDetector], {
      "deno.json": "{}",
      "main.ts": 'export default { fetch() { return Deno.readTextFile("x"); } };\n',
    });
    expect(served.applications[0]?.startCommand?.value).toEqual([
      "deno",
      "serve",
      "--allow-net",
      "--allow-env",
      "--allow-read",
      "main.ts",
    ]);
  });

  it("starts the built result of Fresh, not its development server", async () => {
    const { applications } = await detectedBy([denoDetector], {
      "deno.json":
        '{"tasks": {"start": "deno run -A --watch=static/,routes/ dev.ts", "build": "deno run -A dev.ts build", "preview": "deno run -A main.ts"}, "imports": {"$fresh/": "https://deno.land/x/fresh@1.7.3/"}}',
      "deno.lock": "{}",
      "main.ts": 'import { start } from "$fresh/server.ts";\n\nawait start(manifest);\n',
      "routes/api/health.ts": "export const handler = {};\n",
    });
    expect(valuesOf(applications[0])).toMatchObject({
      framework: "fresh",
      startCommand: ["deno", "run", "-A", "main.ts"],
      buildCommand: "deno task build",
      health: "/api/health",
      port: { number: 8000 },
    });
  });

  it("leaves a Node project alone that only has a configuration for Deno's linter", async () => {
    const node = {
      "package.json": '{"scripts": {"start": "node index.js"}}',
      "index.js": 'require("http").createServer().listen(3000);\n',
      "deno.json": '{"lint": {}}',
    };
    expect((await detectedBy([denoDetector], node)).applications).toEqual([]);
    const both = { ...SERVE, "package.json": '{"devDependencies": {"tailwindcss": "4"}}' };
    expect((await detectedBy([denoDetector], both)).applications).toHaveLength(1);
  });

  it("builds members from the folder of their lock file, and has workers without a port", async () => {
    const { applications, workspaces } = await detectedBy([denoDetector], {
      "deno.json": '{"workspace": ["./jobs"]}',
      "deno.lock": "{}",
      "jobs/deno.json": '{"name": "@acme/jobs"}',
      "jobs/main.ts": 'Deno.cron("tidy", "* * * * *", () => {});\n',
    });
    expect(workspaces).toEqual([{ tool: "deno", root: "." }]);
    expect(applications.map((one) => [one.name, one.path, one.role.value, one.port])).toEqual([
      ["jobs", "jobs", "worker", undefined],
    ]);
    expect(applications[0]?.ecosystem).toMatchObject({ root: ".", entry: "jobs/main.ts", lockFile: "deno.lock" });
  });

  it("calls what does nothing by itself a library", async () => {
    const { libraries } = await detectedBy([denoDetector], { "deno.json": "{}", "mod.ts": "export const x = 1;\n" });
    expect(libraries).toHaveLength(1);
  });

  it("says what is wrong", async () => {
    const { "deno.lock": _, ...unlocked } = OAK;
    expect(await reasons(unlocked)).toEqual(["LockFileMissing"]);
    expect(await reasons({ ...OAK, "server.ts": OAK["server.ts"].replace("0.0.0.0", "localhost") })).toEqual([
      "BindsLoopback",
    ]);
    expect(await reasons({ ...OAK, "deno.jsonc": "{" })).toEqual(["NothingDeployable", "Unreadable"]);
  });

  it("takes any text without failing, and names only lines that are there", async () => {
    await fc.assert(
      fc.asyncProperty(brokenTrees(OAK), async (texts) => {
        expect(unsound(await detectedBy([denoDetector], texts), texts)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });
});

async function reasons(files: Record<string, string>): Promise<readonly string[]> {
  return (await detectedBy([denoDetector], files)).problems.map(({ reason }) => reason);
}
