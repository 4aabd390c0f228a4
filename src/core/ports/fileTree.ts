/** The files of a workspace folder, for looking only. Nothing in them is run, and no link is followed. */
export interface FileTree {
  /** Files that git knows or would take up; all files where there is no git. Sorted by path. */
  list(signal?: AbortSignal): Promise<FileListing>;
  /** The same without sizes, and so many times as fast. Links and files that are gone may be among them: reading tells. */
  paths(signal?: AbortSignal): Promise<PathListing>;
  /** A file as text. Rejects with `UnsafePath` where the path leads out of the folder. */
  read(path: string, signal?: AbortSignal): Promise<FileText>;
}

export interface FileListing {
  readonly files: readonly FileEntry[];
  /** How it was had, such as `git ls-files`. */
  readonly source: string;
  /** False where there are more files than are listed. */
  readonly complete: boolean;
}

/** Paths from the folder, with slashes, sorted, each once. */
export interface PathListing {
  readonly paths: readonly string[];
  /** How it was had, such as `git ls-files`. */
  readonly source: string;
  /** False where there are more files than are listed. */
  readonly complete: boolean;
}

export interface FileEntry {
  /** From the folder, with slashes. */
  readonly path: string;
  readonly bytes: number;
}

/** What a file holds, or why that is not known. */
export type FileText =
  | { readonly state: "text"; readonly text: string }
  | { readonly state: "too-large" | "binary" | "gone" };

/** The largest file that is read. Configuration that is larger was made by a machine from something smaller. */
export const MOST_FILE_BYTES = 1024 * 1024;

/** The most files that are listed. */
export const MOST_FILES = 20_000;

/** The most files that are listed without their sizes. */
export const MOST_PATHS = 500_000;
