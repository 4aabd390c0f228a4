import { at, isMap, listAt, mapAt, textAt, textsAt } from "../../../core/read/value.ts";
import { lineOf } from "../shared/evidence.ts";
import { readToml } from "../shared/toml.ts";

/** A crate that a package depends on at run time. */
export interface Crate {
  /** Its name in the registry. */
  readonly name: string;
  /** The folder it stands in, from the package's, where it is a local one. */
  readonly path?: string;
  readonly features: readonly string[];
  readonly line: number;
}

export interface Binary {
  readonly name: string;
  /** Its file from the package's folder; undefined where it is where Cargo looks for it. */
  readonly path?: string;
}

/** What a Cargo.toml says. */
export interface CargoManifest {
  /** The package's name; undefined for a manifest that only holds a workspace. */
  readonly name?: string;
  readonly rustVersion?: { readonly value: string; readonly line: number };
  readonly crates: readonly Crate[];
  readonly binaries: readonly Binary[];
  /** Whether files below src/bin are programs without being named. */
  readonly autoBinaries: boolean;
  /** Folders of the workspace's members, as patterns; undefined where it is no workspace. */
  readonly members?: readonly string[];
  readonly line: (needle: string) => number;
}

/** Reads a Cargo.toml; undefined where it is broken. `workspace` is the one that it inherits from, `up` the way to its folder. */
export function readCargoManifest(text: string, workspace?: string, up = "."): CargoManifest | undefined {
  const value = readToml(text);
  if (value === undefined) return undefined;
  const inherited = workspace === undefined ? undefined : readToml(workspace);
  const name = textAt(value, "package", "name");
  const own = textAt(value, "package", "rust-version");
  const version =
    own ??
    (at(value, "package", "rust-version", "workspace") === true
      ? textAt(inherited, "workspace", "package", "rust-version")
      : undefined);
  const isWorkspace = isMap(at(value, "workspace"));
  return {
    ...(name !== undefined && { name }),
    ...(version !== undefined && { rustVersion: { value: version, line: lineOf(text, "rust-version") } }),
    crates: Object.entries(mapAt(value, "dependencies")).map(([key, wanted]) =>
      crateOf(key, wanted, mapAt(inherited, "workspace", "dependencies")[key], lineOfCrate(text, key), up),
    ),
    binaries: listAt(value, "bin").flatMap(binaryOf),
    autoBinaries: at(value, "package", "autobins") !== false,
    ...(isWorkspace && { members: textsAt(value, "workspace", "members") }),
    line: (needle) => lineOf(text, needle),
  };
}

function crateOf(key: string, wanted: unknown, inherited: unknown, line: number, up: string): Crate {
  const above = at(wanted, "workspace") === true ? textAt(inherited, "path") : undefined;
  const path = textAt(wanted, "path") ?? (above === undefined ? undefined : `${up}/${above}`);
  const name = textAt(wanted, "package") ?? textAt(inherited, "package") ?? key;
  const features = [...textsAt(wanted, "features"), ...textsAt(inherited, "features")];
  return { name, features, line, ...(path !== undefined && { path }) };
}

function binaryOf(value: unknown): readonly Binary[] {
  const name = textAt(value, "name");
  const path = textAt(value, "path");
  return name === undefined ? [] : [{ name, ...(path !== undefined && { path }) }];
}

/** Below a table of dependencies, or a table of its own. */
function lineOfCrate(text: string, key: string): number {
  const index = text.split("\n").findIndex((line) => {
    const bare = line.trimStart().replace(/^\[dependencies\.|^"/u, "");
    return bare.startsWith(key) && /^["\]\s.=]/u.test(bare.slice(key.length));
  });
  return index + 1 || 1;
}
