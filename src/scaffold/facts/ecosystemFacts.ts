/** What the build of each ecosystem needs beyond what every application has. All paths are from the root of the tree. */
export type Ecosystem =
  | NodeFacts
  | DenoFacts
  | PythonFacts
  | GoFacts
  | RustFacts
  | JavaFacts
  | DotnetFacts
  | RubyFacts
  | PhpFacts
  | ElixirFacts
  | StaticFacts
  | ShellFacts;

/** The folder that the image is built from: a workspace's root where its lock file stands there, else the member's own. */
interface Rooted {
  readonly root: string;
}

export interface NodeFacts extends Rooted {
  readonly kind: "node";
  readonly manager: "npm" | "pnpm" | "yarn" | "bun";
  /** From the root of the tree; undefined where there is none. */
  readonly lockFile?: string;
  /** The `name` of its package.json. */
  readonly packageName?: string;
  /** Every package.json and file of settings that an install needs, where it is a member of a workspace. */
  readonly installFiles: readonly string[];
  /** Folders of the workspace's other members that it depends on, also by way of others. */
  readonly localDependencies: readonly string[];
  /** Dependencies that are compiled on installation. */
  readonly native: readonly string[];
  /** Whether anything of `node_modules` is needed while it runs. */
  readonly needsModules: boolean;
  /** Next: whether `output: "standalone"` is set. */
  readonly standalone?: boolean;
  readonly runner?: "turbo" | "nx";
  /** Where a build makes Prisma's client. */
  readonly prisma?: {
    /** The command that makes it, in the member's folder; undefined where its build script does so. */
    readonly generate?: string;
    /** Where it is written, from the member's folder; undefined for `node_modules`. */
    readonly output?: string;
    /** Whether what asks the database is linked with OpenSSL. */
    readonly openssl: boolean;
  };
}

export interface DenoFacts extends Rooted {
  readonly kind: "deno";
  readonly entry: string;
  readonly lockFile?: string;
  readonly config?: string;
}

export interface PythonFacts extends Rooted {
  readonly kind: "python";
  readonly manager: "pip" | "poetry" | "pdm" | "pipenv" | "uv";
  readonly lockFile?: string;
  /** requirements.txt and its like, or pyproject.toml. */
  readonly manifest?: string;
  /** What serves it, as `package.module:object`; undefined for a script. */
  readonly target?: string;
  /** The server it is started with, such as `uvicorn` or `gunicorn`, where it is among its dependencies. */
  readonly server?: string;
  readonly native: readonly string[];
}

export interface GoFacts extends Rooted {
  readonly kind: "go";
  readonly module: string;
  /** The main package from `root`, such as `./cmd/server`. */
  readonly mainPackage: string;
  readonly cgo: boolean;
  /** Whether `vendor/` is there. */
  readonly vendored: boolean;
  /** Whether go.sum is there. */
  readonly sums: boolean;
  /** The major version of golangci-lint that it has settings for. */
  readonly golangci?: 1 | 2;
}

export interface RustFacts extends Rooted {
  readonly kind: "rust";
  readonly package: string;
  readonly binary: string;
  readonly locked: boolean;
  /** Whether it takes the OpenSSL of the system that it runs on. */
  readonly openssl?: boolean;
}

export interface JavaFacts extends Rooted {
  readonly kind: "java";
  readonly tool: "maven" | "gradle";
  readonly wrapper: boolean;
  /** The member from `root`, `.` where it is the whole. */
  readonly module: string;
  /** Where the runnable archive is built, a pattern from `root`, such as `target/*.jar`. */
  readonly artifact: string;
  /** How it is packed: one runnable archive, a Quarkus folder, or classes beside their libraries. */
  readonly packaging: "boot-jar" | "quarkus" | "shadow-jar" | "plain-jar";
  readonly mainClass?: string;
}

export interface DotnetFacts extends Rooted {
  readonly kind: "dotnet";
  readonly project: string;
  readonly assembly: string;
  readonly web: boolean;
  readonly locked: boolean;
}

export interface RubyFacts extends Rooted {
  readonly kind: "ruby";
  readonly lockFile?: string;
  readonly assets: boolean;
  readonly native: readonly string[];
}

export interface PhpFacts extends Rooted {
  readonly kind: "php";
  readonly lockFile?: string;
  /** The folder that is served, from `root`, such as `public`. */
  readonly publicDirectory: string;
  readonly extensions: readonly string[];
}

export interface ElixirFacts extends Rooted {
  readonly kind: "elixir";
  /** The release or application name, such as `shop`. */
  readonly release: string;
  readonly locked: boolean;
  /** Whether there is anything to fetch before it is built; without, its build needs no Hex. */
  readonly fetches: boolean;
  readonly assets: boolean;
}

export interface StaticFacts extends Rooted {
  readonly kind: "static";
  /** The folder that is served, from `root`. */
  readonly directory: string;
  /** What makes its pages, with the files that name it and its plugins, from `root`; undefined where nothing names it. */
  readonly maker?: { readonly name: "jekyll" | "mkdocs"; readonly reads: readonly string[] };
}

export interface ShellFacts extends Rooted {
  readonly kind: "shell";
  readonly script: string;
}
