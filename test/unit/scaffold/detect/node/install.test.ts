import { describe, expect, test } from "vitest";
import { detectedNode, valuesOf } from "../../../../support/scaffold/detectedNode.ts";

const code = { "index.js": "app.listen(3000)" };

function manifest(more: Readonly<Record<string, unknown>> = {}) {
  return {
    name: "shop",
    scripts: { start: "node index.js", build: "tsc", test: "vitest" },
    dependencies: { express: "^5.1.0" },
    ...more,
  };
}

describe("a package manager", () => {
  test.each([
    [{ "package-lock.json": "{}" }, { name: "npm" }, "package-lock.json"],
    [
      { "pnpm-lock.yaml": "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      express: {}\n" },
      { name: "pnpm", version: "9" },
      "pnpm-lock.yaml",
    ],
    [
      { "pnpm-lock.yaml": "lockfileVersion: 5.4\nspecifiers:\n  express: ^5.1.0\n" },
      { name: "pnpm", version: "7" },
      "pnpm-lock.yaml",
    ],
    [
      { "yarn.lock": '# yarn lockfile v1\n\n\nexpress@^5.1.0:\n  version "5.1.0"\n' },
      { name: "yarn", version: "1" },
      "yarn.lock",
    ],
    [
      { "yarn.lock": '__metadata:\n  version: 8\n\n"express@npm:^5.1.0":\n  version: 5.1.0\n' },
      { name: "yarn", version: "4" },
      "yarn.lock",
    ],
    [
      { "yarn.lock": '__metadata:\n  version: 6\n\n"express@npm:^5.1.0":\n  version: 5.1.0\n' },
      { name: "yarn", version: "3" },
      "yarn.lock",
    ],
    [{ "bun.lock": "{}" }, { name: "bun" }, "bun.lock"],
    [{ "bun.lockb": "x" }, { name: "bun" }, "bun.lockb"],
  ])("is known by its lock file %j", async (lock, packageManager, lockFile) => {
    expect(await valuesOf({ "package.json": manifest(), ...code, ...lock })).toMatchObject({
      packageManager,
      node: { lockFile, manager: packageManager.name },
      problems: [],
    });
  });

  test("is the one that packageManager names, with its version", async () => {
    const files = {
      "package.json": manifest({ packageManager: "pnpm@10.18.3+sha512.abc" }),
      "pnpm-lock.yaml": "",
      ...code,
    };
    expect(await valuesOf(files)).toMatchObject({
      packageManager: { name: "pnpm", version: "10.18.3" },
      build: "pnpm run build",
      test: "pnpm run test",
    });
  });

  test("of two lock files is a problem, of another one than named, too, and of none", async () => {
    const two = { "package.json": manifest(), "yarn.lock": "express@^5.1.0:\n", "package-lock.json": "{}", ...code };
    expect(await valuesOf(two)).toMatchObject({ packageManager: { name: "yarn" }, problems: ["TwoLockFiles"] });
    const other = { "package.json": manifest({ packageManager: "pnpm@10.0.0" }), "package-lock.json": "{}", ...code };
    const found = await valuesOf(other);
    expect([found.problems, found.node]).toMatchObject([["LockFileDoesNotMatch"], { manager: "pnpm" }]);
    expect(found.node).not.toHaveProperty("lockFile");
    expect(await valuesOf({ "package.json": manifest(), ...code })).toMatchObject({ problems: ["LockFileMissing"] });
  });

  test.each([
    ["package-lock.json", JSON.stringify({ packages: { "": { dependencies: { express: "^4.0.0" } } } })],
    ["package-lock.json", JSON.stringify({ lockfileVersion: 1, dependencies: { koa: {} } })],
    [
      "pnpm-lock.yaml",
      "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      koa:\n        specifier: ^3.0.0\npackages:\n  x: {}\n",
    ],
    ["yarn.lock", "# yarn lockfile v1\nexpress@^4.0.0:\n  version 4\n"],
    ["bun.lock", `{ "workspaces": { "": { "dependencies": { "express": "^4.0.0", }, }, }, }`],
  ])("whose %s was not written with what package.json asks for is a problem", async (name, text) => {
    expect(await valuesOf({ "package.json": manifest(), [name]: text, ...code })).toMatchObject({
      problems: ["LockFileDoesNotMatch"],
    });
  });
});

