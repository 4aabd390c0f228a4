import { describe, expect, test } from "vitest";
import { detect } from "../../../../src/scaffold/detect/detect.ts";
import { memoryTree } from "../../../support/memoryTree.ts";

async function only(files: Readonly<Record<string, string>>) {
  const { applications } = await detect(memoryTree(files));
  expect(applications).toHaveLength(1);
  const [one] = applications;
  return {
    path: one?.path,
    role: one?.role.value,
    framework: one?.framework?.value,
    runtime: one?.runtime.value,
    port: one?.port?.value,
    at: one?.port?.evidence[0],
    bind: one?.bind?.value,
    health: one?.health?.value,
    output: one?.outputDirectory?.value,
    services: one?.services.map(({ value }) => value),
    variables: one?.environment.map(({ value }) => value),
    names: one?.environment.map(({ value }) => value.name),
    ecosystem: one?.ecosystem,
  };
}

const json = (value: unknown): string => JSON.stringify(value);
const plain = { required: false, secret: false };

describe("a Node application", () => {
  test("of Remix behind its own server needs what its routes read", async () => {
    const found = await only({
      "package.json": json({
        scripts: { build: "remix vite:build", start: "node ./server.js" },
        dependencies: { "@remix-run/express": "2", express: "4" },
        devDependencies: { "@remix-run/dev": "2" },
      }),
      "server.js": `import express from "express";\nexpress().listen(process.env.PORT || 3000);\n`,
      "app/session.server.ts": `export const key = process.env.SESSION_SECRET;\n`,
    });
    expect(found).toMatchObject({ framework: "remix", names: ["PORT", "SESSION_SECRET"] });
  });

  test("needs what Nuxt takes for its runtime settings", async () => {
    const found = await only({
      "package.json": json({ scripts: { build: "nuxt build" }, dependencies: { nuxt: "3" } }),
      "nuxt.config.ts": `export default defineNuxtConfig({
  runtimeConfig: {
    apiSecret: "",
    queue: { maxSize: 20 },
    fromBuild: process.env.OTHER_NAME,
    public: { apiBase: "/api" },
  },
});\n`,
    });
    expect(found.variables).toEqual([
      { name: "NUXT_API_SECRET", required: false, secret: true },
      { name: "NUXT_PUBLIC_API_BASE", ...plain, default: "/api" },
      { name: "NUXT_QUEUE_MAX_SIZE", ...plain, default: "20" },
      { name: "OTHER_NAME", required: true, secret: false },
    ]);
  });

  test("listens where the schema says that @fastify/env checks its environment against", async () => {
    const found = await only({
      "package.json": json({ scripts: { start: "node app.js" }, dependencies: { fastify: "5", "@fastify/env": "5" } }),
      "app.js": `import Fastify from "fastify";
import env from "@fastify/env";
const schema = {
  type: "object",
  required: ["QUEUE_NAME", "PORT"],
  properties: {
    PORT: { type: "number", default: 4000 },
    HOST: { type: "string", default: "0.0.0.0" },
    QUEUE_NAME: { type: "string" },
    LEVEL: { type: "string" },
  },
};
const app = Fastify();
await app.register(env, { schema });
await app.listen({ port: app.config.PORT, host: app.config.HOST });\n`,
    });
    expect(found).toMatchObject({ port: { number: 4000, variable: "PORT" }, bind: "0.0.0.0" });
    expect(found.variables).toEqual([
      { name: "HOST", ...plain, default: "0.0.0.0" },
      { name: "LEVEL", ...plain },
      { name: "PORT", ...plain, default: "4000" },
      { name: "QUEUE_NAME", required: true, secret: false },
    ]);
  });

  test("asks a service of settings, whatever its parameter is called", async () => {
    const code = `import { ConfigService } from "@nestjs/config";
export const options = { useFactory: (c: ConfigService) => ({ queue: c.getOrThrow("QUEUE_NAME") }) };
const other = cache.get("NOT_READ");
app.listen(3000);\n`;
    const found = await only({ "package.json": json({ scripts: { start: "node index.js" } }), "index.js": code });
    expect(found.names).toEqual(["QUEUE_NAME"]);
  });

  test("runs on the Bun that is pinned as its manager", async () => {
    const found = await only({
      "package.json": json({ packageManager: "bun@1.1.34", scripts: { start: "bun run index.ts" } }),
      "index.ts": "Bun.serve({ port: 8080, fetch: () => new Response() });\n",
    });
    expect(found.runtime).toEqual({ name: "bun", version: "1.1.34" });
  });
});

