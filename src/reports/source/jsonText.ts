import { problem } from "./problem.ts";

/** JSON that is none. `what` completes the sentence "It has …". */
export function brokenJson(what: string, line: number): Error {
  return problem(
    "BrokenJson",
    `This report is not valid JSON: it has ${what}. It was damaged or cut off; make it again.`,
    line,
  );
}

/** RFC 8259, section 6. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/u;

/** The value of a number's text; undefined where it is no number of JSON. */
export function jsonNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** They may not stand in a string as they are, and do no harm there. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u001F]/gu;

/**
 * The text of a string that stands between quotes as `raw`, every escape in it valid, cut to `longest` characters.
 * An escape that the cut halves is dropped.
 */
export function jsonString(raw: string, longest: number): string {
  const cut = raw.length > longest ? raw.slice(0, longest) : raw;
  if (!cut.includes("\\")) return cut;
  const plain = cut.replaceAll(CONTROL, " ");
  for (let end = plain.length; end > plain.length - 6; end -= 1) {
    try {
      return JSON.parse(`"${plain.slice(0, end)}"`) as string;
    } catch {
      // The cut halved an escape: a character less, then.
    }
  }
  return "";
}
