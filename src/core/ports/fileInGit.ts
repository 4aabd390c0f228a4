/**
 * What git makes of a file that is there: `tracked` is in it already, `open` would be taken up with the next `git add`,
 * undefined is ignored, or there is no git.
 */
export type FileInGit = (path: string, signal?: AbortSignal) => Promise<"tracked" | "open" | undefined>;
