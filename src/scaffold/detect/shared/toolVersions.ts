import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact, lineOf } from "./evidence.ts";
import { readToml } from "./toml.ts";
import { at, isMap } from "../../../core/read/value.ts";

/**
 * The version of a tool that asdf's or mise's files pin, in the folder or above it. `names` are what they call it, such
 * as `nodejs` and `node`. Ranges and words such as `latest` or `system` pin nothing.
 */
export async function pinnedTool(folder: Folder, ...names: readonly string[]): Promise<Fact<string> | undefined> {
  return (await inToolVersions(folder, names)) ?? (await inMise(folder, names));
}

/** The version in a file of one line, such as `.nvmrc`, in the folder or above it; `v` and comments are left out. */
export async function pinnedIn(folder: Folder, ...files: readonly string[]): Promise<Fact<string> | undefined> {
  const near = folder.nearest(...files);
  const text = await near?.read();
  const line = text?.split("\n").findIndex((one) => /^\s*[^#\s]/u.test(one)) ?? -1;
  const version = versionOf(text?.split("\n")[line] ?? "");
  if (near === undefined || version === undefined) return undefined;
  return fact(version, "certain", evidence(near.path, line + 1, `pins version ${version}`));
}

/** Node.js' long-term releases by the names that version managers know them by. */
const LTS: Readonly<Record<string, string>> = {
  gallium: "16",
  hydrogen: "18",
  iron: "20",
  jod: "22",
  krypton: "24",
};

/** The first version number in a text such as `v22.3.1`, `lts/22`, `temurin-21`, `>= 20`; undefined where none is. */
export function versionOf(text: string): string | undefined {
  const lts = /\blts\/([a-z]+|-\d|\*)/iu.exec(text)?.[1];
  if (lts !== undefined) return LTS[lts.toLowerCase()];
  return /\d{1,4}(?:\.\d{1,4}){0,2}/u.exec(text)?.[0];
}

async function inToolVersions(folder: Folder, names: readonly string[]): Promise<Fact<string> | undefined> {
  const near = folder.nearest(".tool-versions");
  const lines = (await near?.read())?.split("\n") ?? [];
  for (const [index, line] of lines.entries()) {
    const [name = "", written = ""] = line.trim().split(/\s+/u);
    const version = names.includes(name) ? versionOf(written) : undefined;
    if (near !== undefined && version !== undefined) {
      return fact(version, "certain", evidence(near.path, index + 1, `pins ${name} ${version}`));
    }
  }
  return undefined;
}

async function inMise(folder: Folder, names: readonly string[]): Promise<Fact<string> | undefined> {
  const near = folder.nearest("mise.toml", ".mise.toml", ".config/mise.toml");
  const text = await near?.read();
  if (near === undefined || text === undefined) return undefined;
  const tools = at(readToml(text), "tools");
  for (const name of names) {
    const written = at(tools, name);
    const version = versionOf(
      String(isMap(written) ? written["version"] : Array.isArray(written) ? written[0] : (written ?? "")),
    );
    if (version !== undefined) {
      const line = lineOf(text, new RegExp(String.raw`^\s*["']?${name}["']?\s*=`, "mu"));
      return fact(version, "certain", evidence(near.path, line, `pins ${name} ${version}`));
    }
  }
  return undefined;
}
