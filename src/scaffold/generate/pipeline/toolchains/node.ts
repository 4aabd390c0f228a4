import type { Catalogue } from "../../../catalogue/catalogue.ts";
import { chooseImage, chooseTool } from "../../../catalogue/chooseImage.ts";
import type { Application } from "../../../facts/application.ts";
import type { NodeFacts } from "../../../facts/ecosystemFacts.ts";
import type { Cache, Toolchain } from "../toolchain.ts";

const NODE = { action: "actions/setup-node" };
/** From this version on, Node.js comes without corepack. */
const NO_COREPACK = 25;

/** Node.js with its package manager, or Bun with itself. */
export function nodeToolchain(
  application: Application,
  facts: NodeFacts,
  version: string,
  catalogue: Catalogue,
): Toolchain {
  if (facts.manager === "bun") return bunToolchain(application, facts, catalogue);
  const manager = managerOf(application, facts, catalogue);
  const major = Number.parseInt(version, 10);
  return {
    key: `node-${version.replaceAll(".", "-")}-${manager.key}`,
    title: `Node.js ${version}, ${manager.title}`,
    image: "node",
    version,
    setup: {
      ...NODE,
      inputs: [
        ["node-version", version],
        ["package-manager-cache", "false"],
      ],
    },
    prepare: manager.tool === undefined ? [] : bring(manager.tool, major),
    install: [manager.install],
    ...cacheOf(facts.lockFile, manager.folder, manager.variable),
    codeql: { language: "javascript-typescript", build: "none" },
  };
}

interface Manager {
  readonly key: string;
  readonly title: string;
  readonly install: string;
  /** Name and version for corepack; npm comes with Node.js. */
  readonly tool?: { readonly name: "pnpm" | "yarn"; readonly version: string };
  readonly folder: string;
  readonly variable: string;
}

function managerOf({ packageManager }: Application, facts: NodeFacts, catalogue: Catalogue): Manager {
  const asked = packageManager?.value.version;
  if (facts.manager === "pnpm") {
    return {
      key: "pnpm",
      title: "pnpm",
      install: frozen("pnpm install", "--frozen-lockfile", facts),
      tool: { name: "pnpm", version: chooseTool(catalogue, "pnpm", asked) },
      folder: "~/.local/share/pnpm/store",
      variable: "npm_config_store_dir",
    };
  }
  if (facts.manager === "yarn") {
    const classic = asked === undefined || asked.startsWith("1.") || asked === "1";
    return {
      key: classic ? "yarn" : "yarn-berry",
      title: classic ? "Yarn 1" : "Yarn",
      install: frozen("yarn install", classic ? "--frozen-lockfile" : "--immutable", facts),
      tool: { name: "yarn", version: chooseTool(catalogue, classic ? "yarn" : "yarn-berry", asked) },
      folder: classic ? "~/.cache/yarn" : "~/.yarn/berry/cache",
      variable: classic ? "YARN_CACHE_FOLDER" : "YARN_GLOBAL_FOLDER",
    };
  }
  return {
    key: "npm",
    title: "npm",
    install: facts.lockFile === undefined ? "npm install" : "npm ci",
    folder: "~/.npm",
    variable: "npm_config_cache",
  };
}

function frozen(line: string, option: string, { lockFile }: NodeFacts): string {
  return lockFile === undefined ? line : `${line} ${option}`;
}

/** Corepack takes what package.json pins, and this version where it pins none. */
function bring({ name, version }: NonNullable<Manager["tool"]>, major: number): readonly string[] {
  const berry = name === "yarn" && !version.startsWith("1.");
  if (major >= NO_COREPACK) return [`npm install --global ${berry ? "@yarnpkg/cli-dist" : name}@${version}`];
  return ["corepack enable", `corepack prepare ${name}@${version} --activate`];
}

function bunToolchain({ packageManager }: Application, facts: NodeFacts, catalogue: Catalogue): Toolchain {
  const asked = packageManager?.value.version;
  const version = FULL.test(asked ?? "") ? (asked ?? "") : bunOfImage(catalogue, asked);
  return {
    key: `bun-${version.replaceAll(".", "-")}`,
    title: "Bun",
    image: "bun",
    ...(version !== "latest" && { version }),
    setup: {
      action: "oven-sh/setup-bun",
      inputs: [
        ["bun-version", version],
        ["no-cache", "true"],
      ],
    },
    prepare: [],
    install: [frozen("bun install", "--frozen-lockfile", facts)],
    ...cacheOf(facts.lockFile, "~/.bun/install/cache", "BUN_INSTALL_CACHE_DIR"),
    codeql: { language: "javascript-typescript", build: "none" },
  };
}

const FULL = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/u;

/** What tests run with is what the image has. */
function bunOfImage(catalogue: Catalogue, asked: string | undefined): string {
  return /:(\d{1,4}\.\d{1,4}\.\d{1,4})/u.exec(chooseImage(catalogue, "bun", asked).tag)?.[1] ?? "latest";
}

function cacheOf(lockFile: string | undefined, folder: string, variable: string): { readonly cache?: Cache } {
  if (lockFile === undefined) return {};
  return { cache: { lockFile, folders: [folder], variables: { [variable]: "$CI_PROJECT_DIR/.cache/packages" } } };
}
