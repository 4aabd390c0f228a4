import fc from "fast-check";
import type { Application, Language, Role, RuntimeName, Tool } from "../../../src/scaffold/facts/application.ts";
import type { Ecosystem } from "../../../src/scaffold/facts/ecosystemFacts.ts";
import type { Fact } from "../../../src/scaffold/facts/fact.ts";
import { SERVICES, type ServiceName } from "../../../src/scaffold/facts/services.ts";
import { refuseUnbuildable } from "../../../src/scaffold/generate/dockerfile/refusals.ts";
import { anyEcosystem } from "./anyEcosystem.ts";
import { anyFileName, anyLabel, anyPath, anyVariableName, anyWord } from "./anyText.ts";
import { fact } from "./sampleFacts.ts";

/** An application of any ecosystem, with names from outside that would break files that do not escape them. */
export function anyApplication(): fc.Arbitrary<Application> {
  return fc
    .oneof(fc.constant("."), anyPath())
    .chain((path) => anyEcosystem(path).chain((ecosystem) => applicationOf(path, ecosystem)))
    .filter(isBuildable);
}

/** What no Dockerfile can be written for is refused, and has tests of its own. */
function isBuildable(application: Application): boolean {
  try {
    refuseUnbuildable(application);
    return true;
  } catch {
    return false;
  }
}

/** One to four applications of one tree: no two with one name or folder. */
export function anyApplications(): fc.Arbitrary<readonly Application[]> {
  return fc
    .uniqueArray(anyApplication(), { minLength: 1, maxLength: 4, selector: ({ name }) => name })
    .map((all) => [...new Map(all.map((one) => [one.path, one])).values()]);
}

const RUNTIMES: Readonly<Record<Ecosystem["kind"], readonly [RuntimeName, Language, ...string[]]>> = {
  node: ["node", "typescript", "24", "22.11.0", "18"],
  deno: ["deno", "typescript", "2"],
  python: ["python", "python", "3.12", "3.8"],
  go: ["go", "go", "1.25", "1.22.3"],
  rust: ["rust", "rust", "1.80"],
  java: ["java", "java", "21", "17"],
  dotnet: ["dotnet", "csharp", "8.0", "10.0"],
  ruby: ["ruby", "ruby", "3.3", "3.4.1"],
  php: ["php", "php", "8.3"],
  elixir: ["elixir", "elixir", "1.17"],
  static: ["nginx", "html"],
  shell: ["shell", "shell"],
};

const FRAMEWORKS: Readonly<Partial<Record<Ecosystem["kind"], readonly string[]>>> = {
  node: [
    "express",
    "fastify",
    "nest",
    "hono",
    "next",
    "nuxt",
    "remix",
    "sveltekit",
    "astro",
    "vite",
    "react-scripts",
    "angular",
  ],
  python: ["fastapi", "flask", "django", "starlette", "streamlit", "celery"],
  java: ["spring-boot", "quarkus", "micronaut"],
  ruby: ["rails", "sinatra", "rack"],
  php: ["laravel", "symfony"],
  rust: ["axum", "actix", "rocket"],
  elixir: ["phoenix"],
};

function rolesOf(kind: Ecosystem["kind"]): readonly Role[] {
  if (kind === "static") return ["site"];
  if (kind === "shell") return ["worker"];
  return kind === "node" ? ["server", "worker", "site"] : ["server", "worker"];
}

