import type { Bracket } from "../shapes.ts";
import { lineEnd, skipSpace } from "./cursor.ts";
import { type Draft, report } from "./draft.ts";

/**
 * Reads the text of a bracket that has just been opened, and what closes it. A text may go over several lines. Where
 * nothing closes it, what stands on its first line is taken, so that the lines behind are still read.
 */
export function readBracketText(draft: Draft, bracket: Bracket, owner: string): string {
  const begun = draft.at;
  const quoted = quotedText(draft, bracket);
  if (quoted !== undefined) return quoted;
  draft.at = begun;
  const plain = plainText(draft, bracket, owner);
  if (plain !== undefined) return plain;
  draft.at = begun;
  const example = `${bracket.opens}"…"${bracket.closes[0] ?? ""}`;
  report(
    draft,
    "UnclosedText",
    begun - bracket.opens.length,
    `The text of ${owner} is opened with ${bracket.opens} and not closed. Write it as ${example}.`,
  );
  return restOfLine(draft, bracket);
}

/** Undefined where no quoted text with its closing bracket stands here; the cursor is then anywhere. */
function quotedText(draft: Draft, bracket: Bracket): string | undefined {
  skipSpace(draft);
  const { text, at } = draft;
  if (text[at] !== '"') return undefined;
  const end = text.indexOf('"', at + 1);
  if (end === -1) return undefined;
  draft.at = end + 1;
  skipSpace(draft);
  return takeCloser(draft, bracket) ? unticked(text.slice(at + 1, end)) : undefined;
}

/** A text in backticks is Markdown; the backticks are no part of it. */
function unticked(text: string): string {
  return /^\s*`[\s\S]*`\s*$/u.test(text) ? text.trim().slice(1, -1) : text;
}

/** Without quotes a text has no brackets; on one line they are forgiven where they come in pairs. */
function plainText(draft: Draft, bracket: Bracket, owner: string): string | undefined {
  const { text, at: begun } = draft;
  let depth = 0;
  let inside: number | undefined;
  let lines = 0;
  for (let at = begun; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\n") lines += 1;
    if (lines > MOST_LINES) return undefined;
    if (!STOPS.has(character)) continue;
    draft.at = at;
    if (depth === 0 && takeCloser(draft, bracket)) {
      if (inside !== undefined) reportBracket(draft, inside, owner);
      return text.slice(begun, at);
    }
    if (character === "/" || character === "\\" || character === "-") continue;
    if (lines > 0 || character === '"') return undefined;
    inside ??= at;
    depth = Math.max(0, depth + (OPENING.has(character) ? 1 : -1));
  }
  return undefined;
}

/** Texts without quotes go over a few lines; whoever forgot a bracket must not have the rest read for each. */
const MOST_LINES = 40;
const STOPS = new Set('[](){}"/\\-');
const OPENING = new Set("[({");

function reportBracket(draft: Draft, at: number, owner: string): void {
  const bracket = draft.text[at] ?? "";
  report(
    draft,
    "BracketInText",
    at,
    `The text of ${owner} has a ${bracket} in it. Put the whole text in double quotes.`,
  );
}

function takeCloser(draft: Draft, { closes }: Bracket): boolean {
  const closer = closes.find((one) => draft.text.startsWith(one, draft.at));
  draft.at += closer?.length ?? 0;
  return closer !== undefined;
}

function restOfLine(draft: Draft, { closes }: Bracket): string {
  const line = draft.text.slice(draft.at, lineEnd(draft.text, draft.at));
  const last = closes[0]?.at(-1) ?? "";
  const end = line.indexOf(last);
  const inside = end === -1 ? line : line.slice(0, end);
  draft.at += inside.length;
  while (draft.text[draft.at] === last) draft.at += 1;
  return inside.replaceAll(/^\s*["`]+|(?<!["`])["`]+\s*$/gu, "");
}
