import { cut, decodeText } from "../text.ts";
import { skip, skipBlanks, skipLine, skipSpace, take, takeText } from "./cursor.ts";
import { type Draft, report } from "./draft.ts";

/** What stands between two vertices. */
export interface Link {
  readonly at: number;
  readonly text: string;
  /** Where its heads point; one without any leads on as if it had one. An invisible one leads nowhere. */
  readonly direction: "forward" | "backward" | "both" | "none";
  /** Its label is not closed: nobody can tell where it leads. */
  readonly broken?: boolean;
}

const LONGEST_TEXT = 300;

/** `e1@` in front of an arrow names it. */
const NAME = /[\p{L}\p{N}_-]+@(?=[<xo]?(?:--|==|-\.|~~~))/uy;
const WHOLE = /([<xo]?)(?:--+([-xo>])|==+([=xo>])|-\.+-([xo>]?)|(~~~+))/y;
const OPENED = /([<xo]?)(--|==|-\.)/y;
const TO_CLOSER: Readonly<Record<string, RegExp>> = {
  "--": /([^\n]*?)--+([-xo>])/y,
  "==": /([^\n]*?)==+([=xo>])/y,
  "-.": /([^\n]*?)\.+-([xo>]?)/y,
};
const TO_BAR = /[^|\n]*/y;

/** Reads an arrow of any form with its label. It may stand on the line after its vertex. */
export function readLink(draft: Draft): Link | undefined {
  const before = draft.at;
  skipBlanks(draft);
  if (draft.text[draft.at] === "\n") skipToNextLine(draft);
  else skip(draft, NAME);
  const { at } = draft;
  const link = wholeLink(draft, at) ?? openedLink(draft, at);
  if (link === undefined) draft.at = before;
  return link;
}

/** On a new line an `x` or `o` is the name of a vertex, and no tail of an arrow. */
function skipToNextLine(draft: Draft): void {
  const before = draft.at;
  skipSpace(draft);
  if (/[xo]/u.test(draft.text[draft.at] ?? "")) draft.at = before;
}

function wholeLink(draft: Draft, at: number): Link | undefined {
  const found = take(draft, WHOLE);
  if (found === undefined) return undefined;
  const [, tail = "", thin, thick, dotted, invisible] = found;
  const direction = invisible === undefined ? directionOf(tail, thin ?? thick ?? dotted ?? "") : "none";
  skipBlanks(draft);
  if (draft.text[draft.at] !== "|") return { at, direction, text: "" };
  const text = barText(draft);
  return text === undefined ? { at, direction: "none", text: "", broken: true } : { at, direction, text };
}

/** `-- text -->`: the text ends where an arrow does, on the same line unless it is quoted. */
function openedLink(draft: Draft, at: number): Link | undefined {
  const [, tail = "", opening = ""] = take(draft, OPENED) ?? [];
  const toCloser = TO_CLOSER[opening];
  if (toCloser === undefined) return undefined;
  skipBlanks(draft);
  const quoted = quotedText(draft);
  const found = take(draft, toCloser);
  if (found === undefined) {
    report(draft, "UnclosedLabel", at, `The arrow that begins with ${opening} has no end. Write it as -- text -->.`);
    skipLine(draft);
    return { at, direction: "none", text: "", broken: true };
  }
  return { at, direction: directionOf(tail, found[2] ?? ""), text: oneLine(quoted ?? found[1] ?? "") };
}

function directionOf(tail: string, head: string): Link["direction"] {
  if (tail !== "<") return "forward";
  return head === ">" ? "both" : "backward";
}

/** `|text|` behind an arrow; undefined where it is not closed. */
function barText(draft: Draft): string | undefined {
  const { at } = draft;
  draft.at += 1;
  skipBlanks(draft);
  const quoted = quotedText(draft);
  const plain = take(draft, TO_BAR)?.[0] ?? "";
  if (takeText(draft, "|")) return oneLine(quoted ?? plain);
  report(draft, "UnclosedLabel", at, "The label of this arrow has no second |. Add it.");
  return undefined;
}

function quotedText(draft: Draft): string | undefined {
  if (draft.text[draft.at] !== '"') return undefined;
  const end = draft.text.indexOf('"', draft.at + 1);
  if (end === -1) return undefined;
  const text = draft.text.slice(draft.at + 1, end);
  draft.at = end + 1;
  return text;
}

function oneLine(written: string): string {
  const text = decodeText(written.trim().replaceAll(/^`|`$/gu, ""));
  const lines = text.split("\n").map((line) => line.trim());
  return cut(lines.filter((line) => line !== "").join(" "), LONGEST_TEXT);
}
