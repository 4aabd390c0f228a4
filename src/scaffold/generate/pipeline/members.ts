import { joinPath, prefixOf } from "../../../base/treePath.ts";
import type { Application } from "../../facts/application.ts";
import { containerOf } from "../container.ts";
import type { GenerateInput } from "../generator.ts";
import { buildersOf, imageOf } from "../image.ts";
import { checkLines } from "./checkLines.ts";
import { type TestService, testServices } from "./testServices.ts";
import { type Toolchain, toolchainOf } from "./toolchain.ts";

/** Files of a Node workspace's root that decide how every member is installed, checked and built. */
const SHARED_BY_NODE_MEMBERS = [
  ".dockerignore",
  ".npmrc",
  "nx.json",
  "package.json",
  "pnpm-workspace.yaml",
  "tsconfig.base.json",
  "tsconfig.json",
  "turbo.json",
];

/** An application as a pipeline handles it. Paths are from the root of the tree. */
export interface Member {
  readonly name: string;
  readonly folder: string;
  /** Where dependencies are installed and the image is built from. */
  readonly root: string;
  readonly dockerfile: string;
  /** Without its tag. */
  readonly image: string;
  /** A change below any of these, or of any of these, is a change of it. */
  readonly paths: readonly string[];
  readonly lint?: string;
  readonly test?: string;
}

/** Applications that one job lints or tests, one after the other or beside each other. */
export interface Group {
  readonly toolchain: Toolchain;
  readonly members: readonly Member[];
  readonly services: readonly TestService[];
}

/** All applications whose images are built, as a pipeline handles them, by name. */
export function membersOf(input: GenerateInput): readonly Member[] {
  return buildersOf(input.applications)
    .map((application) => memberOf(application, input))
    .toSorted(byName);
}

/** The same, sorted into what shares a toolchain; applications without one are in no group. */
export function groupsOf(input: GenerateInput): readonly Group[] {
  const found = new Map<string, { toolchain: Toolchain; applications: Application[] }>();
  for (const application of input.applications) {
    const toolchain = toolchainOf(application, input.catalogue);
    if (toolchain === undefined) continue;
    const key = `${toolchain.key} ${toolchain.cache?.lockFile ?? ""}`;
    const group = found.get(key) ?? { toolchain, applications: [] };
    group.applications.push(application);
    found.set(key, group);
  }
  const built = buildersOf(input.applications);
  return unique([...found.values()]).map(({ toolchain, applications }) => ({
    toolchain,
    members: built
      .filter((application) => applications.includes(application))
      .map((application) => memberOf(application, input))
      .toSorted(byName),
    services: testServices(applications, input.catalogue),
  }));
}

/** Two lock files under one toolchain make two groups: their keys are told apart by number. */
function unique<T extends { readonly toolchain: Toolchain }>(groups: readonly T[]): readonly T[] {
  const counts = new Map<string, number>();
  const sorted = groups.toSorted((a, b) => (orderOf(a.toolchain) < orderOf(b.toolchain) ? -1 : 1));
  return sorted.map((group) => {
    const { toolchain } = group;
    const count = (counts.get(toolchain.key) ?? 0) + 1;
    counts.set(toolchain.key, count);
    return count === 1 ? group : { ...group, toolchain: { ...toolchain, key: `${toolchain.key}-${count}` } };
  });
}

function orderOf({ key, cache }: Toolchain): string {
  return `${key} ${cache?.lockFile ?? ""}`;
}

function memberOf(application: Application, { applications, settings, catalogue }: GenerateInput): Member {
  const { name, path, ecosystem } = application;
  const toolchain = toolchainOf(application, catalogue);
  const { dockerfile } = imageOf(application, applications);
  const checked = checkedOf(application, applications);
  const lines = checked && toolchain !== undefined ? checkLines(application, toolchain, catalogue) : {};
  return {
    name,
    folder: path,
    root: ecosystem.root,
    dockerfile,
    image: containerOf(application, settings.imageRepository).image,
    paths: pathsOf(application),
    ...lines,
  };
}

/** Whether its code is linted and tested for itself, not with that of another one of its folder. */
function checkedOf(application: Application, applications: readonly Application[]): boolean {
  const { path, ecosystem } = application;
  const same = (one: Application) => one.path === path && one.ecosystem.kind === ecosystem.kind;
  return buildersOf(applications).find(same) === application;
}

/** Its own folder, those of members it is built with, and what says which versions are installed. */
function pathsOf({ path, ecosystem }: Application): readonly string[] {
  if (path === ".") return [""];
  const beside = ecosystem.kind === "node" ? ecosystem.localDependencies : [];
  const lockFile = "lockFile" in ecosystem ? ecosystem.lockFile : undefined;
  // What is built from above its own folder, and does not say what it takes from there, may take anything.
  const open = ecosystem.root !== path && ecosystem.kind !== "node";
  const folders = [path, ...beside, ...(open ? [ecosystem.root] : [])].map(prefixOf);
  const shared =
    ecosystem.kind === "node" && ecosystem.root !== path
      ? SHARED_BY_NODE_MEMBERS.map((file) => joinPath(ecosystem.root, file))
      : [];
  const all = [...folders, ...(lockFile === undefined ? [] : [lockFile]), ...shared];
  return all.includes("") ? [""] : [...new Set(all)].toSorted();
}

function byName(a: Member, b: Member): number {
  return a.name < b.name ? -1 : 1;
}
