import { describe, expect, test } from "vitest";
import { detectedNode, valuesOf } from "../../../../support/scaffold/detectedNode.ts";

const lock = { "package-lock.json": { lockfileVersion: 3 } };

function manifest(
  dependencies: Readonly<Record<string, string>>,
  scripts: Readonly<Record<string, string>> = {},
  more = {},
) {
  return { name: "shop", private: true, scripts, dependencies, ...more };
}

describe("a server", () => {
  test.each([
    [
      "express",
      `const app = require("express")();\napp.get("/health", ok);\napp.listen(process.env.PORT || 4000);`,
      { number: 4000, variable: "PORT" },
    ],
    [
      "koa",
      `import Koa from "koa";\nconst port = parseInt(process.env.PORT ?? "4001", 10);\nnew Koa().listen(port);`,
      { number: 4001, variable: "PORT" },
    ],
    [
      "fastify",
      `const app = fastify();\nawait app.listen({ port: Number(process.env.HTTP_PORT) || 4002, host: "0.0.0.0" });`,
      { number: 4002, variable: "HTTP_PORT" },
    ],
    [
      "hapi",
      `const server = Hapi.server({ port: 4003, host: "0.0.0.0" });\nawait server.start();`,
      { number: 4003 },
      "@hapi/hapi",
    ],
    [
      "hono",
      `import { serve } from "@hono/node-server";\nserve({ fetch: app.fetch, port: +(process.env.PORT || 4004) });`,
      { number: 4004, variable: "PORT" },
    ],
    [
      "express",
      `const { port } = require("./config");\nexpress().listen(port);`,
      { number: 4005, variable: "APP_PORT" },
    ],
    [
      "nest",
      `const config = app.get(ConfigService);\nawait app.listen(config.get<number>("PORT", 4006));`,
      { number: 4006, variable: "PORT" },
      "@nestjs/core",
    ],
    ["express", `app.listen(process.env.PORT!);`, { number: 3000, variable: "PORT" }],
    ["express", `metrics.listen(process.env.METRICS_PORT || 9464);\napp.listen(4007);`, { number: 4007 }],
  ] as const)("of %s is found by where it listens: %s", async (framework, code, port, name?: string) => {
    const files = {
      ...lock,
      "package.json": manifest({ [name ?? framework]: "1" }, { start: "node src/index.js" }),
      "src/index.js": code,
      "src/config.js": "module.exports = { port: process.env.APP_PORT || 4005 };",
    };
    const found = await valuesOf(files);
    expect(found).toMatchObject({ role: "server", framework, start: ["node", "src/index.js"], port });
  });

  test("of Node alone, without a start script, is started by the file that main names", async () => {
    const files = {
      "package.json": { name: "plain", main: "server.js" },
      "server.js": `http.createServer((q, r) => { if (q.url === "/healthz") r.end(); }).listen(8081, "127.0.0.1");`,
    };
    expect(await valuesOf(files)).toMatchObject({
      start: ["node", "server.js"],
      port: { number: 8081 },
      bind: "127.0.0.1",
      health: "/healthz",
      problems: ["BindsLoopback"],
      node: { needsModules: false },
    });
  });

  test("that is only started for development says so", async () => {
    const files = {
      ...lock,
      "package.json": manifest({ express: "5" }, { start: "nodemon app.ts" }),
      "app.ts": "express().listen(3000);",
    };
    const { start, problems } = await valuesOf(files);
    expect([start, problems]).toEqual([["node", "app.ts"], []]);
  });

  test("of Fastify that names no address is only reached from its own container", async () => {
    const files = { "package.json": manifest({}, { start: "node a.js" }), "a.js": "Fastify().listen({ port: 3000 })" };
    expect(await valuesOf(files)).toMatchObject({ bind: undefined, problems: [] });
    const withFastify = { ...files, "package.json": manifest({ fastify: "5" }, { start: "node a.js" }) };
    expect(await valuesOf(withFastify)).toMatchObject({
      bind: "127.0.0.1",
      problems: ["LockFileMissing", "BindsLoopback"],
    });
  });

  test("whose files name two ports says so, and takes the script's", async () => {
    const files = {
      "package.json": manifest({}, { start: "PORT=5000 node a.js" }),
      "a.js": "app.listen(process.env.PORT || 3000)",
    };
    expect(await valuesOf(files)).toMatchObject({
      port: { number: 5000, variable: "PORT" },
      problems: ["PortsDisagree"],
      start: ["node", "a.js"],
    });
  });
});

