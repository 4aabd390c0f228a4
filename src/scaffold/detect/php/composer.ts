import { isMap, mapAt, textAt } from "../../../core/read/value.ts";
import type { Evidence } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence } from "../shared/evidence.ts";
import { type JsonFile, readJson } from "../shared/json.ts";
import { fromRoot } from "../shared/sources.ts";

/** What composer.json says. */
export interface Composer {
  readonly name?: string;
  /** Such as `project` or `library`. */
  readonly type?: string;
  /** Where a package is named that is there in production; undefined where it is not. */
  readonly requires: (...names: readonly string[]) => Evidence | undefined;
  readonly required: readonly string[];
  readonly requiredInDevelopment: readonly string[];
  /** A requirement's text, such as `^8.3`, with its place. */
  readonly requirement: (name: string) => { readonly written: string; readonly at: Evidence } | undefined;
  /** The exact PHP that it is installed for. */
  readonly platform?: { readonly written: string; readonly at: Evidence };
  readonly hasScript: (name: string) => Evidence | undefined;
  /** Packages that composer.lock holds; undefined where there is none or it is broken. */
  readonly locked?: ReadonlySet<string>;
}

/** Reads composer.json and composer.lock; undefined where there is none, "broken" where it is no JSON of an object. */
export async function readComposer(folder: Folder): Promise<Composer | "broken" | undefined> {
  const text = await folder.read("composer.json");
  if (text === undefined) return undefined;
  const json = readJson(text);
  if (json === undefined || !isMap(json.value)) return "broken";
  const at = (says: string, ...path: readonly string[]): Evidence =>
    evidence(fromRoot(folder, "composer.json"), json.line(...path), says);
  const required = Object.keys(mapAt(json.value, "require"));
  const platform = textAt(json.value, "config", "platform", "php");
  const locked = await lockedPackages(folder);
  return {
    ...described(json),
    required,
    requiredInDevelopment: Object.keys(mapAt(json.value, "require-dev")),
    requires: (...names) => {
      const name = names.find((one) => required.includes(one));
      return name === undefined ? undefined : at(`requires ${name}`, "require", name);
    },
    requirement: (name) => {
      const written = textAt(json.value, "require", name);
      return written === undefined ? undefined : { written, at: at(`requires ${name} ${written}`, "require", name) };
    },
    ...(platform !== undefined && {
      platform: { written: platform, at: at(`is installed for PHP ${platform}`, "config", "platform", "php") },
    }),
    hasScript: (name) =>
      Object.hasOwn(mapAt(json.value, "scripts"), name) ? at(`has the script ${name}`, "scripts", name) : undefined,
    ...(locked !== undefined && { locked }),
  };
}

function described(json: JsonFile): Pick<Composer, "name" | "type"> {
  const name = textAt(json.value, "name");
  const type = textAt(json.value, "type");
  return { ...(name !== undefined && { name }), ...(type !== undefined && { type }) };
}

async function lockedPackages(folder: Folder): Promise<ReadonlySet<string> | undefined> {
  const text = await folder.read("composer.lock");
  const value = text === undefined ? undefined : readJson(text)?.value;
  if (!isMap(value)) return undefined;
  const packages = [value["packages"], value["packages-dev"]].flatMap((list) => (Array.isArray(list) ? list : []));
  return new Set(packages.flatMap((one: unknown) => textAt(one, "name")?.toLowerCase() ?? []));
}

/** The lowest PHP of a constraint; of alternatives such as `^7.4 || ^8.2` the newest. Undefined where it names none. */
export function leastPhp(constraint: string): string | undefined {
  const bounds = constraint
    .split(/\|\|?/u)
    .flatMap((part) => /(?:^|[\s,])(?:\^|~|>=?|=|v)?\s{0,5}(\d{1,2}(?:\.\d{1,2})?)/u.exec(part.trim())?.[1] ?? []);
  return bounds.toSorted((a, b) => compare(b, a))[0];
}

function compare(a: string, b: string): number {
  const [left = 0, leftMinor = 0] = a.split(".").map(Number);
  const [right = 0, rightMinor = 0] = b.split(".").map(Number);
  return left - right || leftMinor - rightMinor;
}
