import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LONGEST_NAME, uniqueNames } from "../../../../src/scaffold/detect/applicationName.ts";
import { detect } from "../../../../src/scaffold/detect/detect.ts";
import { commandLineOf } from "../../../../src/scaffold/detect/shared/commandLine.ts";
import { readEnvFile } from "../../../../src/scaffold/detect/shared/envFile.ts";
import { lineAt } from "../../../../src/scaffold/detect/shared/evidence.ts";
import { readJson } from "../../../../src/scaffold/detect/shared/json.ts";
import { readProcfile } from "../../../../src/scaffold/detect/shared/procfile.ts";
import { readToml } from "../../../../src/scaffold/detect/shared/toml.ts";
import { readXml } from "../../../../src/scaffold/detect/shared/xml.ts";
import { resolved } from "../../../../src/base/treePath.ts";
import { withoutComments } from "../../../../src/scaffold/detect/node/javascriptCode.ts";
import { memoryTree } from "../../../support/memoryTree.ts";

/** Pieces that manifests and code are made of, in any order: more telling than any text. */
const PIECES = [
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  '"',
  "'",
  "`",
  ",",
  ":",
  "=",
  "\n",
  " ",
  "\\",
  "//",
  "/*",
  "*/",
  "#",
  "<",
  ">",
  "&",
  "*a",
  "&a ",
  "scripts",
  "start",
  "dependencies",
  "workspaces",
  "express",
  "app.listen(",
  "process.env.PORT",
  "process.env",
  "??",
  "||",
  "3000",
  "import x from './y'",
  "require('./z')",
  "z.object({A: z.string()",
  'from "zod"',
  "app.get('/health'",
  "@Controller('a')",
  "@Get()",
  "datasource db {",
  'env("A")',
  "node a.js",
  "&&",
  "packages:",
  "- '*'",
  "lockfileVersion: 9",
  "importers:",
  "\u{1F600}",
  "\0",
];
const garbage = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join("")),
  fc.jsonValue().map((value) => JSON.stringify(value)),
);
const NAMES = [
  "package.json",
  "package-lock.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "pnpm-workspace.yaml",
  "lerna.json",
  "nest-cli.json",
  "tsconfig.json",
  "angular.json",
  ".nvmrc",
  ".tool-versions",
  "mise.toml",
  ".env.example",
  "index.js",
  "src/main.ts",
  "next.config.js",
  "vite.config.ts",
  "index.html",
  "prisma/schema.prisma",
  ".yarnrc.yml",
  "Procfile",
  "Dockerfile",
  "compose.yaml",
  "main.sh",
  "requirements.txt",
  "pyproject.toml",
  "app.py",
  "manage.py",
  "go.mod",
  "main.go",
  "Cargo.toml",
  "src/main.rs",
  "pom.xml",
  "build.gradle",
  "App.csproj",
  "Program.cs",
  "Gemfile",
  "config.ru",
  "composer.json",
  "index.php",
  "mix.exs",
  "deno.json",
];
const folder = fc.constantFrom("", "apps/a/", "b c/", "é/");
const tree = fc
  .array(fc.tuple(folder, fc.constantFrom(...NAMES), garbage), { maxLength: 25 })
  .map((files) => Object.fromEntries(files.map(([at, name, text]) => [`${at}${name}`, text])));

describe("whatever the files hold", () => {
  test("detection ends, each fact has evidence in the tree, and the same tree gives the same facts", async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (files) => {
        const detection = await detect(memoryTree(files));
        expect(await detect(memoryTree(files))).toEqual(detection);
        expect(detection.problems.filter(({ message }) => message.includes("looking for it failed"))).toEqual([]);
        for (const one of detection.applications) {
          const facts = [
            one.role,
            one.language,
            one.runtime,
            one.port,
            one.startCommand,
            one.health,
            ...one.environment,
            ...one.services,
            ...one.writes,
          ];
          for (const { evidence } of facts.filter((fact) => fact !== undefined)) {
            expect(evidence.length).toBeGreaterThan(0);
            for (const { file, line } of evidence) {
              expect(Object.keys(files)).toContain(file);
              expect(line).toBeGreaterThanOrEqual(1);
              expect(line).toBeLessThanOrEqual((files[file] ?? "").split("\n").length);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test("what packages say is found or not, without failing", async () => {
    const scripts = fc.dictionary(
      fc.constantFrom("start", "build", "test", "dev"),
      fc.oneof(garbage, fc.constantFrom("node a.js", "npm run start", "next start")),
    );
    const names = fc.constantFrom(
      "express",
      "next",
      "vite",
      "bullmq",
      "pg",
      "@sveltejs/kit",
      "astro",
      "@angular/core",
      "__proto__",
      "constructor",
    );
    const manifest = fc.record(
      {
        name: garbage,
        main: garbage,
        private: fc.boolean(),
        scripts,
        dependencies: fc.dictionary(names, garbage),
        workspaces: fc.array(garbage),
        engines: fc.record({ node: garbage }),
        packageManager: garbage,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(manifest, tree, async (json, files) => {
        const { applications, libraries, problems } = await detect(
          memoryTree({ ...files, "package.json": JSON.stringify(json) }),
        );
        expect(problems.filter(({ message }) => message.includes("looking for it failed"))).toEqual([]);
        expect(libraries.every(({ why }) => why !== "")).toBe(true);
        expect(new Set(applications.map(({ name }) => name)).size).toBe(applications.length);
      }),
      { numRuns: 150 },
    );
  });

  test("the parsers give something or nothing", () => {
    const parsers = [readJson, readToml, readXml, readEnvFile, readProcfile, commandLineOf];
    fc.assert(
      fc.property(garbage, (text) => {
        for (const parse of parsers) expect(() => parse(text)).not.toThrow();
      }),
    );
    expect(readJson("[".repeat(100_000))).toBeUndefined();
    expect(readToml(`a = ${"[".repeat(100_000)}`)).toBeUndefined();
    expect(readXml("<a>".repeat(100_000))).toBeUndefined();
  });

  test("names are labels that are unique", () => {
    const members = fc.array(
      fc.record({ name: fc.string({ unit: "grapheme" }), path: fc.constantFrom(".", "a", "a/b", "é/ü", "1/2") }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(members, (all) => {
        const names = uniqueNames(all);
        expect(new Set(names).size).toBe(all.length);
        for (const name of names) {
          expect(name).toMatch(/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/u);
          expect(name.length).toBeLessThanOrEqual(LONGEST_NAME);
        }
      }),
    );
  });

  test("comments become blanks, and every line stays where it was", () => {
    fc.assert(
      fc.property(garbage, (text) => {
        const plain = withoutComments(text);
        expect(plain).toHaveLength(text.length);
        expect(plain.split("\n")).toHaveLength(text.split("\n").length);
      }),
      { examples: [["//\u{1F600}"]] },
    );
  });

  test("lines are counted as a person counts them", () => {
    fc.assert(
      fc.property(garbage, fc.nat(300), (text, at) => {
        const offset = Math.min(at, text.length);
        expect(lineAt(text, offset)).toBe(text.slice(0, offset).split("\n").length);
      }),
    );
  });

  test("no path leads out of the tree", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(".", "a", "a/b"),
        fc.array(fc.constantFrom("..", ".", "x", "")).map((steps) => steps.join("/")),
        (from, inside) => {
          const path = resolved(from, inside);
          expect(path === undefined || !path.split("/").includes("..")).toBe(true);
        },
      ),
    );
  });
});
