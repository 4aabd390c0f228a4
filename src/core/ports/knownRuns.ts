/**
 * Which runs this user started on this machine. It lies outside every workspace, so that a repository which brings a
 * folder of runs along cannot have them taken for the user's own. Calls may reject with the file system's errors.
 */
export interface KnownRuns {
  /** Notes a run before its folder appears. */
  remember(runFolder: string, firstLine: string): Promise<void>;
  /** Whether the run in this folder, with this first line of its journal, was noted: both count, the folder by its real path. */
  isKnown(runFolder: string, firstLine: string): Promise<boolean>;
  /** Notes the line that was written into a run's journal last. */
  noteLast(runFolder: string, line: string): Promise<void>;
  /** The SHA-256 of a line that was noted so; undefined where none was. */
  lastNoted(runFolder: string): Promise<string | undefined>;
}