describe("a Python application", () => {
  const FILES = {
    "requirements.txt": "starlette\nuvicorn\n",
    "app.py": "from starlette.applications import Starlette\napp = Starlette()\n",
  };

  test.each([
    ["pyproject.toml", `[tool.pdm.scripts]\nstart = "uvicorn app:app --port 9000"\n`, { number: 9000 }, 2],
    ["pyproject.toml", `[tool.pdm.scripts.serve]\ncmd = "uvicorn app:app --port 9000"\n`, { number: 9000 }, 1],
    ["pyproject.toml", `[tool.poe.tasks]\ntest = "x"\nserve = "uvicorn app:app --port 9001"\n`, { number: 9001 }, 3],
    ["gunicorn.conf.py", `workers = 2\nbind = "0.0.0.0:9002"\n`, { number: 9002 }, 2],
    ["gunicorn.conf.py", `bind = f"[::]:{os.getenv('APP_PORT', '9003')}"\n`, { number: 9003, variable: "APP_PORT" }, 1],
    ["pyproject.toml", `[tool.pdm.scripts]\ndev = "uvicorn app:app --port 9000"\n`, { number: 8000 }, undefined],
    ["pyproject.toml", `[tool.pdm.scripts]\nstart = "python -m tool --port 9000"\n`, { number: 8000 }, undefined],
  ])("with %s of %j listens on %j", async (file, text, port, line) => {
    const found = await only({ ...FILES, [file]: text });
    expect(found.port).toEqual(port);
    expect(found.at).toMatchObject(line === undefined ? { file: "app.py" } : { file, line });
  });
});

const go = (body: string, imports = "") => ({
  "go.mod": "module shop\ngo 1.23\n",
  "main.go": `package main\nimport (\n${imports}\n)\nfunc main() {\n${body}\n}\n`,
});

describe("a program in Go", () => {
  test("listens on the number that is put into its address", async () => {
    const found = await only(go(`\tlis, _ := net.Listen("tcp", fmt.Sprintf(":%d", 50051))\n\ts.Serve(lis)`));
    expect(found).toMatchObject({ role: "server", port: { number: 50_051 } });
  });

  test("lives where chi answers by itself", async () => {
    const found = await only(go(`\tr.Use(middleware.Heartbeat("/ping"))\n\thttp.ListenAndServe(":3000", r)`));
    expect(found.health).toBe("/ping");
  });

  test("that rests and goes on without end is a worker", async () => {
    expect(await only(go("\tfor {\n\t\tif due() { sync() }\n\t\ttime.Sleep(time.Minute)\n\t}"))).toMatchObject({
      role: "worker",
    });
  });

  test("that tries something again is none", async () => {
    const tries = go("\tfor {\n\t\tif try() { break }\n\t\ttime.Sleep(time.Second)\n\t}");
    const { applications } = await detect(memoryTree(tries));
    expect(applications).toEqual([]);
  });
});

describe("a Symfony application", () => {
  test("talks to what the addresses in its .env are of, whose values go nowhere", async () => {
    const files = {
      "composer.json": json({ require: { php: ">=8.3", "symfony/framework-bundle": "7.2.*", "doctrine/orm": "^3" } }),
      ".env": `APP_SECRET=\n# DATABASE_URL="mysql://no"\nDATABASE_URL="postgresql://app:hunter2@127.0.0.1:5432/app"\n`,
      "public/index.php": "<?php\n",
      "config/packages/doctrine.yaml": "doctrine:\n  dbal:\n    url: '%env(resolve:DATABASE_URL)%'\n",
    };
    const { applications } = await detect(memoryTree(files));
    expect(applications[0]?.services).toMatchObject([
      { value: { name: "postgres", variable: "DATABASE_URL" }, evidence: [{ file: ".env", line: 3 }] },
    ]);
    expect(applications[0]?.ecosystem).toMatchObject({ extensions: ["pdo_pgsql"] });
    expect(json(applications)).not.toContain("hunter2");
  });
});

