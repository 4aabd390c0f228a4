import { joinPath } from "../../../base/treePath.ts";
import { mapAt, textAt, textsAt } from "../../../core/read/value.ts";
import { type JsonFile, readJson } from "../shared/json.ts";

/** What a package.json says, as far as it says it in the right shape. */
export interface PackageJson {
  /** Its folder from the root of the tree. */
  readonly path: string;
  /** From the root of the tree. */
  readonly file: string;
  readonly name?: string;
  readonly isPrivate: boolean;
  readonly main?: string;
  readonly scripts: Readonly<Record<string, string>>;
  /** Needed while it runs, optional ones among them. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  /** Patterns of workspace members; undefined where it holds none. */
  readonly workspaces?: readonly string[];
  readonly value: unknown;
  line(...path: readonly string[]): number;
}

/** Reads a package.json; undefined where it is broken or no mapping. Never throws. */
export function readPackageJson(path: string, text: string): PackageJson | undefined {
  const json = readJson(text);
  if (json === undefined || typeof json.value !== "object" || json.value === null) return undefined;
  const { value } = json;
  const name = textAt(value, "name");
  const main = textAt(value, "main");
  const workspaces = workspacesOf(json);
  return {
    path,
    file: joinPath(path, "package.json"),
    ...(name !== undefined && { name }),
    isPrivate: mapAt(value)["private"] === true,
    ...(main !== undefined && { main }),
    scripts: textsIn(value, "scripts"),
    dependencies: { ...textsIn(value, "optionalDependencies"), ...textsIn(value, "dependencies") },
    devDependencies: textsIn(value, "devDependencies"),
    ...(workspaces !== undefined && { workspaces }),
    value,
    line: (...keys) => json.line(...keys),
  };
}

/** The dependency's line, wherever it is listed. */
export function dependencyLine(manifest: PackageJson, name: string): number {
  const section = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"].find((one) =>
    Object.hasOwn(mapAt(manifest.value, one), name),
  );
  return section === undefined ? 1 : manifest.line(section, name);
}

/** Whether it depends on a package, for running or for building. */
export function dependsOn(manifest: PackageJson, name: string): boolean {
  return Object.hasOwn(manifest.dependencies, name) || Object.hasOwn(manifest.devDependencies, name);
}

function textsIn(value: unknown, section: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mapAt(value, section)).flatMap(([key, text]) => (typeof text === "string" ? [[key, text]] : [])),
  );
}

function workspacesOf({ value }: JsonFile): readonly string[] | undefined {
  const patterns = [...textsAt(value, "workspaces"), ...textsAt(value, "workspaces", "packages")];
  return patterns.length === 0 ? undefined : patterns;
}
