import { lastStep } from "../../base/treePath.ts";
import type { Place } from "../../core/place.ts";

/** A document for people: its headings and its text. */
export interface Prose {
  readonly file: string;
  /** The file's name without folders and ending, in lower case. */
  readonly name: string;
  readonly headings: readonly { readonly text: string; readonly place: Place }[];
  readonly text: string;
  /** Languages of its fenced code, in lower case; empty for fences without one. */
  readonly fences: readonly string[];
  /** How many numbered or bulleted points it has. */
  readonly points: number;
}

/** Reads Markdown as far as rules ask about it: headings outside fenced code, fences and points. */
export function readProse(file: string, text: string): Prose {
  const headings: { text: string; place: Place }[] = [];
  const fences: string[] = [];
  let [fence, points] = ["", 0];
  for (const [index, line] of text.split("\n").entries()) {
    const mark = /^\s{0,3}(`{3,}|~{3,})\s*([\w-]*)/u.exec(line);
    if (mark !== null) {
      const [, ticks = "", language = ""] = mark;
      if (fence === "") fences.push(language.toLowerCase());
      if (fence === "") fence = ticks;
      else if (ticks.startsWith(fence)) fence = "";
    } else if (fence === "") {
      const heading = /^#{1,6}\s+(.*)$/su.exec(line)?.[1];
      if (heading !== undefined) headings.push({ text: unmarked(heading), place: { file, line: index + 1 } });
      if (/^\s*(?:\d+[.)]|[-*+])\s/u.test(line)) points += 1;
    }
  }
  const name = lastStep(file)
    .replace(/\.[^.]*$/u, "")
    .toLowerCase();
  return { file, name, headings, text, fences, points };
}

/** A heading without the marks that may close it. Each pattern reads a line once, however it is written. */
function unmarked(heading: string): string {
  return heading
    .trimEnd()
    .replace(/(?<!#)#+$/u, "")
    .trimEnd();
}

/** The first place of a document where a pattern stands in its name or a heading; undefined where nowhere. */
export function titled(prose: Prose, pattern: RegExp): Place | undefined {
  if (pattern.test(prose.name.replaceAll(/[-_]/gu, " "))) return { file: prose.file, line: 1 };
  return prose.headings.find((heading) => pattern.test(heading.text))?.place;
}
