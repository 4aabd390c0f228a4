/** Files that programs made in a clean copy. Paths are absolute; links are neither followed nor counted. */
export interface MadeFiles {
  /** How much a folder holds; undefined where there is no such folder. */
  sizeOf(folder: string): Promise<FolderSize | undefined>;
  /** SHA-256 of a file, hex; undefined where there is none. */
  hashOf(file: string): Promise<string | undefined>;
  /** Removes a folder below `root`, so that what lies there later is new. Rejects where it leads out of `root`. */
  remove(root: string, folder: string): Promise<void>;
}

export interface FolderSize {
  readonly files: number;
  readonly bytes: number;
}