describe("a framework with its own build and start", () => {
  test.each([
    [
      "next",
      { "next.config.js": `module.exports = { output: "standalone" };`, "app/api/health/route.ts": "" },
      {
        role: "server",
        start: ["node", ".next/standalone/server.js"],
        health: "/api/health",
        port: { number: 3000, variable: "PORT" },
      },
    ],
    [
      "next",
      { "next.config.js": `// output: "standalone"\nmodule.exports = { output: "export" };` },
      { role: "site", output: "out", start: undefined },
    ],
    [
      "next",
      { "next.config.js": "" },
      { role: "server", start: ["node_modules/.bin/next", "start"], writes: [".next/cache"] },
    ],
    [
      "nuxt",
      { "nuxt.config.ts": "", "server/api/health.get.ts": "" },
      { role: "server", start: ["node", ".output/server/index.mjs"], health: "/api/health" },
    ],
    [
      "@sveltejs/kit",
      { "svelte.config.js": `import adapter from "@sveltejs/adapter-node";`, "src/routes/healthz/+server.ts": "" },
      { framework: "sveltekit", start: ["node", "build/index.js"], health: "/healthz" },
    ],
    [
      "@sveltejs/kit",
      { "svelte.config.js": `import adapter from '@sveltejs/adapter-static';` },
      { role: "site", output: "build" },
    ],
    ["astro", { "astro.config.mjs": "" }, { role: "site", output: "dist" }],
    [
      "@react-router/dev",
      { "react-router.config.ts": "export default { ssr: false };" },
      { framework: "react-router", role: "site", output: "build/client" },
    ],
    [
      "@angular/core",
      {
        "angular.json": {
          projects: {
            shop: {
              architect: { build: { builder: "@angular/build:application", options: { outputPath: "dist/shop" } } },
            },
          },
        },
      },
      { framework: "angular", role: "site", output: "dist/shop/browser" },
    ],
  ])("%s is what its settings say: %j", async (name, files, expected) => {
    const found = await valuesOf({
      ...lock,
      "package.json": manifest({ [name]: "1" }, { build: "build it" }),
      ...files,
    });
    expect(found).toMatchObject(expected);
  });

  test("a SvelteKit adapter for a platform leaves nothing to start", async () => {
    const files = {
      "package.json": manifest({ "@sveltejs/kit": "2" }),
      "svelte.config.js": `import adapter from "@sveltejs/adapter-auto";`,
    };
    expect(await valuesOf(files)).toMatchObject({ start: undefined, problems: ["LockFileMissing", "NoStartCommand"] });
  });
});

describe("a site", () => {
  test.each([
    [
      "vite",
      "vite build",
      { "index.html": "", "vite.config.ts": `export default { build: { outDir: "public_html" } };` },
      "public_html",
    ],
    ["vite", "vite build --outDir out", { "index.html": "" }, "out"],
    ["react-scripts", "react-scripts build", { "public/index.html": "" }, "build"],
    ["@vue/cli-service", "vue-cli-service build", { "vue.config.js": `module.exports = { outputDir: 'www' }` }, "www"],
    ["@docusaurus/core", "docusaurus build", {}, "build"],
    ["@11ty/eleventy", "eleventy", {}, "_site"],
    ["gatsby", "gatsby build", {}, "public"],
    ["vitepress", "vitepress build docs", {}, "docs/.vitepress/dist"],
  ])("built by %s with %s goes where that puts it", async (name, build, files, output) => {
    const found = await valuesOf({
      ...lock,
      "package.json": { name: "s", scripts: { build, start: "vite" }, devDependencies: { [name]: "1" } },
      ...files,
    });
    expect(found).toMatchObject({ role: "site", output, start: undefined, build: "npm run build", port: undefined });
  });
});

describe("what is not deployed", () => {
  test.each([
    [
      { name: "lib", main: "dist/index.js", dependencies: { express: "5" } },
      { "src/index.ts": "export const a = 1;" },
      "others import it, and nothing in it says how it is started",
    ],
    [
      { name: "cli", bin: "cli.js", scripts: { start: "node cli.js" } },
      { "cli.js": "console.log(1)" },
      "it is a command line tool",
    ],
    [
      { name: "ui", devDependencies: { vite: "7" }, scripts: { build: "vite build" }, exports: "./dist" },
      { "vite.config.ts": `build: { lib: { entry: "a" } }`, "index.html": "" },
      "others import it, and nothing in it says how it is started",
    ],
    [
      { name: "desk", main: "main.js", scripts: { start: "electron ." }, devDependencies: { electron: "1" } },
      { "main.js": "" },
      "it is a desktop application",
    ],
    [{ name: "ext", main: "a.js", engines: { vscode: "1" } }, { "a.js": "" }, "it is an extension of an editor"],
    [
      { name: "settings", devDependencies: { prettier: "3" } },
      {},
      "nothing in its package.json says how it is started",
    ],
  ])("%j", async (json, files, why) => {
    const { applications, libraries } = await detectedNode({ "package.json": json, ...files });
    expect([applications, libraries]).toEqual([[], [{ path: ".", why }]]);
  });

  test("a package.json that is broken is told of", async () => {
    const { applications, problems } = await detectedNode({ "package.json": "{ name: " });
    expect([applications.length, problems.map(({ reason }) => reason)]).toEqual([
      0,
      ["NothingDeployable", "Unreadable"],
    ]);
  });
});

test("what is started by a script and listens on nothing is a worker", async () => {
  const files = {
    ...lock,
    "package.json": manifest({ bullmq: "5" }, { start: "node worker.js" }),
    "worker.js": `new Worker("mail", send, { connection: { url: process.env.REDIS_URL } });`,
  };
  expect(await valuesOf(files)).toMatchObject({
    role: "worker",
    port: undefined,
    services: [{ name: "redis", variable: "REDIS_URL" }],
  });
});

test.each([
  [
    { "@nestjs/core": "11" },
    `const app = await NestFactory.createMicroservice(AppModule);\nawait app.listen();`,
    "worker",
  ],
  [{ "@nestjs/core": "11" }, `await NestFactory.createApplicationContext(AppModule);`, "worker"],
  [{ ws: "8", "discord.js": "14" }, `client.login(process.env.DISCORD_TOKEN);`, "worker"],
  [{ express: "5" }, `import { history } from "x";\nhistory.listen(handle);`, "worker"],
  [{ "@apollo/server": "4" }, `startStandaloneServer(server, { listen: { port: 4010 } });`, "server"],
  [{ ws: "8" }, `new WebSocketServer({ port: 8090 });`, "server"],
  [{ "@adonisjs/core": "6" }, `new Ignitor(ROOT).httpServer().start();`, "server"],
])("%j with %s is a %s", async (dependencies, code, role) => {
  const files = {
    ...lock,
    "package.json": manifest(dependencies, { start: "node src/index.js" }),
    "src/index.js": code,
  };
  expect(await valuesOf(files)).toMatchObject({ role });
});
