/** Lines and columns count from 1; the end is behind the last character. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Puts `text` in the place of a range; an empty range inserts. */
export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}
