import { blanked } from "../shared/blanked.ts";

/** Strings that span lines, strings of one line, comments. Linear: no part can be matched in two ways. */
const TOKEN = /"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|#[^\n]*/gu;

/** Python with its comments and its strings of many lines blanked, every other character where it was. */
export function pythonCode(text: string): string {
  return text.replaceAll(TOKEN, (token) => (isBlank(token) ? blanked(token) : token));
}

function isBlank(token: string): boolean {
  return token.startsWith("#") || token.startsWith('"""') || token.startsWith("'''");
}

/** What stands between the parenthesis at `open` and its partner, without them; to the end where there is none. */
export function argumentsAt(code: string, open: number): string {
  const token = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[()[\]{}]/gu;
  token.lastIndex = open;
  let depth = 0;
  for (let match = token.exec(code); match !== null; match = token.exec(code)) {
    if (/^[([{]$/u.test(match[0])) depth += 1;
    else if (/^[)\]}]$/u.test(match[0])) depth -= 1;
    if (depth === 0) return code.slice(open + 1, match.index);
    if (match.index - open > MOST_ARGUMENTS) break;
  }
  return code.slice(open + 1, open + MOST_ARGUMENTS);
}

/** Characters that one call's arguments are looked for in: more is data, not settings. */
const MOST_ARGUMENTS = 20_000;
