import { describe, expect, test } from "vitest";
import { detect } from "../../../../src/scaffold/detect/detect.ts";
import { memoryTree } from "../../../support/memoryTree.ts";

async function applicationsIn(files: Readonly<Record<string, string>>) {
  const { applications } = await detect(memoryTree(files));
  return applications.map((one) => ({
    path: one.path,
    role: one.role.value,
    framework: one.framework?.value,
    start: one.startCommand?.value,
    port: one.port?.value,
    services: one.services.map(({ value }) => value.name),
    variables: one.environment.map(({ value }) => value.name),
  }));
}

const pyproject = (name: string, dependencies: readonly string[], more = "") =>
  `[project]\nname = "${name}"\nversion = "0.1"\nrequires-python = ">=3.12"\ndependencies = ${JSON.stringify(dependencies)}\n${more}`;

describe("a Python project", () => {
  test("takes the version from the manifest above the folder that is served, and says its line", async () => {
    const { applications } = await detect(
      memoryTree({
        "pyproject.toml": `[tool.poetry]\nname = "api"\n[tool.poetry.dependencies]\npython = ">=3.11,<3.13"\ndjango = "*"\ngunicorn = "*"\n`,
        "src/manage.py": `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.settings")\n`,
        "src/core/settings.py": `WSGI_APPLICATION = "core.wsgi.application"\n`,
      }),
    );
    expect(applications[0]?.runtime).toMatchObject({
      value: { name: "python", version: "3.11" },
      evidence: [{ file: "pyproject.toml", line: 4 }],
    });
  });

  test("works through the command that its package installs", async () => {
    const files = {
      "pyproject.toml": pyproject("poller", ["httpx"], `[project.scripts]\npoller = "price_poller:main"\n`),
      "src/price_poller/__init__.py": "import time\ndef main():\n    while True:\n        time.sleep(1)\n",
    };
    expect(await applicationsIn(files)).toMatchObject([
      { role: "worker", start: ["env", "PYTHONPATH=src", "python", "-c", "from price_poller import main; main()"] },
    ]);
  });

  test("needs what the packages of its workspace need", async () => {
    const files = {
      "pyproject.toml": `[project]\nname = "all"\nversion = "1"\n[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n[tool.uv.sources]\nshop-common = { workspace = true }\n`,
      "uv.lock": "version = 1\n",
      "services/api/pyproject.toml": pyproject("api", ["shop_common", "fastapi", "uvicorn"]),
      "services/api/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
      "libs/common/pyproject.toml": pyproject("shop-common", ["asyncpg"]),
      "libs/common/shop_common/__init__.py": `import os\nURL = os.environ["DATABASE_URL"]\n`,
    };
    expect(await applicationsIn(files)).toMatchObject([
      { path: "services/api", services: ["postgres"], variables: ["DATABASE_URL"] },
    ]);
  });

  test("of Django reads what the settings of an environment read with the reader of those below", async () => {
    const [web] = await applicationsIn({
      "requirements.txt": "django\ngunicorn\ndjango-environ\n",
      "manage.py": `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")\n`,
      "config/__init__.py": "",
      "config/wsgi.py": "application = 1\n",
      "config/settings/__init__.py": "",
      "config/settings/base.py": `import environ\nenv = environ.Env()\nWSGI_APPLICATION = "config.wsgi.application"\n`,
      "config/settings/production.py": `from .base import *\nfrom .base import env\nSECRET_KEY = env("DJANGO_SECRET_KEY")\n`,
    });
    expect(web?.variables).toEqual(["DJANGO_SECRET_KEY"]);
  });

  test("of Streamlit listens where its settings say", async () => {
    const files = {
      "requirements.txt": "streamlit\n",
      "Home.py": "import streamlit as st\n",
      ".streamlit/config.toml": "[server]\nport = 8502\n",
    };
    expect(await applicationsIn(files)).toMatchObject([{ framework: "streamlit", port: { number: 8502 } }]);
  });
});

const boot = (libraries: readonly string[]) =>
  `<project><groupId>a</groupId><artifactId>b</artifactId><version>1</version><dependencies>${libraries
    .map((one) => one.split(":"))
    .map(([group, name]) => `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId></dependency>`)
    .join(
      "",
    )}</dependencies><build><plugins><plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build></project>`;

