import { relativePath } from "../../../base/treePath.ts";
import type { ProgramCall } from "../../../core/gates/terms.ts";
import type { Application } from "../../../scaffold/facts/application.ts";
import type { Ecosystem, JavaFacts, NodeFacts, PythonFacts } from "../../../scaffold/facts/ecosystemFacts.ts";

/** What each kind of application is installed with, and what it is told about the purpose. */
export interface EcosystemWays {
  /** Frozen where there is a lock file; no calls where there is nothing to install; absent where nobody can tell. */
  readonly install?: readonly ProgramCall[];
  /** Builds for development, where that is another command than for production. */
  readonly buildDevelopment?: ProgramCall;
  /** From `root`. */
  readonly programFolders: readonly string[];
  /** For all programs. Values of `AT_ROOT` are made absolute. */
  readonly environment: Readonly<Record<string, string>>;
  readonly development: Readonly<Record<string, string>>;
  readonly production: Readonly<Record<string, string>>;
}

/** Stands for the folder that the application is built from, in values of variables. */
export const AT_ROOT = "{root}";

const PLAIN = { programFolders: [], environment: {}, development: {}, production: {} } as const;

/** By the facts that detection has found. Dependencies are installed into the copy, never into the person's machine. */
export function ecosystemWays(application: Application): EcosystemWays {
  const { ecosystem } = application;
  switch (ecosystem.kind) {
    case "node":
      return nodeWays(ecosystem, application.packageManager?.value.version);
    case "python":
      return pythonWays(ecosystem);
    case "go":
      return {
        ...PLAIN,
        install: [
          ["go", "mod", "download"],
          ["go", "mod", "verify"],
        ],
      };
    case "rust":
      return rustWays(ecosystem.locked);
    case "java":
      return { ...PLAIN, install: [javaInstall(ecosystem)] };
    case "dotnet":
      return {
        ...PLAIN,
        install: [["dotnet", "restore", ...(ecosystem.locked ? ["--locked-mode"] : [])]],
        buildDevelopment: ["dotnet", "build", "--configuration", "Debug"],
        development: { ASPNETCORE_ENVIRONMENT: "Development" },
        production: { ASPNETCORE_ENVIRONMENT: "Production" },
      };
    case "ruby":
      return rubyWays(ecosystem.lockFile !== undefined);
    case "php":
      return { ...PLAIN, install: [["composer", "install", "--no-interaction", "--no-progress"]] };
    case "elixir":
      return elixirWays(ecosystem);
    case "deno":
      return {
        ...PLAIN,
        install: [["deno", "install", ...(ecosystem.lockFile === undefined ? [] : ["--frozen"])]],
      };
    case "static":
    case "shell":
      return { ...PLAIN, install: [] };
  }
}

function nodeWays(facts: NodeFacts, version: string | undefined): EcosystemWays {
  return {
    install: nodeInstall(facts, version),
    programFolders: ["node_modules/.bin"],
    environment: { npm_config_audit: "false", npm_config_fund: "false", npm_config_update_notifier: "false" },
    development: { NODE_ENV: "development" },
    production: { NODE_ENV: "production" },
  };
}

/** What is listed afterwards shows peers and versions that do not go together although the installation went through. */
function nodeInstall({ manager, lockFile }: NodeFacts, version: string | undefined): readonly ProgramCall[] {
  const locked = lockFile !== undefined;
  switch (manager) {
    case "npm":
      return [locked ? ["npm", "ci"] : ["npm", "install", "--no-package-lock"], ["npm", "ls", "--all"]];
    case "pnpm":
      return [["pnpm", "install", ...(locked ? ["--frozen-lockfile"] : [])]];
    case "yarn":
      return [["yarn", "install", ...(locked ? [isClassic(version) ? "--frozen-lockfile" : "--immutable"] : [])]];
    case "bun":
      return [["bun", "install", ...(locked ? ["--frozen-lockfile"] : [])]];
  }
}

