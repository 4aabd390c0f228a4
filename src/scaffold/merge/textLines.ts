/** How a person's editor has written a file: kept whatever is merged into it. */
export interface TextFormat {
  readonly byteOrderMark: boolean;
  readonly lineEnd: "\n" | "\r\n";
  /** Whether the last line is ended. */
  readonly ended: boolean;
}

/** A text as lines without their ends. */
export interface TextLines {
  readonly lines: readonly string[];
  readonly format: TextFormat;
}

const MARK = "\uFEFF";

/** How generated text is written. */
export const GENERATED_FORMAT: TextFormat = { byteOrderMark: false, lineEnd: "\n", ended: true };

/**
 * Takes a text apart so that `joinLines` gives the very same bytes. Where line ends are mixed, each `\r` stays a part of
 * its line: then no line that nobody touched is written differently.
 */
export function splitLines(text: string): TextLines {
  const byteOrderMark = text.startsWith(MARK);
  const body = byteOrderMark ? text.slice(1) : text;
  const ended = body.endsWith("\n");
  const breaks = count(body, "\n");
  const lineEnd = breaks > 0 && count(body, "\r\n") === breaks ? "\r\n" : "\n";
  const format: TextFormat = { byteOrderMark, lineEnd, ended };
  if (body === "") return { lines: [], format };
  return { lines: (ended ? body.slice(0, -lineEnd.length) : body).split(lineEnd), format };
}

/** The text of lines in a format. */
export function joinLines(lines: readonly string[], { byteOrderMark, lineEnd, ended }: TextFormat): string {
  const end = ended && lines.length > 0 ? lineEnd : "";
  return `${byteOrderMark ? MARK : ""}${lines.join(lineEnd)}${end}`;
}

/** Whether two lists have the same lines. */
export function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
