/** Part of a text whose routes all stand below a path. */
export interface PrefixRange {
  readonly from: number;
  readonly to: number;
  readonly prefix: string;
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"?|[()[\]{}]/gu;
const CLOSES: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/**
 * What stands inside calls that put a path before the routes they are given, such as `nest("/api", …)` or, with the
 * block behind it, `route("/api") { … }`. `pattern` (with the flag `g`) finds such a call from its name to its path,
 * which is the first group; its first round bracket opens the call, or its last character where that is one. Comments
 * are blanked. One pass over the text.
 */
export function prefixRanges(text: string, pattern: RegExp): readonly PrefixRange[] {
  const opening = new Map<number, string>();
  for (const match of text.matchAll(pattern)) {
    const bracket = match[0].endsWith("(") ? match[0].length - 1 : match[0].indexOf("(");
    if (bracket !== -1 && match[1] !== undefined) opening.set(match.index + bracket, match[1]);
  }
  return opening.size === 0 ? [] : rangesOf(text, opening);
}

function rangesOf(text: string, opening: Map<number, string>): readonly PrefixRange[] {
  const ranges: PrefixRange[] = [];
  const open: { readonly index: number; readonly bracket: string }[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const closes = CLOSES[token];
    if (closes === undefined) {
      if ("([{".includes(token)) open.push({ index, bracket: token });
      continue;
    }
    // A bracket that nothing opened stands in a text of another kind.
    if (open.at(-1)?.bracket !== closes) continue;
    const from = open.pop()?.index ?? index;
    const prefix = opening.get(from);
    if (prefix === undefined) continue;
    ranges.push({ from, to: index, prefix });
    const block = token === ")" ? /^\s*\{/u.exec(text.slice(index + 1, index + 40))?.[0].length : undefined;
    if (block !== undefined) opening.set(index + block, prefix);
  }
  return ranges;
}

/** The path before a route at an offset, the outermost first; empty where nothing stands around it. */
export function prefixAround(ranges: readonly PrefixRange[], index: number): string {
  const around = ranges.filter(({ from, to }) => from < index && index < to);
  return routePath(...around.toSorted((a, b) => a.from - b.from).map(({ prefix }) => prefix));
}

/** The parts of a route's path put together, with a slash before each; empty where all are. */
export function routePath(...parts: readonly string[]): string {
  return parts
    .map((part) => part.replaceAll(/^\/+|\/+$/gu, ""))
    .filter((part) => part !== "")
    .map((part) => `/${part}`)
    .join("");
}