function applicationOf(path: string, ecosystem: Ecosystem): fc.Arbitrary<Application> {
  const { kind } = ecosystem;
  return fc.constantFrom(...rolesOf(kind)).chain((role) =>
    fc
      .record({
        name: anyLabel(),
        framework: maybe(fc.constantFrom("unheard-of", ...(FRAMEWORKS[kind] ?? []))),
        runtime: anyRuntime(ecosystem),
        packageManager: "manager" in ecosystem ? maybe(anyTool(ecosystem.manager)) : fc.constant(undefined),
        ...anyCommands(),
        ...anyNetwork(role),
        environment: fc.uniqueArray(anyVariable(), { maxLength: 4, selector: ({ value }) => value.name }),
        services: fc.uniqueArray(anyService(), { maxLength: 3, selector: ({ value }) => value.name }),
        writes: fc.uniqueArray(anyWrite(), { maxLength: 2, selector: ({ value }) => value }),
      })
      .map((rest) => {
        const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
        const language = fact(RUNTIMES[kind][1]);
        return { ...known, path, role: fact(role), language, existing: [], ecosystem } as unknown as Application;
      }),
  );
}

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T> | undefined> {
  return fc.option(
    value.map((known) => fact(known)),
    { nil: undefined },
  );
}

function anyTool<Name extends string>(name: Name, ...versions: readonly string[]): fc.Arbitrary<Tool<Name>> {
  return fc.constantFrom(undefined, "1.22.22", "4.5.0", "10.1.0", ...versions).map((version) => ({
    name,
    ...(version !== undefined && { version }),
  }));
}

function anyRuntime(ecosystem: Ecosystem): fc.Arbitrary<Fact<Tool<RuntimeName>>> {
  const [usual, , ...versions] = RUNTIMES[ecosystem.kind];
  const name = ecosystem.kind === "node" && ecosystem.manager === "bun" ? "bun" : usual;
  return fc
    .constantFrom(undefined, ...(name === "bun" ? ["1", "1.2.3"] : versions))
    .map((version) => fact({ name, ...(version !== undefined && { version }) }));
}

function anyCommands() {
  const line = fc.array(anyWord(), { minLength: 1, maxLength: 4 });
  return {
    buildCommand: maybe(fc.constantFrom("npm run build", "make build", "turbo run build --filter='@acme/web'")),
    startCommand: maybe(line.filter((words) => words[0] !== "")),
    testCommand: maybe(fc.constantFrom("npm test", "pytest", "go test ./...")),
    lintCommand: maybe(fc.constantFrom("npm run lint", "ruff check .")),
    outputDirectory: maybe(fc.oneof(fc.constantFrom("dist", "build"), anyPath())),
  };
}

function anyNetwork(role: Role) {
  const port = fc.record({
    number: fc.integer({ min: 1024, max: 65_535 }),
    variable: fc.constantFrom("PORT", "HTTP_PORT"),
  });
  const fixed = port.map(({ number }) => ({ number }));
  const none = fc.constant(undefined);
  const route = fc.constantFrom("/healthz", "/api/health", "/up", "/größe", "/it's", "/a?b=c&d", '/"x"', "/$x");
  return {
    port: role === "worker" ? none : maybe(fc.oneof(port, fixed)),
    bind: role === "server" ? maybe(fc.constantFrom("0.0.0.0", "127.0.0.1", "::")) : none,
    health: role === "server" ? maybe(route) : none,
    readiness: role === "server" ? maybe(route) : none,
  };
}

function anyVariable() {
  return fc
    .record({
      name: anyVariableName(),
      required: fc.boolean(),
      secret: fc.boolean(),
      default: fc.option(anyWord(), { nil: undefined }),
    })
    .map(({ default: usual, ...rest }) =>
      fact({ ...rest, ...(usual !== undefined && !rest.secret && !rest.required && { default: usual }) }),
    );
}

function anyService() {
  const names = Object.keys(SERVICES) as ServiceName[];
  return fc
    .record({ name: fc.constantFrom(...names), variable: fc.option(anyVariableName(), { nil: undefined }) })
    .map(({ name, variable }) => fact({ name, ...(variable !== undefined && { variable }) }));
}

function anyWrite(): fc.Arbitrary<Fact<string>> {
  return fc.oneof(anyFileName(), anyPath(), fc.constantFrom("/data", "/var/lib/shop")).map((path) => fact(path));
}
