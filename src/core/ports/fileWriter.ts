/** Writes files into a workspace folder: all of them or none. What it reads, it reads as it stands. */
export interface FileWriter {
  /** What stands at these paths now. No link is followed. */
  look(paths: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
  /** Paths of the files below a folder of the workspace, sorted, at most `MOST_LISTED`; none where it is missing. */
  list(folder: string): Promise<readonly string[]>;
  /** What stands in the way of writing these, in their order; empty where they can be written. Writes nothing. */
  objections(changes: readonly FileChange[]): Promise<readonly WriteObjection[]>;
  /**
   * Writes all of them, in their order, or none. Rejects with a `Fault` that has the reason of the first objection;
   * `WriteFailed` where the disk refused, after everything was put back; `Busy` while another process writes.
   */
  write(changes: readonly FileChange[]): Promise<void>;
}

/** What a path holds. */
export type Standing =
  | { readonly state: "missing" }
  /** UTF-8; a byte order mark and line ends are left in. */
  | { readonly state: "text"; readonly text: string }
  /** `why` is a sentence. */
  | { readonly state: "other"; readonly why: string };

export interface FileChange {
  /** From the folder, with slashes. */
  readonly path: string;
  readonly text: string;
  /** What was seen there when this was decided; undefined: nothing. Anything else there now is an objection. */
  readonly before: string | undefined;
  /** For a new file; one that is there keeps its mode. */
  readonly executable?: boolean;
}

export interface WriteObjection {
  readonly path: string;
  readonly reason:
    | "UnsafePath"
    | "LinkInTheWay"
    | "FileInTheWay"
    | "FolderInTheWay"
    | "NotText"
    | "ReadOnly"
    | "SpelledOtherwise"
    | "PathTwice"
    | "ChangedSince";
  /** What is in the way and what to do, as a sentence. */
  readonly message: string;
}

/** The most files that are listed below a folder. */
export const MOST_LISTED = 10_000;