describe("a Rust program", () => {
  const CODE = {
    "Cargo.toml": `[package]\nname = "news"\nversion = "0.1.0"\n[dependencies]\nactix-web = "4"\nconfig = "0.14"\n`,
    "src/main.rs": `fn main() { let l = TcpListener::bind(format!("{}:{}", c.host, c.port)); HttpServer::new(f).listen(l); }\n`,
  };
  const base = "database:\n  port: 5432\napplication:\n  port: 8000\n";

  test.each([
    [{ "configuration/base.yaml": base }, { number: 8000 }, "configuration/base.yaml", 4, undefined],
    [
      { "configuration/base.yaml": base, "configuration/production.yaml": "application:\n  host: 0.0.0.0\n" },
      { number: 8000 },
      "configuration/base.yaml",
      4,
      "0.0.0.0",
    ],
    [
      { "config/default.toml": `[database]\nport = 5432\n[server]\nport = 8010\n` },
      { number: 8010 },
      "config/default.toml",
      4,
      undefined,
    ],
    [{ "config.json": `{ "server": {\n "port": 8020 } }` }, { number: 8020 }, "config.json", 2, undefined],
  ])("with the settings %j listens on %j", async (files, port, file, line, bind) => {
    expect(await only({ ...CODE, ...files })).toMatchObject({ port, at: { file, line }, bind });
  });
});

describe("Hugo", () => {
  test("keeps its settings in a folder of their own", async () => {
    const files = { "site/config/_default/hugo.yaml": "publishDir: out\n", "site/content/_index.md": "# hi\n" };
    expect(await only(files)).toMatchObject({ path: "site", role: "site", framework: "hugo", output: "out" });
  });
});

describe("what does without a variable", () => {
  test("is told so of a new Phoenix application", async () => {
    const found = await only({
      "mix.exs": `defmodule A.MixProject do\n  def project, do: [app: :a, version: "0.1.0", elixir: "~> 1.17"]\n  def application, do: [mod: {A.Application, []}]\n  defp deps, do: [{:phoenix, "~> 1.7"}, {:bandit, "~> 1.5"}]\nend\n`,
      "config/runtime.exs": `config :a, :dns_cluster_query, System.get_env("DNS_CLUSTER_QUERY")\nconfig :a, key: System.get_env("API_KEY")\n`,
    });
    expect(found.variables).toEqual([
      { name: "API_KEY", required: true, secret: true },
      { name: "DNS_CLUSTER_QUERY", required: false, secret: false },
    ]);
  });
});

describe("a lock file that Deno's settings turn off", () => {
  test("is missed with how it is turned on", async () => {
    const files = {
      "deno.json": json({
        lock: false,
        imports: { hono: "jsr:@hono/hono@4" },
        tasks: { start: "deno run -A main.ts" },
      }),
      "main.ts": "Deno.serve(app.fetch);\n",
    };
    const { problems } = await detect(memoryTree(files));
    expect(problems).toMatchObject([{ reason: "LockFileMissing", message: expect.stringContaining("`lock` setting") }]);
  });
});

describe("a Rack application", () => {
  test("is one without any other framework", async () => {
    const files = {
      Gemfile: `source "https://rubygems.org"\ngem "rack"\ngem "puma"\n`,
      "Gemfile.lock": "GEM\n  specs:\n    puma (6.5.0)\n    rack (3.1.8)\n\nDEPENDENCIES\n  puma\n  rack\n",
      "config.ru": `run ->(env) { [200, {}, ["hi"]] }\n`,
    };
    expect(await only(files)).toMatchObject({ role: "server", framework: "rack", port: { number: 9292 } });
  });
});

const laravel = (example: string) => ({
  "composer.json": json({ require: { php: "^8.2", "laravel/framework": "^11" } }),
  artisan: "",
  "public/index.php": "<?php\n",
  "config/database.php": "<?php return ['host' => env('REDIS_HOST', '127.0.0.1'), 'url' => env('REDIS_URL')];\n",
  ".env.example": example,
});

