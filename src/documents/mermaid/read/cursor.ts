/** A text and how far it has been read. */
export interface Cursor {
  readonly text: string;
  at: number;
}

/** Reads what a sticky pattern matches here, if it does. */
export function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match === null) return undefined;
  cursor.at = pattern.lastIndex;
  return match;
}

/** Whether a sticky pattern matches here; reads what it does. */
export function skip(cursor: Cursor, pattern: RegExp): boolean {
  pattern.lastIndex = cursor.at;
  const found = pattern.test(cursor.text);
  if (found) cursor.at = pattern.lastIndex;
  return found;
}

/** Whether these characters stand here; reads them. */
export function takeText(cursor: Cursor, wanted: string): boolean {
  if (!cursor.text.startsWith(wanted, cursor.at)) return false;
  cursor.at += wanted.length;
  return true;
}

const BLANKS = /[^\S\n]*/y;
const SPACE = /\s*/y;

/** Reads blanks, but no line end. */
export function skipBlanks(cursor: Cursor): void {
  skip(cursor, BLANKS);
}

/** Reads blanks and line ends. */
export function skipSpace(cursor: Cursor): void {
  skip(cursor, SPACE);
}

/** Where the line ends that `at` stands in. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

export function skipLine(cursor: Cursor): void {
  cursor.at = lineEnd(cursor.text, cursor.at);
}
