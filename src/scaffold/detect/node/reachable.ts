import { parentOf, resolved } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import { withoutEnding } from "./withoutEnding.ts";

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["'](\.{1,2}\/[^"'\n]{0,200}|[@~]\/[^"'\n]{1,200})["']/gu;
const ENDINGS = [".ts", ".js", ".mts", ".mjs", ".cjs", ".cts", ".tsx", ".jsx", "/index.ts", "/index.js"];

/** A source and what it imports from its own folder, also by way of others, the nearest first; at most so many. */
export async function reachableFrom(folder: Folder, entry: string, most: number): Promise<readonly string[]> {
  const found = new Set([entry]);
  let round: readonly string[] = [entry];
  while (round.length > 0 && found.size < most) {
    const texts = await Promise.all(round.map(async (path) => ({ path, text: (await folder.read(path)) ?? "" })));
    const next = texts.flatMap(({ path, text }) => importsOf(folder, path, text)).filter((path) => !found.has(path));
    round = [...new Set(next)].slice(0, most - found.size);
    for (const path of round) found.add(path);
  }
  return [...found];
}

function importsOf(folder: Folder, path: string, text: string): readonly string[] {
  return [...text.matchAll(IMPORT)].flatMap((match) => {
    const written = match[1] ?? "";
    // What such a prefix stands for is written in settings; it is the folder of sources nearly always.
    const inside = /^[@~]\//u.test(written) ? resolved("src", written.slice(2)) : resolved(parentOf(path), written);
    return inside === undefined ? [] : (fileFor(folder, inside) ?? []);
  });
}

/** TypeScript names the file that the build will make. */
function fileFor(folder: Folder, path: string): string | undefined {
  const plain = withoutEnding(path);
  return [path, ...ENDINGS.map((ending) => `${path}${ending}`), ...ENDINGS.map((ending) => `${plain}${ending}`)].find(
    (one) => /\.[cm]?[jt]sx?$/u.test(one) && folder.has(one),
  );
}
