/**
 * Files that other programs made, below one folder, for looking only. No link that leads out of the folder is followed.
 * Calls reject with a `Fault`: `BadGlob`, `UnsafePath`, `FileGone`, `FileUnreadable` or `FileChanged`.
 */
export interface ReportFiles {
  /** Files that match any of the globs, sorted by path, each once. */
  find(globs: readonly string[], signal?: AbortSignal): Promise<FoundFiles>;
  /**
   * The file that a report means, by its path from the folder: the report may name it from there, from one of the
   * folders that the report lies in, by its whole path or by a `file:` address. Undefined where none of these is a file
   * below the folder.
   */
  locate(named: string, report: string): Promise<string | undefined>;
}

export interface FoundFiles {
  readonly files: readonly ReportFile[];
  /** Globs that no file matches. */
  readonly unmatched: readonly string[];
  /** Paths that match and lead out of the folder by a link; they are not among the files. */
  readonly outside: readonly string[];
  /** False where there is more than is listed, or than was looked at. */
  readonly complete: boolean;
}

export interface ReportFile {
  /** From the folder, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  /** Opens it anew at each call. Iterating may reject with `FileGone`, `FileUnreadable` or `FileChanged`. */
  read(signal?: AbortSignal): HashedBytes;
}

/** The bytes of a file, once, hashed while they go by. */
export interface HashedBytes extends AsyncIterable<Uint8Array> {
  /** SHA-256 of the whole file, hex; reads on to its end where that was not reached. */
  sha256(): Promise<string>;
}

/** The most files that globs may match. */
export const MOST_REPORTS = 1000;