describe("a Laravel application", () => {
  const hosts = "MEMCACHED_HOST=127.0.0.1\nREDIS_HOST=127.0.0.1\nMAIL_HOST=127.0.0.1\n";

  test.each([
    ["CACHE_STORE=database\nQUEUE_CONNECTION=sync\nMAIL_MAILER=log\n", [], []],
    ["CACHE_STORE=redis\nMAIL_MAILER=log\n", ["redis"], ["REDIS_HOST"]],
    ["CACHE_STORE=memcached\nMAIL_MAILER=smtp\n", ["memcached", "smtp"], ["MAIL_HOST", "MEMCACHED_HOST"]],
    ["", ["redis", "memcached", "smtp"], ["MAIL_HOST", "MEMCACHED_HOST", "REDIS_HOST"]],
  ])("that is told %j talks to %j", async (choices, services, required) => {
    const found = await only(laravel(`${choices}${hosts}`));
    expect(found.services?.map(({ name }) => name)).toEqual(services);
    const hostsNeeded = found.variables?.filter((one) => one.required && one.name.endsWith("_HOST"));
    expect(hostsNeeded?.map(({ name }) => name)).toEqual(required);
  });
});

describe("a package", () => {
  test("is made of what names in its settings stand for", async () => {
    const found = await only({
      "package.json": json({ imports: { "#cache": "./src/storage/kept.ts" }, scripts: { start: "node dist/main.js" } }),
      "tsconfig.json": json({ extends: "./tsconfig.base.json", compilerOptions: { outDir: "dist" } }),
      "tsconfig.base.json": json({ compilerOptions: { baseUrl: ".", paths: { "@mail/*": ["src/mail/*"] } } }),
      "src/main.ts": `import "src/files/bucket";\nimport "@mail/sender";\nimport "#cache";\nserver.listen(3000);\n`,
      "src/files/bucket.ts": "export const bucket = process.env.BUCKET;\n",
      "src/mail/sender.ts": "export const sender = process.env.SENDER;\n",
      "src/storage/kept.ts": "export const kept = process.env.KEPT;\n",
      "src/unused/other.ts": "export const other = process.env.OTHER;\n",
    });
    expect(found.names).toEqual(["BUCKET", "KEPT", "SENDER"]);
  });

  test("is built where its bundler puts what is started", async () => {
    const scripts = { build: "esbuild src/main.ts --bundle --outfile=dist/bundle.cjs", start: "node dist/bundle.cjs" };
    const files = { "package.json": json({ scripts }), "src/main.ts": "server.listen(3000);\n" };
    expect(await only(files)).toMatchObject({ output: "dist" });
  });

  test("is read beyond the many components of its pages", async () => {
    const components = Array.from({ length: 60 }, (_, index) => [`components/c${index}.tsx`, "export {};\n"] as const);
    const found = await only({
      "package.json": json({ scripts: { build: "next build", start: "next start" }, dependencies: { next: "15" } }),
      ...Object.fromEntries(components),
      "lib/payments.ts": "export const key = process.env.PAYMENTS_KEY;\n",
    });
    expect(found.names).toEqual(["PAYMENTS_KEY"]);
  });

  test("of functions is no worker", async () => {
    const scripts = { start: "serverless offline", deploy: "serverless deploy" };
    const manifest = json({ scripts, devDependencies: { serverless: "3" } });
    const { applications, libraries } = await detect(memoryTree({ "package.json": manifest, "handler.js": "" }));
    expect(applications).toEqual([]);
    expect(libraries).toMatchObject([{ path: ".", why: "it is deployed as functions of a platform" }]);
  });

  test.each([
    ["web: node index.js\nworker: node worker.js\n", ["node", "worker.js"]],
    ["worker: npm run work\nweb: npm start\nrelease: npm run migrate\n", ["npm", "run", "work"]],
  ])("is a worker, too, where its Procfile is %j", async (procfile, start) => {
    const { applications } = await detect(
      memoryTree({
        "package.json": json({ name: "shop", scripts: { start: "node index.js", work: "node worker.js" } }),
        "index.js": "server.listen(process.env.PORT || 3000);\n",
        "worker.js": "new Queue(process.env.REDIS_URL);\n",
        Procfile: procfile,
      }),
    );
    expect(applications).toMatchObject([
      { name: "shop", role: { value: "server" } },
      {
        name: "shop-worker",
        role: { value: "worker" },
        startCommand: { value: start, evidence: [{ file: "Procfile" }] },
      },
    ]);
    expect(applications[1]?.port).toBeUndefined();
    expect(applications[1]?.environment.map(({ value }) => value.name)).toContain("REDIS_URL");
  });
});

