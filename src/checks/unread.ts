/** A file that may hold what was looked for and could not be read as what it is. */
export interface Unread {
  readonly file: string;
  /** A clause, such as `it is a Helm template`. */
  readonly why: string;
}
