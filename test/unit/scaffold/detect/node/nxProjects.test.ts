import { describe, expect, test } from "vitest";
import { detectedNode } from "../../../../support/scaffold/detectedNode.ts";

const project = (name: string, more: Readonly<Record<string, unknown>> = {}) => ({
  name,
  projectType: "application",
  sourceRoot: `apps/${name}/src`,
  ...more,
});
const built = (executor: string, options: Readonly<Record<string, unknown>> = {}) => ({
  targets: { build: { executor, options } },
});

const WORKSPACE = {
  "package.json": {
    private: true,
    dependencies: { "@nestjs/core": "11", pg: "8", ioredis: "5", react: "19", next: "16", "@angular/core": "20" },
    devDependencies: { nx: "22", vite: "7" },
  },
  "package-lock.json": "{}",
  "nx.json": {},
  "tsconfig.base.json": { compilerOptions: { paths: { "@shop/data": ["libs/data/src/index.ts"] } } },
  "apps/api/project.json": project("api"),
  "apps/api/webpack.config.js": `module.exports = { output: { path: join(__dirname, "../../dist/apps/api") }, plugins: [new NxAppWebpackPlugin({ target: "node" })] };`,
  "apps/api/src/main.ts": `import { NestFactory } from "@nestjs/core";\nimport { find } from "@shop/data";\nconst port = process.env.PORT || 3333;\napp.listen(port);`,
  "apps/jobs/project.json": project(
    "jobs",
    built("@nx/js:tsc", { outputPath: "dist/apps/jobs", main: "apps/jobs/src/main.ts" }),
  ),
  "apps/jobs/src/main.ts": `setInterval(tick, 1000);`,
  "apps/web/project.json": project("web"),
  "apps/web/index.html": "<html></html>",
  "apps/web/vite.config.ts": `export default { build: { outDir: "../../dist/apps/web" } };`,
  "apps/web/src/main.tsx": `import "react";`,
  "apps/front/project.json": project(
    "front",
    built("@angular-devkit/build-angular:application", { outputPath: "dist/apps/front" }),
  ),
  "apps/front/src/index.html": "<html></html>",
  "apps/front/src/main.ts": "",
  "apps/shop/project.json": project("shop", built("@nx/next:build", { outputPath: "dist/apps/shop" })),
  "apps/shop/app/page.tsx": "",
  "apps/web-e2e/project.json": project("web-e2e"),
  "libs/data/project.json": { name: "data", projectType: "library" },
  "libs/data/src/index.ts": `import { Pool } from "pg";\nnew Pool({ connectionString: process.env.DATABASE_URL });`,
};

describe("a project that only its project.json tells of", () => {
  test.each([
    ["api", "server", "nest", "npx nx build api", ["node", "../../dist/apps/api/main.js"], "../../dist/apps/api"],
    [
      "jobs",
      "worker",
      undefined,
      "npx nx build jobs",
      ["node", "../../dist/apps/jobs/src/main.js"],
      "../../dist/apps/jobs",
    ],
    ["web", "site", "vite", "npx nx build web", undefined, "../../dist/apps/web"],
    ["front", "site", "angular", "npx nx build front", undefined, "../../dist/apps/front/browser"],
    [
      "shop",
      "server",
      "next",
      "npx nx build shop",
      ["next", "start", "../../dist/apps/shop"],
      "../../dist/apps/shop/.next",
    ],
  ])("%s is a %s", async (name, role, framework, build, start, output) => {
    const { applications } = await detectedNode(WORKSPACE);
    const found = applications.find((one) => one.path === `apps/${name}`);
    expect({
      role: found?.role.value,
      framework: found?.framework?.value,
      build: found?.buildCommand?.value,
      start: found?.startCommand?.value,
      output: found?.outputDirectory?.value,
    }).toEqual({ role, framework, build, start, output });
  });

  test("reads and talks to what the projects do that it imports, and no more", async () => {
    const { applications } = await detectedNode(WORKSPACE);
    const needs = applications.map(({ path, services, environment, ecosystem }) => [
      path,
      services.map(({ value }) => value.name),
      environment.map(({ value }) => value.name),
      "localDependencies" in ecosystem ? ecosystem.localDependencies : undefined,
    ]);
    expect(needs.filter(([path]) => path === "apps/api" || path === "apps/jobs")).toEqual([
      ["apps/api", ["postgres"], ["DATABASE_URL", "PORT"], ["libs/data"]],
      ["apps/jobs", [], [], []],
    ]);
  });

  test("is not deployed where it is a library or holds tests, nor is the root", async () => {
    const { applications, libraries, workspaces } = await detectedNode(WORKSPACE);
    expect(applications).toHaveLength(5);
    expect(libraries).toEqual([
      { path: "apps/web-e2e", why: "it holds end-to-end tests" },
      { path: "libs/data", why: "it is a library of the Nx workspace" },
    ]);
    expect(workspaces).toEqual([{ tool: "nx", root: "." }]);
  });

  test("is nothing where no Nx workspace is around it", async () => {
    const { applications, libraries } = await detectedNode({
      "package.json": { name: "x" },
      "apps/api/project.json": project("api"),
      "apps/api/src/main.ts": "app.listen(3000)",
    });
    expect([applications, libraries.map(({ path }) => path)]).toEqual([[], ["."]]);
  });

  test("may tell it in a package.json without scripts", async () => {
    const nx = {
      targets: built("@nx/esbuild:esbuild", { outputPath: "apps/api/dist", main: "apps/api/src/main.ts" }).targets,
    };
    const { applications, libraries } = await detectedNode({
      "package.json": { private: true, workspaces: ["apps/*", "libs/*"], dependencies: { express: "5" } },
      "nx.json": {},
      "apps/api/package.json": { name: "@shop/api", nx },
      "apps/api/src/main.ts": `import express from "express";\nexpress().listen(process.env.PORT ? Number(process.env.PORT) : 3000);`,
      "libs/data/package.json": { name: "@shop/data", exports: "./src/index.js" },
      "libs/data/src/index.ts": "",
    });
    const [api] = applications;
    expect(api).toMatchObject({
      framework: { value: "express" },
      buildCommand: { value: "npx nx build @shop/api" },
      startCommand: { value: ["node", "dist/main.js"] },
      port: { value: { number: 3000, variable: "PORT" } },
      environment: [{ value: { name: "PORT", required: false, default: "3000" } }],
    });
    expect([applications.length, libraries.map(({ path }) => path)]).toEqual([1, ["libs/data"]]);
  });
});
