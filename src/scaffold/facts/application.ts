import type { Fact } from "./fact.ts";
import type { Ecosystem } from "./ecosystemFacts.ts";
import type { ServiceName } from "./services.ts";

/** `server` answers on a port, `worker` runs without one, `site` is built into files that a web server serves. */
export type Role = "server" | "worker" | "site";

export type Language =
  | "javascript"
  | "typescript"
  | "python"
  | "go"
  | "java"
  | "kotlin"
  | "csharp"
  | "fsharp"
  | "ruby"
  | "php"
  | "rust"
  | "elixir"
  | "html"
  | "shell";

export type RuntimeName =
  | "node"
  | "bun"
  | "deno"
  | "python"
  | "go"
  | "java"
  | "dotnet"
  | "ruby"
  | "php"
  | "rust"
  | "elixir"
  | "nginx"
  | "shell";

/** A tool with the version that the workspace pins or asks for: `22`, `3.12`, `9.15.4`; undefined where it says none. */
export interface Tool<Name extends string = string> {
  readonly name: Name;
  readonly version?: string;
}

/** A program with its arguments; what needs a shell is `["sh", "-c", line]`. Relative to the application's folder. */
export type CommandLine = readonly string[];

/** Where a server listens. */
export interface Port {
  readonly number: number;
  /** The environment variable that sets it, such as `PORT`; undefined where it is fixed in the code. */
  readonly variable?: string;
}

/** An environment variable that the code reads. */
export interface Variable {
  readonly name: string;
  /** Whether the code does not go on without it: no default stands beside where it is read. */
  readonly required: boolean;
  /** Whether its name says that nobody may see its value. */
  readonly secret: boolean;
  /** What the code takes without it. Never set for a secret. */
  readonly default?: string;
}

/** Something the application talks to. */
export interface Service {
  readonly name: ServiceName;
  /** The environment variable that tells where it is, such as `DATABASE_URL`. */
  readonly variable?: string;
}

/** A file that is there already and says how the application is built or run. */
export interface ExistingFile {
  readonly kind:
    | "dockerfile"
    | "dockerignore"
    | "compose"
    | "procfile"
    | "manifest"
    | "helm"
    | "workflow"
    | "gitlab-ci";
  readonly path: string;
}

/** One deployable part of a workspace, with everything that was found out about it. */
export interface Application {
  /** A DNS label of at most 40 characters, unique in the workspace. */
  readonly name: string;
  /** Its folder from the root of the tree, with slashes; `.` is the root. */
  readonly path: string;
  readonly role: Fact<Role>;
  readonly language: Fact<Language>;
  /** By its usual short name in lower case, such as `express`, `nest`, `fastapi`, `spring-boot`, `laravel`. */
  readonly framework?: Fact<string>;
  readonly packageManager?: Fact<Tool>;
  readonly runtime: Fact<Tool<RuntimeName>>;
  /** A shell line, run in the application's folder, such as `npm run build`. */
  readonly buildCommand?: Fact<string>;
  readonly startCommand?: Fact<CommandLine>;
  readonly testCommand?: Fact<string>;
  readonly lintCommand?: Fact<string>;
  /** Undefined for a worker. */
  readonly port?: Fact<Port>;
  /** The address it binds to, such as `0.0.0.0` or `127.0.0.1`: the last answers nobody outside its container. */
  readonly bind?: Fact<string>;
  /** The path that tells whether it lives, such as `/healthz`; undefined where the code has none. */
  readonly health?: Fact<string>;
  /** The path that tells whether it may get traffic, where that is another one. */
  readonly readiness?: Fact<string>;
  /** Where the build puts what is served or run, from the application's folder, such as `dist`. */
  readonly outputDirectory?: Fact<string>;
  readonly environment: readonly Fact<Variable>[];
  readonly services: readonly Fact<Service>[];
  /** Folders it writes to while it runs, absolute or from its own folder. */
  readonly writes: readonly Fact<string>[];
  readonly existing: readonly ExistingFile[];
  /** What its own kind of build needs to know. */
  readonly ecosystem: Ecosystem;
}
