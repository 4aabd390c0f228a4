import { blanked } from "../shared/blanked.ts";

/** Texts of many lines, texts of one, sigils' and characters' quotes are left alone, comments. */
const TOKEN = /"""[\s\S]*?(?:"""|$)|"(?:[^"\\]|\\[\s\S])*"?|\?[#"']|#[^\n]*/gu;

/** Elixir with its comments and its texts of many lines blanked, every other character where it was. */
export function elixirCode(text: string): string {
  return text.replaceAll(TOKEN, (token) => (token.startsWith("#") || token.startsWith('"""') ? blanked(token) : token));
}
