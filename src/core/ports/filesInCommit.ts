/**
 * Which of some files a commit has, by their paths from the folder: each with its path from the root of the work tree.
 * A link that the commit has is none of them. Nothing where there is no git.
 */
export type FilesInCommit = (
  commit: string,
  paths: readonly string[],
  signal?: AbortSignal,
) => Promise<ReadonlyMap<string, string>>;
