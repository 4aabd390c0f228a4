/** Longest text that is looked at: more never fits into a picture. In UTF-16 units. */
const LONGEST = 2000;

/** Marks that turn or hide the direction of text: a label must not read otherwise than it is. */
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** Controls and what no XML document may hold, with any white space beside them. */
// oxlint-disable-next-line no-control-regex -- Control characters are what is looked for.
const BLANK = /[\s\u0000-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]+/gu;

/**
 * A text from outside as one line that is safe to draw: no control characters, no changes of direction, no half
 * surrogates, white space as single spaces, and cut where it is endless.
 */
export function plainText(text: string): string {
  return text.slice(0, LONGEST).toWellFormed().replaceAll(DIRECTION, "").replaceAll(BLANK, " ").trim();
}
