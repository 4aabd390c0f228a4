import { readToml } from "../shared/toml.ts";
import { isMap, mapAt, textAt, textsAt } from "../../../core/read/value.ts";

/** What a version catalogue's aliases stand for. Aliases are as scripts write them: `spring.boot.starter.web`. */
export interface VersionCatalog {
  readonly versions: ReadonlyMap<string, string>;
  readonly libraries: ReadonlyMap<string, CatalogEntry>;
  readonly plugins: ReadonlyMap<string, CatalogEntry>;
  readonly bundles: ReadonlyMap<string, readonly string[]>;
}

export interface CatalogEntry {
  readonly id: string;
  readonly version?: string;
}

/** Reads `gradle/libs.versions.toml`; an empty catalogue where it is missing or broken. Never throws. */
export function readVersionCatalog(text: string | undefined): VersionCatalog {
  const value = text === undefined ? undefined : readToml(text);
  const versions = new Map<string, string>();
  for (const [alias, written] of Object.entries(mapAt(value, "versions"))) {
    const version = typeof written === "string" ? written : versionIn(written);
    if (version !== undefined) versions.set(accessor(alias), version);
  }
  const bundles = Object.keys(mapAt(value, "bundles")).map(
    (alias) => [accessor(alias), textsAt(value, "bundles", alias).map(accessor)] as const,
  );
  return {
    versions,
    libraries: entries(mapAt(value, "libraries"), versions, libraryId),
    plugins: entries(mapAt(value, "plugins"), versions, (one) => textAt(one, "id")),
    bundles: new Map(bundles),
  };
}

/** An alias as scripts write it: dashes and underscores are dots there. */
export function accessor(alias: string): string {
  return alias.replaceAll(/[-_]/gu, ".");
}

function entries(
  table: Readonly<Record<string, unknown>>,
  versions: ReadonlyMap<string, string>,
  idOf: (value: unknown) => string | undefined,
): ReadonlyMap<string, CatalogEntry> {
  const found = new Map<string, CatalogEntry>();
  for (const [alias, value] of Object.entries(table)) {
    const entry = typeof value === "string" ? shortEntry(value) : longEntry(value, versions, idOf);
    if (entry !== undefined) found.set(accessor(alias), entry);
  }
  return found;
}

/** `group:name:version` or `plugin.id:version`. */
function shortEntry(value: string): CatalogEntry | undefined {
  const parts = value.split(":");
  const id = parts.slice(0, Math.max(1, parts.length - 1)).join(":");
  const version = parts.length > 1 ? parts.at(-1) : undefined;
  return id === "" ? undefined : { id, ...(version !== undefined && version !== "" && { version }) };
}

function longEntry(
  value: unknown,
  versions: ReadonlyMap<string, string>,
  idOf: (value: unknown) => string | undefined,
): CatalogEntry | undefined {
  const id = idOf(value);
  if (id === undefined) return undefined;
  const reference = textAt(value, "version", "ref");
  const version = reference === undefined ? versionIn(mapAt(value)["version"]) : versions.get(accessor(reference));
  return { id, ...(version !== undefined && { version }) };
}

function libraryId(value: unknown): string | undefined {
  const module = textAt(value, "module");
  if (module !== undefined) return module;
  const group = textAt(value, "group");
  const name = textAt(value, "name");
  return group === undefined || name === undefined ? undefined : `${group}:${name}`;
}

/** A version, plain or rich; of a rich one what is required or preferred. */
function versionIn(written: unknown): string | undefined {
  if (!isMap(written)) return typeof written === "string" && written !== "" ? written : undefined;
  return textAt(written, "strictly") ?? textAt(written, "require") ?? textAt(written, "prefer");
}
