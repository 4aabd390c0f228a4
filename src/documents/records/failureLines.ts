import type { Failure } from "./blocked.ts";
import { code, plainMarkdown } from "./markdownText.ts";

/** Places told of one check; the evidence has the rest. */
const MOST_PLACES = 8;

/** What did not pass, one item a check, with its number and bound and where the reason stands. */
export function failureLines(failures: readonly Failure[]): readonly string[] {
  return failures.flatMap(({ label, verdict, message, measure, places }) => {
    const number = measure === undefined ? "" : ` ${plainMarkdown(measure)}.`;
    const told = places.slice(0, MOST_PLACES).map(({ at, about }) => {
      return `  - ${code(at)}${about === undefined ? "" : `: ${plainMarkdown(about)}`}`;
    });
    const more = places.length - told.length;
    const head = `- **${plainMarkdown(label)}** (${verdict}): ${plainMarkdown(message)}${number}`;
    return [head, ...told, ...(more > 0 ? [`  - ${more} more`] : [])];
  });
}
