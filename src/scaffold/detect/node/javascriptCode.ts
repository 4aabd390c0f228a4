import { blanked } from "../shared/blanked.ts";

/**
 * A JavaScript or TypeScript text whose comments are blanks, every other character where it was. Texts and patterns are
 * understood well enough that what looks like a comment in them is kept. Never throws.
 */
export function withoutComments(text: string): string {
  return text.replaceAll(TOKEN, (token) => (/^\/[/*]/u.test(token) ? blanked(token) : token));
}

/**
 * Texts in quotes, templates without what is nested in them, a URL's slashes, and comments: whichever comes first. A text
 * with escapes that is never closed is one all the same: else each of its escaped quotes would be tried as a beginning.
 */
const TOKEN =
  /"[^"\\\n]*(?:"|(?:\\.[^"\\\n]*)+"?)|'[^'\\\n]*(?:'|(?:\\.[^'\\\n]*)+'?)|`[^`\\]*(?:`|(?:\\[\s\S][^`\\]*)+`?)|:\/\/|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/gu;

/** The text between a bracket at an offset and the one that closes it, at most `most` characters. */
export function insideBrackets(text: string, open: number, most = 2000): string {
  let depth = 0;
  const end = Math.min(text.length, open + most);
  for (let index = open; index < end; index += 1) {
    const character = text[index];
    if (character === "(" || character === "{" || character === "[") depth += 1;
    else if (character === ")" || character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return text.slice(open + 1, index);
    }
  }
  return text.slice(open + 1, end);
}

/** The parts of a list of arguments or properties, cut at the commas outside all brackets and texts. */
export function partsOf(list: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: token, index } of list.matchAll(/"[^"\n]*"|'[^'\n]*'|`[^`]*`|[()[\]{},]/gu)) {
    if ("([{".includes(token)) depth += 1;
    else if (")]}".includes(token)) depth -= 1;
    else if (token === "," && depth === 0) {
      parts.push(list.slice(from, index).trim());
      from = index + 1;
    }
  }
  const last = list.slice(from).trim();
  return last === "" ? parts : [...parts, last];
}

/** The expression that a property of an object's inside has, `port` for both `port: x` and the short `port`. */
export function propertyOf(inside: string, name: string): string | undefined {
  for (const part of partsOf(inside)) {
    if (part === name) return name;
    const match = /^["']?([\w$]+)["']?\s*:\s*/u.exec(part);
    if (match?.[1] === name) return part.slice(match[0].length);
  }
  return undefined;
}
