import { oneLine } from "./words.ts";

/**
 * A text from outside for a notification or a quick pick: one line, in which neither a link nor an icon can come of
 * what others wrote. Both are broken with an invisible joiner.
 */
export function plain(text: string, length = 200): string {
  return oneLine(text, length).replaceAll("](", "]\u2060(").replaceAll("$(", "$\u2060(");
}
