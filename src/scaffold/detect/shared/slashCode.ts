import { blanked } from "./blanked.ts";

/** Strings, single characters, comments. A quote that stands alone, as Rust's lifetimes do, begins nothing. */
const TOKEN = /"(?:[^"\\]|\\[\s\S])*"?|`[^`]*`?|'(?:[^'\\\n]|\\[^\n])'|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/gu;

/** As above, and strings in single quotes, as JavaScript has them. */
const SCRIPT_TOKEN =
  /"(?:[^"\\\n]|\\[\s\S])*"?|`(?:[^`\\]|\\[\s\S])*`?|'(?:[^'\\\n]|\\[\s\S])*'?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/gu;

/** Go or Rust with its comments blanked, every other character where it was. */
export function slashCode(text: string): string {
  return text.replaceAll(TOKEN, blankedComment);
}

/** JavaScript or TypeScript with its comments blanked, every other character where it was. */
export function scriptCode(text: string): string {
  return text.replaceAll(SCRIPT_TOKEN, blankedComment);
}

function blankedComment(token: string): string {
  return token.startsWith("/") ? blanked(token) : token;
}
