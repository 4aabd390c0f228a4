import { joinPath, relativePath } from "../../../base/treePath.ts";
import type { NodeFacts } from "../../facts/ecosystemFacts.ts";
import { escapes } from "../../render/escapes.ts";
import type { Ingredients } from "./recipe.ts";

/** How a package manager installs: shell lines, and the folder that it keeps between builds. */
export interface NodeInstall {
  /** What npm is told to install to have the manager itself; undefined where the image has it. */
  readonly tool?: string;
  /** Needed in each RUN that installs, such as where its cache is. */
  readonly all: string;
  readonly production: string;
  readonly cache: { readonly id: string; readonly target: string };
  /** Files that it reads, as seen from the folder that the image is built from. */
  readonly reads: readonly string[];
}

/** Installs by the lock file, exactly; without one, as the manifests allow. */
export function nodeInstall(ingredients: Ingredients<NodeFacts>): NodeInstall {
  const { facts } = ingredients;
  const files = [...facts.installFiles, ...(facts.lockFile === undefined ? [] : [facts.lockFile])];
  const reads = [...new Set(["package.json", ...files.map((path) => relativePath(facts.root, path))])];
  return { ...MANAGERS[managerOf(ingredients)](ingredients, facts.lockFile !== undefined), reads: reads.toSorted() };
}

type Manager = NodeFacts["manager"] | "yarn-berry";

/** Yarn 2 and later share only the name with Yarn 1. */
export function managerOf({ application, facts }: Ingredients<NodeFacts>): Manager {
  const version = application.packageManager?.value.version;
  return facts.manager === "yarn" && version !== undefined && !/^[01](?:\.|$)/u.test(version)
    ? "yarn-berry"
    : facts.manager;
}

type Install = (ingredients: Ingredients<NodeFacts>, locked: boolean) => Omit<NodeInstall, "reads">;

const MANAGERS: Readonly<Record<Manager, Install>> = {
  npm: ({ member, facts }, locked) => {
    const all = locked ? "npm ci" : "npm install --no-audit --no-fund";
    // A member without a package.json has what it needs from the root's.
    const isPackage = facts.installFiles.includes(joinPath(facts.root, `${member}/package.json`));
    const only = member === "." || !isPackage ? "" : ` --include-workspace-root --workspace=${escapes.shell(member)}`;
    return { all, production: `${all} --omit=dev${only}`, cache: { id: "npm", target: "/root/.npm" } };
  },
  pnpm: ({ member, facts, tool, application }, locked) => {
    const all = `pnpm install --store-dir=/var/cache/pnpm${locked ? " --frozen-lockfile" : ""}`;
    const only =
      member === "." || facts.packageName === undefined ? "" : ` --filter=${escapes.shell(`${facts.packageName}...`)}`;
    return {
      tool: `pnpm@${tool("pnpm", application.packageManager?.value.version)}`,
      all,
      production: `${all} --prod${only}`,
      cache: { id: "pnpm", target: "/var/cache/pnpm" },
    };
  },
  yarn: ({ tool, application }, locked) => {
    const all = `yarn install --cache-folder=/var/cache/yarn${locked ? " --frozen-lockfile" : ""}`;
    return {
      tool: `--force yarn@${tool("yarn", application.packageManager?.value.version)}`,
      all,
      production: `${all} --production`,
      cache: { id: "yarn", target: "/var/cache/yarn" },
    };
  },
  "yarn-berry": ({ facts, member, tool, application }, locked) => {
    const only = member === "." || facts.packageName === undefined ? "" : ` ${escapes.shell(facts.packageName)}`;
    return {
      tool: `--force @yarnpkg/cli-dist@${tool("yarn-berry", application.packageManager?.value.version)}`,
      all: locked ? "yarn install --immutable" : "yarn install",
      production: `yarn workspaces focus --production${only}`,
      cache: { id: "yarn-berry", target: "/var/cache/yarn" },
    };
  },
  bun: (_, locked) => {
    const all = locked ? "bun install --frozen-lockfile" : "bun install";
    return { all, production: `${all} --production`, cache: { id: "bun", target: "/root/.bun/install/cache" } };
  },
};