/** Yarn 2 and later share only the name with Yarn 1. */
function isClassic(version: string | undefined): boolean {
  return version === undefined || /^[01](?:\.|$)/u.test(version);
}

const VENV = ".venv";

function pythonWays(facts: PythonFacts): EcosystemWays {
  const install = pythonInstall(facts);
  return {
    ...PLAIN,
    ...(install === undefined ? {} : { install }),
    programFolders: [`${VENV}/bin`, `${VENV}/Scripts`],
    environment: {
      VIRTUAL_ENV: `${AT_ROOT}/${VENV}`,
      PYTHONUNBUFFERED: "1",
      PIP_DISABLE_PIP_VERSION_CHECK: "1",
      POETRY_VIRTUALENVS_IN_PROJECT: "true",
      PIPENV_VENV_IN_PROJECT: "1",
      UV_PROJECT_ENVIRONMENT: `${AT_ROOT}/${VENV}`,
    },
  };
}

function pythonInstall({ manager, lockFile, manifest, root }: PythonFacts): readonly ProgramCall[] | undefined {
  const locked = lockFile !== undefined;
  switch (manager) {
    case "pip":
      return pipInstall(below(root, lockFile ?? manifest));
    case "uv":
      return [["uv", "sync", ...(locked ? ["--locked"] : [])]];
    case "poetry":
      return [["poetry", "install", "--no-interaction"]];
    case "pdm":
      return [["pdm", "install", ...(locked ? ["--frozen-lockfile"] : [])]];
    case "pipenv":
      return [["pipenv", locked ? "sync" : "install", "--dev"]];
  }
}

/** The environment's own Python comes first on the path once it is made. */
function pipInstall(file: string | undefined): readonly ProgramCall[] | undefined {
  if (file === undefined) return undefined;
  const what = file.endsWith(".txt") || file.endsWith(".lock") ? ["--requirement", file] : ["."];
  return [
    ["python3", "-m", "venv", VENV],
    ["python", "-m", "pip", "install", ...what],
    ["python", "-m", "pip", "check"],
  ];
}

function rustWays(locked: boolean): EcosystemWays {
  const option = locked ? ["--locked"] : [];
  return {
    ...PLAIN,
    install: [["cargo", "fetch", ...option]],
    buildDevelopment: ["cargo", "build", ...option],
    programFolders: ["target/release"],
    environment: { CARGO_TARGET_DIR: `${AT_ROOT}/target` },
  };
}

function javaInstall({ tool, wrapper }: JavaFacts): ProgramCall {
  if (tool === "gradle") return [wrapper ? "./gradlew" : "gradle", "--no-daemon", "dependencies"];
  return [wrapper ? "./mvnw" : "mvn", "--batch-mode", "--no-transfer-progress", "dependency:resolve"];
}

function rubyWays(locked: boolean): EcosystemWays {
  return {
    install: [["bundle", "install"]],
    programFolders: [],
    environment: { BUNDLE_PATH: `${AT_ROOT}/vendor/bundle`, ...(locked ? { BUNDLE_FROZEN: "true" } : {}) },
    development: { RAILS_ENV: "development", RACK_ENV: "development" },
    production: { RAILS_ENV: "production", RACK_ENV: "production" },
  };
}

function elixirWays({ locked, fetches }: Extract<Ecosystem, { kind: "elixir" }>): EcosystemWays {
  return {
    install: fetches ? [["mix", "deps.get", ...(locked ? ["--check-locked"] : [])]] : [],
    buildDevelopment: ["mix", "compile"],
    programFolders: [],
    environment: {},
    development: { MIX_ENV: "dev" },
    production: { MIX_ENV: "prod" },
  };
}

/** A path from the root of the tree as seen from a folder of it. */
function below(folder: string, path: string | undefined): string | undefined {
  return path && relativePath(folder, path);
}
