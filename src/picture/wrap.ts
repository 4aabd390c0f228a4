import { plainText } from "./plainText.ts";
import { signsOf, textWidth } from "./textWidth.ts";

const ELLIPSIS = "…";

/**
 * A label in at most two lines, none wider than `width` pixels. Lines break at spaces, then inside words that are too
 * long alone; what does not fit ends in an ellipsis. A label without anything to see has no lines.
 */
export function wrapLabel(label: string, width: number): readonly string[] {
  const text = plainText(label);
  if (text === "") return [];
  if (textWidth(text) <= width) return [text];
  const words = text.split(" ");
  const first = fill(words, width);
  if (first.rest.length === 0) return [first.line];
  const second = fill(first.rest, width);
  if (second.rest.length === 0) return evenly(words, first.line, second.line);
  return [first.line, shortened(first.rest.join(" "), width)];
}

/** One line of at most `width` pixels, ending in an ellipsis where it was cut. */
export function shortened(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const [head] = cut(text, width - textWidth(ELLIPSIS));
  return `${head.trimEnd()}${ELLIPSIS}`;
}

interface Filled {
  readonly line: string;
  readonly rest: readonly string[];
}

function fill(words: readonly string[], width: number): Filled {
  let line = words[0] ?? "";
  if (textWidth(line) > width) {
    const [head, tail] = cut(line, width);
    return { line: head, rest: [tail, ...words.slice(1)] };
  }
  let taken = 1;
  for (; taken < words.length; taken += 1) {
    const longer = `${line} ${words[taken]}`;
    if (textWidth(longer) > width) break;
    line = longer;
  }
  return { line, rest: words.slice(taken) };
}

/** The longest head of at least one sign that fits, up to a joint such as `_` if there is one late, and what remains. */
function cut(text: string, width: number): readonly [head: string, tail: string] {
  const signs = signsOf(text);
  let used = 0;
  let count = 0;
  for (const sign of signs) {
    used += textWidth(sign);
    if (count > 0 && used > width) break;
    count += 1;
  }
  const joint = signs.slice(0, count).findLastIndex((sign) => /[-_/.:]/u.test(sign)) + 1;
  const end = count < signs.length && joint > count / 2 ? joint : count;
  return [signs.slice(0, end).join(""), signs.slice(end).join("")];
}

/** Moves words down while that makes the wider of both lines narrower: two lines alike read better than a widow. */
function evenly(words: readonly string[], first: string, second: string): readonly string[] {
  let best = [first, second] as const;
  for (let split = words.length - 1; split > 0; split -= 1) {
    const lines = [words.slice(0, split).join(" "), words.slice(split).join(" ")] as const;
    if (widest(lines) < widest(best)) best = lines;
  }
  return best;
}

function widest(lines: readonly string[]): number {
  return Math.max(...lines.map(textWidth));
}
