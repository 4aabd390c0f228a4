import type { Evidence } from "../../facts/fact.ts";
import { lineAt } from "./evidence.ts";
import type { Source } from "./sources.ts";

/** A place where a pattern was found. */
export interface Hit {
  readonly source: Source;
  readonly index: number;
  /** The pattern's groups, from 1; an empty text for one that matched nothing. 0 is the whole. */
  group(number: number): string;
  /** Evidence at this place. */
  at(says: string): Evidence;
}

/** The most places of one pattern in one file that are looked at: more is data, not settings. */
const MOST_HITS = 300;

/** Where a pattern (with the flag `g`) is found in sources, file by file. */
export function hitsIn(sources: readonly Source[], pattern: RegExp): readonly Hit[] {
  return sources.flatMap((source) => {
    const found: Hit[] = [];
    for (const match of source.text.matchAll(pattern)) {
      found.push(hit(source, match));
      if (found.length === MOST_HITS) break;
    }
    return found;
  });
}

function hit(source: Source, match: RegExpExecArray): Hit {
  return {
    source,
    index: match.index,
    group: (number) => match[number] ?? "",
    at: (says) => ({ file: source.file, line: lineAt(source.text, match.index + leading(match[0])), says }),
  };
}

/** A pattern may take the space before what it looks for; the line is that of the thing itself. */
function leading(text: string): number {
  return text.length - text.trimStart().length + (/^\s*\S/u.test(text) ? 1 : 0);
}

/** Sources whose texts went through a function that keeps every place, such as one that blanks comments. */
export function withTexts(sources: readonly Source[], change: (text: string) => string): readonly Source[] {
  return sources.map((source) => ({ ...source, text: change(source.text) }));
}
