import type { NodeFacts } from "../../facts/ecosystemFacts.ts";
import type { Folder } from "../folder.ts";
import type { Install } from "./manager.ts";
import type { PackageJson } from "./packageJson.ts";
import type { PackageGroup, Packages } from "./packages.ts";

/** A package while it is found out what it is: what every question about it needs. */
export interface PackageSubject {
  readonly folder: Folder;
  readonly manifest: PackageJson;
  readonly packages: Packages;
  readonly group: PackageGroup | undefined;
  readonly install: Install;
  /** Folders of other packages of the tree that it depends on. */
  readonly local: readonly string[];
}

/** How a manager runs a script, such as `npm run build`. */
export function runScript(manager: NodeFacts["manager"], script: string): string {
  return `${manager} run ${script}`;
}
