import { problem } from "./problem.ts";

/** What XML itself defines. All else would have to be declared in the document, and declarations are not read. */
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The longest reference that is one: `&#x10FFFF;`, with leading zeros that a tool might write. */
export const LONGEST_REFERENCE = 16;

/** Text with its references replaced. Throws a problem at one that is not XML's own, and at an ampersand alone. */
export function resolveReferences(raw: string, line: () => number): string {
  let at = raw.indexOf("&");
  if (at < 0) return raw;
  let text = "";
  let from = 0;
  while (at >= 0) {
    const end = raw.indexOf(";", at);
    if (end < 0 || end - at >= LONGEST_REFERENCE) throw strayAmpersand(line());
    text += raw.slice(from, at) + referenced(raw.slice(at + 1, end), line);
    from = end + 1;
    at = raw.indexOf("&", from);
  }
  return text + raw.slice(from);
}

function referenced(name: string, line: () => number): string {
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (named !== undefined) return named;
  const code = codePoint(name);
  if (code !== undefined) return String.fromCodePoint(code);
  throw name.startsWith("#") ? strayAmpersand(line()) : unknownEntity(line());
}

function codePoint(name: string): number | undefined {
  const digits = /^#(?:x([0-9a-f]+)|([0-9]+))$/iu.exec(name);
  if (digits === null) return undefined;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  return code <= 0x10ffff && code > 0 && (code < 0xd800 || code > 0xdfff) ? code : undefined;
}

/** An ampersand that begins no reference. */
export function strayAmpersand(line: number): Error {
  return broken("an ampersand that belongs to no character reference", line);
}

function unknownEntity(line: number): Error {
  return problem(
    "Entities",
    "This report uses an entity that XML does not define itself, and no others are read: they can hide or multiply " +
      "what a report says. Have the tool write plain XML.",
    line,
  );
}

/** XML that is none. `what` completes the sentence "It has …". */
export function broken(what: string, line: number): Error {
  return problem(
    "BrokenXml",
    `This report is not well-formed XML: it has ${what}. It was damaged or cut off; make it again.`,
    line,
  );
}