describe("a build of Gradle", () => {
  test("takes libraries that a convention of its own names in quotes", async () => {
    const found = await only({
      "settings.gradle.kts": `include("app")\n`,
      "buildSrc/build.gradle.kts": "plugins { `kotlin-dsl` }\n",
      "buildSrc/src/main/kotlin/own.service.gradle.kts": `plugins { kotlin("jvm")\n id("org.springframework.boot") }\ndependencies {\n "implementation"("org.springframework.boot:spring-boot-starter-web")\n}\n`,
      "app/build.gradle.kts": `plugins { id("own.service") }\n`,
      "app/src/main/kotlin/App.kt": `@SpringBootApplication\nclass App\nfun main(args: Array<String>) { runApplication<App>(*args) }\n`,
    });
    expect(found).toMatchObject({ path: "app", role: "server", framework: "spring-boot", port: { number: 8080 } });
  });
});

describe("a Dockerfile and a compose file that are there", () => {
  const FILES = {
    "requirements.txt": "fastapi[standard]\n",
    "app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
  };

  test.each([
    ['CMD ["fastapi", "run", "app/main.py", "--port", "80"]', { number: 80 }],
    ["CMD uvicorn app.main:app --host 0.0.0.0 --port 9000", { number: 9000 }],
    ["CMD gunicorn -b 0.0.0.0:9001 app.main:app", { number: 9001 }],
    ["CMD python manage.py runserver 0.0.0.0:9002", { number: 9002 }],
  ])("with %s start it on %j", async (command, port) => {
    const found = await only({ ...FILES, Dockerfile: `FROM python:3.13\n${command}\n` });
    expect(found).toMatchObject({ port, at: { file: "Dockerfile", line: 2 } });
  });

  test("with two ports disagree", async () => {
    const Dockerfile = 'FROM python:3.13\nEXPOSE 8000\nCMD ["uvicorn", "app.main:app", "--port", "9000"]\n';
    const { problems } = await detect(memoryTree({ ...FILES, Dockerfile }));
    expect(problems).toMatchObject([{ reason: "PortsDisagree" }]);
  });

  test("say what it talks to by the addresses that it is given", async () => {
    const environment = "DB: postgresql+asyncpg://u:hunter2@db/x\n      SITE: https://example.com";
    const compose = `services:\n  api:\n    build: .\n    environment:\n      ${environment}\n`;
    const { applications } = await detect(memoryTree({ ...FILES, "compose.yaml": compose }));
    expect(applications[0]?.services).toMatchObject([
      { value: { name: "postgres", variable: "DB" }, evidence: [{ file: "compose.yaml", line: 5 }] },
    ]);
    expect(json(applications)).not.toContain("hunter2");
  });
});

describe("what a build makes", () => {
  test("is no evidence of Deno before it is there", async () => {
    const { applications } = await detect(
      memoryTree({
        "deno.json": json({
          tasks: { start: "deno serve -A _fresh/server.js" },
          imports: { fresh: "jsr:@fresh/core@2" },
        }),
        "deno.lock": "{}",
        "main.ts": `import { App } from "fresh";\nexport const app = new App();\n`,
      }),
    );
    expect(applications).toMatchObject([{ language: { value: "typescript", evidence: [{ file: "main.ts" }] } }]);
  });

  test("by Astro for a server of one's own is started by that", async () => {
    const { applications } = await detect(
      memoryTree({
        "package.json": json({
          scripts: { build: "astro build", start: "node ./server.mjs" },
          dependencies: { astro: "5", "@astrojs/node": "9", express: "4" },
        }),
        "astro.config.mjs": `import node from "@astrojs/node";\nexport default { adapter: node({ mode: "middleware" }) };\n`,
        "server.mjs": "app.listen(8080);\n",
      }),
    );
    expect(applications).toMatchObject([
      { startCommand: { value: ["node", "./server.mjs"] }, port: { value: { number: 8080 } } },
    ]);
  });
});
