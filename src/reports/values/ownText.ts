/** From this length on, engines make a part of a text by pointing into the whole. */
const POINTED_FROM = 13;

/**
 * The same text, which does not hold on to a longer one that it was cut from: whatever is kept of a report must not
 * keep the piece of the report in memory.
 */
export function ownText(text: string): string {
  return text.length < POINTED_FROM ? text : [text.slice(0, 1), text.slice(1)].join("");
}
