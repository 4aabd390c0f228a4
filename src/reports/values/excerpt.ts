import { ownText } from "./ownText.ts";

/** How many failures, findings and disagreements a summary names. */
export const NAMED_AT_MOST = 20;

const LONGEST_MESSAGE = 500;
const LONGEST_NAME = 300;

/** A message for a person, trimmed and cut to 500 characters; undefined where nothing is left. */
export function messageExcerpt(text: string | undefined): string | undefined {
  return excerpt(text, LONGEST_MESSAGE);
}

/** A name or a path, trimmed and cut to 300 characters; undefined where nothing is left. */
export function nameExcerpt(text: string | undefined): string | undefined {
  return excerpt(text, LONGEST_NAME);
}

function excerpt(text: string | undefined, longest: number): string | undefined {
  const trimmed = text?.slice(0, longest * 8).trim() ?? "";
  if (trimmed === "") return undefined;
  if (trimmed.length <= longest) return ownText(trimmed);
  return `${trimmed
    .slice(0, longest - 1)
    .toWellFormed()
    .replace(/\uFFFD$/u, "")}…`;
}