describe("a build of Java", () => {
  test("of Micronaut gets its server from the plugin", async () => {
    const files = {
      "settings.gradle": `rootProject.name = "demo"\n`,
      "build.gradle": `plugins {\n  id("io.micronaut.application") version "4.4.4"\n}\nmicronaut {\n  runtime("netty")\n}\napplication {\n  mainClass = "a.Application"\n}\n`,
      "src/main/java/a/Application.java": `package a;\npublic class Application { public static void main(String[] a) { Micronaut.run(Application.class, a); } }`,
      "src/main/resources/application.properties": "micronaut.server.port=${PORT:8082}\n",
    };
    expect(await applicationsIn(files)).toMatchObject([
      { role: "server", framework: "micronaut", port: { number: 8082, variable: "PORT" } },
    ]);
  });

  const LIBRARIES = ["org.springframework.boot:spring-boot-starter-web", "org.postgresql:postgresql"];
  const MAIN = {
    "src/main/java/a/App.java": `package a;\n@SpringBootApplication\nclass App { public static void main(String[] a) { SpringApplication.run(App.class, a); } }`,
  };

  test.each([
    [LIBRARIES, "", ["postgres"]],
    [[...LIBRARIES, "com.h2database:h2"], "", []],
    [[...LIBRARIES, "com.h2database:h2"], "spring.datasource.url=${DB_URL}\n", ["postgres"]],
  ])("of %j with the settings %j talks to %j", async (libraries, settings, services) => {
    const files = { "pom.xml": boot(libraries), ...MAIN, "src/main/resources/application.properties": settings };
    expect((await applicationsIn(files))[0]?.services).toEqual(services);
  });
});

describe("a Rails application with the image that comes with it", () => {
  test("listens where its settings say, behind the proxy that the image starts", async () => {
    const { applications, problems } = await detect(
      memoryTree({
        Gemfile: `source "https://rubygems.org"\ngem "rails"\ngem "puma"\n`,
        "Gemfile.lock": "GEM\n  specs:\n    rails (8.0.0)\n    puma (6.5.0)\n\nDEPENDENCIES\n  puma\n  rails\n",
        "config/application.rb": "class Application < Rails::Application\nend\n",
        "config/puma.rb": `port ENV.fetch("PORT", 3000)\n`,
        Dockerfile: `FROM ruby:3.4\nENTRYPOINT ["/rails/bin/docker-entrypoint"]\nEXPOSE 80\nCMD ["./bin/thrust", "./bin/rails", "server"]\n`,
      }),
    );
    expect(applications.map(({ port }) => port?.value)).toEqual([{ number: 3000, variable: "PORT" }]);
    expect(problems).toEqual([]);
  });
});

describe("a program in Go", () => {
  test("reads what a package of its workspace or Viper reads for it", async () => {
    const [gateway] = await applicationsIn({
      "go.mod": "module gateway\ngo 1.23\n",
      "main.go": `package main\nfunc main() {\n\tviper.BindEnv("db.dsn", "SHOP_DB_DSN")\n\thttp.ListenAndServe(env.Get("LISTEN_ADDR", ":8088"), nil)\n}\n`,
    });
    expect(gateway).toMatchObject({ port: { number: 8088 }, variables: ["LISTEN_ADDR", "SHOP_DB_DSN"] });
  });
});

describe("a script of a shell", () => {
  test("that saves a database again and again is a worker", async () => {
    const files = { "backup.sh": `#!/bin/sh\nwhile true; do\n  pg_dump "$DATABASE_URL"\n  sleep 60\ndone\n` };
    expect(await applicationsIn(files)).toMatchObject([{ role: "worker", services: ["postgres"] }]);
  });
});

describe("a Rust program", () => {
  test("needs what the packages of its workspace need, wherever their path stands", async () => {
    const files = {
      "Cargo.toml": `[workspace]\nmembers = ["api", "crates/*"]\n[workspace.dependencies]\nstore = { path = "crates/store" }\n`,
      "api/Cargo.toml": `[package]\nname = "api"\nversion = "0.1.0"\n[dependencies]\naxum = "0.8"\nstore.workspace = true\n`,
      "api/src/main.rs": `fn main() { axum::serve(l, app) }\n`,
      "crates/store/Cargo.toml": `[package]\nname = "store"\nversion = "0.1.0"\n[dependencies]\nsqlx = { version = "0.8", features = ["postgres"] }\n`,
      "crates/store/src/lib.rs": `fn a() { std::env::var("DATABASE_URL").unwrap(); }\n`,
    };
    expect(await applicationsIn(files)).toMatchObject([
      { path: "api", services: ["postgres"], variables: ["DATABASE_URL"] },
    ]);
  });
});
