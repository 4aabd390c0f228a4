import type { Tried } from "../checklists/tried.ts";

/**
 * What trying the applications of one workspace folder has shown outside of runs. It lies outside every workspace, so
 * that a repository cannot bring evidence of its own along.
 */
export interface KeptTrials {
  /** Adds to what is kept, the newest of each check. Rejects with the file system's errors. */
  keep(tried: readonly Tried[]): Promise<void>;
  /** All that is kept; nothing where it cannot be read or makes no sense. Never rejects. */
  read(): Promise<readonly Tried[]>;
}
