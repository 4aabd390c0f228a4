/** Where a workspace is pushed to, as git has it set up. Nothing is asked over the network. */
export interface GitOrigin {
  /** The address of `origin`, as it is written in git's configuration: it may hold a secret. */
  readonly url?: string;
  /** The branch that `origin` delivers from; where git was not told, the one that is checked out if it is a usual one. */
  readonly defaultBranch?: string;
  /** Where the folder lies in its repository, such as `services/shop`; undefined for the whole repository. */
  readonly below?: string;
}

/** Asks git about a folder; all undefined where it is in no work tree or git is not there. */
export type ReadGitOrigin = (signal?: AbortSignal) => Promise<GitOrigin>;