describe("the version of Node", () => {
  test.each([
    [{ ".nvmrc": "v22.3.1\n" }, {}, "22.3.1"],
    [{ ".node-version": "20" }, {}, "20"],
    [{ ".tool-versions": "python 3.12\nnodejs 24.1.0\n" }, {}, "24.1.0"],
    [{ "mise.toml": `[tools]\nnode = "22"\n` }, {}, "22"],
    [{}, { engines: { node: ">=20 <23" } }, "20"],
    [{}, { engines: { node: "^20.1.0 || ^22.0.0" } }, "22.0.0"],
    [{}, { volta: { node: "22.1.0" }, engines: { node: ">=18" } }, "22.1.0"],
    [{ ".nvmrc": "lts/*" }, {}, undefined],
  ])("is pinned by %j and %j", async (files, more, version) => {
    const { runtime, problems } = await valuesOf({
      "package.json": manifest({ dependencies: {}, ...more }),
      ...code,
      ...files,
    });
    expect([runtime, problems]).toEqual([{ name: "node", ...(version !== undefined && { version }) }, []]);
  });

  test("that two files pin differently is a problem", async () => {
    const files = { "package.json": manifest({ dependencies: {} }), ".nvmrc": "22", ".node-version": "20", ...code };
    expect(await valuesOf(files)).toMatchObject({ runtime: { version: "22" }, problems: ["VersionsDisagree"] });
  });
});

describe("a workspace", () => {
  const files = {
    "package.json": { private: true, workspaces: ["apps/*", "packages/**", "!packages/old"] },
    "package-lock.json": "{}",
    ".npmrc": "",
    "nx.json": "{}",
    "apps/api/package.json": {
      name: "@shop/api",
      scripts: { start: "node dist/main.js" },
      dependencies: { "@shop/orders": "*", bcrypt: "5" },
    },
    "apps/api/tsconfig.json": {
      extends: "../../tsconfig.base.json",
      compilerOptions: { outDir: "./dist", rootDir: "src" },
    },
    "apps/api/src/main.ts": `import { app } from "./app.js";\napp.listen(process.env.PORT ?? 3001);`,
    "packages/orders/package.json": { name: "@shop/orders", main: "dist/index.js", dependencies: { "@shop/db": "*" } },
    "packages/deep/db/package.json": { name: "@shop/db", exports: "./dist/index.js", dependencies: { pg: "8" } },
    "packages/deep/db/src/index.ts": "export const pool = new Pool(process.env.DATABASE_URL);",
    "packages/old/package.json": { name: "@shop/old", main: "x.js" },
  };

  test("gives each member what its image is built from, by way of others, too", async () => {
    const { applications, libraries, workspaces, problems } = await detectedNode(files);
    expect(applications.map(({ ecosystem }) => ecosystem)).toEqual([
      {
        kind: "node",
        root: ".",
        manager: "npm",
        lockFile: "package-lock.json",
        packageName: "@shop/api",
        installFiles: [
          ".npmrc",
          "apps/api/package.json",
          "package-lock.json",
          "package.json",
          "packages/deep/db/package.json",
          "packages/orders/package.json",
        ],
        localDependencies: ["packages/deep/db", "packages/orders"],
        native: ["bcrypt"],
        needsModules: true,
        runner: "nx",
      },
    ]);
    expect(libraries.map(({ path }) => path)).toEqual(["packages/deep/db", "packages/old", "packages/orders"]);
    expect([workspaces, problems]).toEqual([[{ tool: "nx", root: "." }], []]);
  });

  test("gives a member the services and variables of what it depends on", async () => {
    const { applications } = await detectedNode(files);
    expect(applications[0]?.services.map(({ value }) => value)).toEqual([
      { name: "postgres", variable: "DATABASE_URL" },
    ]);
    expect(applications[0]?.environment.map(({ value }) => value.name)).toEqual(["DATABASE_URL", "PORT"]);
    expect(applications[0]?.outputDirectory?.value).toBe("dist");
  });

  test("of pnpm, lerna and yarn is known by its files", async () => {
    const member = { "a/package.json": { name: "a", main: "x.js" } };
    const tool = async (more: Readonly<Record<string, unknown>>) =>
      (await detectedNode({ ...member, ...more })).workspaces;
    expect(
      await tool({ "package.json": { private: true, name: "r" }, "pnpm-workspace.yaml": "packages:\n  - a\n" }),
    ).toEqual([{ tool: "pnpm workspaces", root: "." }]);
    expect(await tool({ "package.json": { name: "r" }, "lerna.json": { packages: ["a"] } })).toEqual([
      { tool: "lerna", root: "." },
    ]);
    expect(await tool({ "package.json": { name: "r", workspaces: { packages: ["a"] } }, "yarn.lock": "" })).toEqual([
      { tool: "yarn workspaces", root: "." },
    ]);
    expect(await tool({ "package.json": { name: "r", workspaces: ["a"] }, "turbo.json": "{}" })).toEqual([
      { tool: "turborepo", root: "." },
    ]);
  });

  test("that is none: folders side by side, one linking the other, are built from above both", async () => {
    const { applications } = await detectedNode({
      "app/package.json": { name: "app", scripts: { start: "node a.js" }, dependencies: { lib: "file:../lib" } },
      "app/package-lock.json": "{}",
      "app/a.js": "",
      "lib/package.json": { name: "lib", main: "index.js" },
    });
    expect(applications[0]?.ecosystem).toMatchObject({
      root: ".",
      lockFile: "app/package-lock.json",
      localDependencies: ["lib"],
      installFiles: ["app/package-lock.json", "app/package.json", "lib/package.json"],
    });
  });
});
