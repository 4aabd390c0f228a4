const LINE_END = 0x0a;

/** What every JavaScript that this runs in has of the Encoding Standard, and the language's own types leave out. */
declare class TextDecoder {
  constructor(encoding: "utf-8", options: { readonly ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

/** A byte order mark is kept, as it is a change like any other. */
const UTF_8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The whole lines of a journal's bytes, without their ends; what follows the last line end is left out. Each line is
 * decoded by itself: one letter beyond Latin-1 makes a text of all of them twice as large, and slow to parse and hash.
 */
export function* wholeLines(journal: Uint8Array): Generator<string> {
  for (let from = 0, end = journal.indexOf(LINE_END); end >= 0; end = journal.indexOf(LINE_END, from)) {
    yield UTF_8.decode(journal.subarray(from, end));
    from = end + 1;
  }
}

/** The first line; empty where there is no whole line yet. */
export function firstLine(journal: Uint8Array): string {
  return wholeLines(journal).next().value ?? "";
}

/** How many bytes the whole lines have, their ends counted. */
export function wholeLength(journal: Uint8Array): number {
  return journal.lastIndexOf(LINE_END) + 1;
}
