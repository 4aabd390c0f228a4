/** A copy of a workspace in which programs may build and delete as they like. */
export interface CleanCopy {
  /** Absolute path of what the workspace folder is in the copy. Nothing of the person's own lies above it. */
  readonly folder: string;
  /** The commit that was copied; absent without git: then it is the files as they lie there. */
  readonly commit?: string;
  /** Removes it. Never rejects. */
  dispose(): Promise<void>;
}

/** Makes a copy. Rejects with a `Fault` where that fails; nothing is left behind then. */
export type MakeCleanCopy = (signal?: AbortSignal) => Promise<CleanCopy>;
