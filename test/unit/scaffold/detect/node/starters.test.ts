import { describe, expect, test } from "vitest";
import { detectedNode, valuesOf } from "../../../../support/scaffold/detectedNode.ts";

/** How starters and templates of frameworks are laid out, where that differs from the plain case. */
describe("a package as starters write it", () => {
  test("is started by Bun where its first file exports the application and only a script for development runs it", async () => {
    const files = {
      "package.json": { scripts: { dev: "bun run --hot src/index.ts" }, dependencies: { hono: "4" } },
      "bun.lock": "{}",
      "src/index.ts": `import { Hono } from "hono";\nconst app = new Hono();\napp.get("/healthz", ok);\nexport default app;`,
    };
    expect(await valuesOf(files)).toMatchObject({
      role: "server",
      start: ["bun", "src/index.ts"],
      port: { number: 3000, variable: "PORT" },
      health: "/healthz",
    });
    const { "bun.lock": _lock, ...elsewhere } = files;
    expect((await detectedNode(elsewhere)).applications).toEqual([]);
  });

  test.each([
    ["src/pages/index.tsx", "typescript"],
    ["server/api/health.get.ts", "typescript"],
    ["components/page.jsx", "javascript"],
    ["next-env.d.ts", "javascript"],
  ])("is in the language of %s", async (path, language) => {
    const files = { "package.json": { scripts: { build: "next build" }, dependencies: { next: "16" } }, [path]: "" };
    expect(await valuesOf(files)).toMatchObject({ language });
  });

  test.each([
    [{ volta: { node: "22.1.0", yarn: "4.5.1" } }, {}, "4.5.1"],
    [{}, { ".yarnrc.yml": "nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn-4.6.0.cjs\n" }, "4.6.0"],
    [{}, {}, "4"],
  ])("takes the version of Yarn that %j and %j pin", async (more, files, version) => {
    const lock = { "yarn.lock": "__metadata:\n  version: 8\n" };
    const manifest = { scripts: { start: "node index.js" }, ...more };
    expect(await valuesOf({ "package.json": manifest, "index.js": "app.listen(1)", ...lock, ...files })).toMatchObject({
      packageManager: { name: "yarn", version },
    });
  });

  test.each([
    ["lts/iron", "20"],
    ["lts/Jod", "22"],
    ["lts/-1", undefined],
  ])("runs on the Node that the name %s is for", async (name, version) => {
    const { runtime } = await valuesOf({
      "package.json": { scripts: { start: "node index.js" } },
      "index.js": "app.listen(1)",
      ".nvmrc": name,
    });
    expect(runtime).toEqual({ name: "node", ...(version !== undefined && { version }) });
  });

  test("starts what stands behind a script that only sets the environment", async () => {
    const scripts = { build: "next build", start: "pnpm with-env next start", "with-env": "dotenv -e ../../.env --" };
    expect(
      await valuesOf({ "package.json": { scripts, dependencies: { next: "16" } }, "pnpm-lock.yaml": "" }),
    ).toMatchObject({
      start: ["node_modules/.bin/next", "start"],
    });
  });

  test("of a Yarn workspace's root that starts a member is no application, and members need no entry in the lock", async () => {
    const { applications, problems } = await detectedNode({
      "package.json": { private: true, workspaces: ["packages/*"], scripts: { start: "yarn workspace @a/api start" } },
      "yarn.lock": "# yarn lockfile v1\n\nkoa@^3.0.0:\n  version 3\n",
      "packages/api/package.json": {
        name: "@a/api",
        scripts: { start: "node index.js" },
        dependencies: { koa: "^3.0.0", "@a/db": "1.0.0" },
      },
      "packages/api/index.js": "app.listen(80)",
      "packages/db/package.json": { name: "@a/db", main: "index.js" },
      "packages/db/index.js": "",
    });
    expect([applications.map(({ path }) => path), problems]).toEqual([["packages/api"], []]);
  });
});

describe("the port of a framework's own server", () => {
  test.each([
    [
      { scripts: { build: "next build", start: "next start -p 3100" }, dependencies: { next: "16" } },
      { "next.config.mjs": `export default { output: "standalone" };` },
      { number: 3100, variable: "PORT" },
    ],
    [
      { scripts: { build: "astro build" }, dependencies: { astro: "5", "@astrojs/node": "9" } },
      {
        "astro.config.mjs": `import node from "@astrojs/node";\nexport default { server: { host: true, port: 4545 }, adapter: node() };`,
      },
      { number: 4545, variable: "PORT" },
    ],
    [
      { scripts: { build: "vite build" }, devDependencies: { "@sveltejs/kit": "2", "@sveltejs/adapter-node": "5" } },
      {
        "svelte.config.js": `import adapter from "@sveltejs/adapter-node";\nexport default adapter({ envPrefix: "MY_" });`,
      },
      { number: 3000, variable: "MY_PORT" },
    ],
    [
      { scripts: { start: "fastify start -l info app.js" }, dependencies: { fastify: "5", "fastify-cli": "7" } },
      { "app.js": "" },
      { number: 3000, variable: "PORT" },
    ],
  ])("of %j", async (manifest, files, port) => {
    expect((await valuesOf({ "package.json": manifest, ...files })).port).toEqual(port);
  });
});

describe("what an application needs", () => {
  test("is told by SvelteKit's modules of the environment", async () => {
    const { environment } = await valuesOf({
      "package.json": {
        scripts: { build: "vite build" },
        devDependencies: { "@sveltejs/kit": "2", "@sveltejs/adapter-node": "5" },
      },
      "svelte.config.js": `import adapter from "@sveltejs/adapter-node";`,
      "src/routes/+page.server.js": `import { REGION, ZONE as zone } from "$env/static/private";\nimport { env } from "$env/dynamic/private";\nuse(env.BUCKET ?? "media");`,
    });
    expect(environment).toEqual({
      BUCKET: { name: "BUCKET", required: false, secret: false, default: "media" },
      REGION: { name: "REGION", required: true, secret: false },
      ZONE: { name: "ZONE", required: true, secret: false },
    });
  });

  test("is told by every address in Prisma's schema", async () => {
    const { environment } = await valuesOf({
      "package.json": { scripts: { start: "node index.js" } },
      "index.js": "app.listen(1)",
      "prisma/schema.prisma": `datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n  directUrl = env("DIRECT_URL")\n  shadowDatabaseUrl = env("SHADOW_URL")\n}\n`,
    });
    expect(Object.values(environment).map(({ name, required }) => [name, required])).toEqual([
      ["DATABASE_URL", true],
      ["DIRECT_URL", true],
      ["SHADOW_URL", false],
    ]);
  });

  test("of an address comes from a checked environment, and the line is that of the call", async () => {
    const { applications } = await detectedNode({
      "package.json": { scripts: { start: "node index.js" } },
      "index.js": `import { env } from "./env.js";\n\nserver.listen(env.PORT, env.HOST);`,
      "env.js": `import { z } from "zod";\nexport const env = z.object({\n  PORT: z.coerce.number().default(8081),\n  HOST: z.string().default("0.0.0.0"),\n}).parse(process.env);`,
    });
    expect(applications[0]).toMatchObject({
      role: { evidence: [{ file: "index.js", line: 3, says: "listens" }] },
      port: { value: { number: 8081, variable: "PORT" } },
      bind: { value: "0.0.0.0", evidence: [{ file: "env.js", line: 4, says: "sets HOST to 0.0.0.0" }] },
    });
  });
});
