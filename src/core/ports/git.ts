/** What git knows about the workspace. */
export interface Git {
  /** Undefined where the folder is in no git work tree, or git is not there. */
  state(signal?: AbortSignal): Promise<GitState | undefined>;
}

export interface GitState {
  /** Hash of the commit that is checked out; undefined before the first commit. */
  readonly head: string | undefined;
  /** Undefined when detached. */
  readonly branch: string | undefined;
  /** Changed, staged, conflicting and untracked files, by path from the work tree's root. */
  readonly changed: readonly ChangedFile[];
  /** Who wrote the commit that is checked out: author and co-authors as `Name <address>`. */
  readonly authors: readonly string[];
  /** When the commit that is checked out was made, by its committer's clock. Milliseconds since the epoch. */
  readonly committedAt?: number;
  /** Tags of the commit that is checked out; absent where they were not read. */
  readonly tags?: readonly string[];
}

export interface ChangedFile {
  readonly path: string;
  readonly state: "changed" | "renamed" | "conflict" | "untracked";
}
