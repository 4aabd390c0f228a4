import { parentOf, resolved } from "../../../base/treePath.ts";
import { mapAt, textAt, textsAt } from "../../../core/read/value.ts";
import type { Folder } from "../folder.ts";
import { readJson } from "../shared/json.ts";
import { compilerSettings } from "./compilerSettings.ts";

/** Where a name in an import that is no path may lie, without its ending, from the folder; the likeliest first. */
export type ImportAliases = (written: string) => readonly string[];

/** What `paths` and `baseUrl` of TypeScript's settings, and `imports` of package.json, make of names in imports. */
export async function importAliases(folder: Folder): Promise<ImportAliases> {
  const { base, patterns } = await ofCompiler(folder);
  const all = [...patterns, ...(await ofPackage(folder))];
  return (written) => {
    const named = all.flatMap(({ from, to }) => {
      const inside = insideOf(from, written);
      return inside === undefined ? [] : to.map((one) => one.replace("*", () => inside));
    });
    const below = base === undefined ? undefined : resolved(base, written);
    return below === undefined ? named : [...named, below];
  };
}

/** `@mail/*` stands for `src/mail/*`; both from the folder. */
interface Pattern {
  readonly from: string;
  readonly to: readonly string[];
}

async function ofCompiler(folder: Folder): Promise<{ base: string | undefined; patterns: readonly Pattern[] }> {
  const first = ["tsconfig.json", "jsconfig.json"].find((one) => folder.has(one));
  let base: string | undefined;
  for await (const { path, value } of compilerSettings(folder, first)) {
    const at = parentOf(path);
    const written = textAt(value, "compilerOptions", "baseUrl");
    base ??= written === undefined ? undefined : resolved(at, written);
    const paths = Object.keys(mapAt(value, "compilerOptions", "paths"));
    const from = base ?? at;
    const patterns = paths.map((name) => ({
      from: name,
      to: textsAt(value, "compilerOptions", "paths", name).flatMap((one) => resolved(from, one) ?? []),
    }));
    if (patterns.length > 0) return { base, patterns };
  }
  return { base, patterns: [] };
}

async function ofPackage(folder: Folder): Promise<readonly Pattern[]> {
  const value = readJson((await folder.read("package.json")) ?? "")?.value;
  return Object.keys(mapAt(value, "imports")).flatMap((from) => {
    const to = textAt(value, "imports", from) ?? textAt(value, "imports", from, "default");
    const path = to === undefined ? undefined : resolved(".", to);
    return path === undefined ? [] : [{ from, to: [path] }];
  });
}

/** What stands for the pattern's asterisk, empty for a pattern without one; undefined where the name is another. */
function insideOf(pattern: string, written: string): string | undefined {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return written === pattern ? "" : undefined;
  const fits = written.startsWith(start) && written.endsWith(end) && written.length >= start.length + end.length;
  return fits ? written.slice(start.length, written.length - end.length) : undefined;
}
