import { parentOf, resolved } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import { importAliases, type ImportAliases } from "./importAliases.ts";
import { withoutEnding } from "./withoutEnding.ts";

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["']([^"'\n]{1,200})["']/gu;
const ENDINGS = [".ts", ".js", ".mts", ".mjs", ".cjs", ".cts", ".tsx", ".jsx", "/index.ts", "/index.js"];

/** A source and what it imports from its own folder, also by way of others, the nearest first; at most so many. */
export async function reachableFrom(folder: Folder, entry: string, most: number): Promise<readonly string[]> {
  const found = new Set([entry]);
  const aliases = await importAliases(folder);
  let round: readonly string[] = [entry];
  while (round.length > 0 && found.size < most) {
    const texts = await Promise.all(round.map(async (path) => ({ path, text: (await folder.read(path)) ?? "" })));
    const next = texts
      .flatMap(({ path, text }) => importsOf(folder, path, text, aliases))
      .filter((path) => !found.has(path));
    round = [...new Set(next)].slice(0, most - found.size);
    for (const path of round) found.add(path);
  }
  return [...found];
}

function importsOf(folder: Folder, path: string, text: string, aliases: ImportAliases): readonly string[] {
  return [...text.matchAll(IMPORT)].flatMap(([, written = ""]) => {
    const inside = /^\.{1,2}(?:\/|$)/u.test(written)
      ? [resolved(parentOf(path), written)]
      : [...aliases(written), /^[@~]\//u.test(written) ? resolved("src", written.slice(2)) : undefined];
    return inside.flatMap((one) => (one === undefined ? [] : (fileFor(folder, one) ?? []))).slice(0, 1);
  });
}

/** TypeScript names the file that the build will make. */
function fileFor(folder: Folder, path: string): string | undefined {
  const plain = withoutEnding(path);
  return [path, ...ENDINGS.map((ending) => `${path}${ending}`), ...ENDINGS.map((ending) => `${plain}${ending}`)].find(
    (one) => /\.[cm]?[jt]sx?$/u.test(one) && folder.has(one),
  );
}
