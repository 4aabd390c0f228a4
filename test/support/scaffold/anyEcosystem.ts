import fc from "fast-check";
import type { Ecosystem } from "../../../src/scaffold/facts/ecosystemFacts.ts";
import { anyFileName, anyLabel, anyPath } from "./anyText.ts";

/** What the build of an application in this folder needs, of any ecosystem. */
export function anyEcosystem(path: string): fc.Arbitrary<Ecosystem> {
  return fc
    .constantFrom(...new Set([path, "."]))
    .chain((root) => fc.constantFrom(...KINDS).chain((kind) => kind(root, path)));
}

type Kind = (root: string, path: string) => fc.Arbitrary<Ecosystem>;

/** A path from the root of the tree, of something below a folder. */
function under(folder: string, below: string): string {
  return folder === "." ? below : `${folder}/${below}`;
}

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

/** Leaves out what is undefined, as facts are written. */
function whole<T extends Ecosystem>(record: fc.Arbitrary<unknown>): fc.Arbitrary<T> {
  return record.map(
    (value) =>
      Object.fromEntries(Object.entries(value as object).filter(([, field]) => field !== undefined)) as T & object,
  ) as fc.Arbitrary<T>;
}

function names(...known: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc.subarray([...known]);
}

const LOCKS = {
  npm: ["package-lock.json"],
  pnpm: ["pnpm-lock.yaml"],
  yarn: ["yarn.lock"],
  bun: ["bun.lock", "bun.lockb"],
} as const;

const node: Kind = (root, path) =>
  fc.constantFrom("npm", "pnpm", "yarn", "bun").chain((manager) =>
    whole(
      fc.record({
        kind: fc.constant("node"),
        root: fc.constant(root),
        manager: fc.constant(manager),
        lockFile: maybe(fc.constantFrom(...LOCKS[manager]).map((name) => under(root, name))),
        packageName: maybe(
          fc.oneof(
            anyLabel(),
            anyLabel().map((name) => `@acme/${name}`),
            anyFileName(),
          ),
        ),
        installFiles: fc.constant(root === path ? [] : ["package.json", under(path, "package.json")]),
        localDependencies: root === path ? fc.constant([]) : fc.uniqueArray(anyPath(), { maxLength: 2 }),
        native: names("bcrypt", "sharp", "better-sqlite3"),
        needsModules: fc.boolean(),
        standalone: maybe(fc.boolean()),
        prisma: maybe(
          fc.record({
            openssl: fc.boolean(),
            generate: maybe(fc.constant("npx prisma generate")),
            output: maybe(fc.constant("generated/prisma")),
          }),
        ),
        runner: root === path ? fc.constant(undefined) : maybe(fc.constantFrom("turbo", "nx")),
      }),
    ),
  );

const deno: Kind = (root, path) =>
  whole(
    fc.record({
      kind: fc.constant("deno"),
      root: fc.constant(root),
      entry: anyFileName().map((name) => under(path, `${name}.ts`)),
      lockFile: maybe(fc.constant(under(root, "deno.lock"))),
      config: maybe(fc.constant(under(root, "deno.json"))),
    }),
  );

const PYTHON = {
  pip: ["requirements.txt", "requirements.lock"],
  poetry: ["pyproject.toml", "poetry.lock"],
  pdm: ["pyproject.toml", "pdm.lock"],
  pipenv: ["Pipfile", "Pipfile.lock"],
  uv: ["pyproject.toml", "uv.lock"],
} as const;

const python: Kind = (root, path) =>
  fc.constantFrom("pip", "poetry", "pdm", "pipenv", "uv").chain((manager) =>
    whole(
      fc.record({
        kind: fc.constant("python"),
        root: fc.constant(root),
        manager: fc.constant(manager),
        manifest: maybe(fc.constant(under(path, PYTHON[manager][0]))),
        lockFile: maybe(fc.constant(under(root, PYTHON[manager][1]))),
        target: maybe(fc.constantFrom("main:app", "shop.wsgi:application", "app.main:create_app()")),
        server: maybe(fc.constantFrom("uvicorn", "gunicorn", "hypercorn", "streamlit")),
        native: names("psycopg2", "lxml", "mysqlclient"),
      }),
    ),
  );

const go: Kind = (root) =>
  fc.record({
    kind: fc.constant("go"),
    root: fc.constant(root),
    module: fc.constantFrom("example.com/shop", "shop"),
    mainPackage: fc.oneof(
      fc.constant("."),
      anyPath().map((path) => `./${path}`),
    ),
    cgo: fc.boolean(),
    vendored: fc.boolean(),
    sums: fc.boolean(),
  });

const rust: Kind = (root) =>
  fc.record({
    kind: fc.constant("rust"),
    root: fc.constant(root),
    package: anyLabel(),
    binary: anyLabel(),
    locked: fc.boolean(),
  });

const java: Kind = (root) =>
  whole(
    fc.record({
      kind: fc.constant("java"),
      root: fc.constant(root),
      tool: fc.constantFrom("maven", "gradle"),
      wrapper: fc.boolean(),
      module: fc.oneof(fc.constant("."), anyPath()),
      artifact: fc.constantFrom(
        "target/*.jar",
        "build/libs/*.jar",
        "target/quarkus-app",
        "api/build/libs/*-all.jar",
        "build/install/*/lib/*.jar",
      ),
      packaging: fc.constantFrom("boot-jar", "quarkus", "shadow-jar", "plain-jar"),
      mainClass: maybe(fc.constant("com.example.Main")),
    }),
  );

const dotnet: Kind = (root, path) =>
  fc.record({
    kind: fc.constant("dotnet"),
    root: fc.constant(root),
    project: anyFileName().map((name) => under(path, `${name}.csproj`)),
    assembly: anyFileName(),
    web: fc.boolean(),
    locked: fc.boolean(),
  });

const ruby: Kind = (root) =>
  whole(
    fc.record({
      kind: fc.constant("ruby"),
      root: fc.constant(root),
      lockFile: maybe(fc.constant(under(root, "Gemfile.lock"))),
      assets: fc.boolean(),
      native: names("pg", "mysql2", "nokogiri"),
    }),
  );

const php: Kind = (root) =>
  whole(
    fc.record({
      kind: fc.constant("php"),
      root: fc.constant(root),
      lockFile: maybe(fc.constant(under(root, "composer.lock"))),
      publicDirectory: fc.constantFrom(".", "public", "web"),
      extensions: names("pdo_mysql", "pdo_pgsql", "intl", "gd", "mbstring"),
    }),
  );

const RELEASE = fc.stringMatching(/^[a-z][a-z0-9_]{0,15}$/u);

const elixir: Kind = (root) =>
  fc.record({
    kind: fc.constant("elixir"),
    root: fc.constant(root),
    release: RELEASE,
    locked: fc.boolean(),
    fetches: fc.boolean(),
    assets: fc.boolean(),
  });

const files: Kind = (root) =>
  whole(
    fc.record({
      kind: fc.constant("static"),
      root: fc.constant(root),
      directory: fc.oneof(fc.constant("."), anyPath()),
      maker: maybe(
        fc.constantFrom(
          { name: "mkdocs", reads: ["docs/requirements.txt"] },
          { name: "jekyll", reads: ["Gemfile", "Gemfile.lock"] },
        ),
      ),
    }),
  );

const shell: Kind = (root) =>
  fc.record({ kind: fc.constant("shell"), root: fc.constant(root), script: anyFileName().map((name) => `${name}.sh`) });

const KINDS = [node, deno, python, go, rust, java, dotnet, ruby, php, elixir, files, shell];
