import type { FileChange, Standing } from "./fileWriter.ts";

/** Files of the workspace that people and agents keep beside Tidegate: tasks, requests, failures. */
export interface RecordFiles {
  /** What stands at a path now. No link is followed. */
  look(path: string): Promise<Standing>;
  /**
   * Writes one file, atomically. Rejects with a `Fault`: `ChangedSince` where it is no longer as it was seen, `Busy`
   * while another process writes, else with what stands in the way.
   */
  write(change: FileChange): Promise<void>;
}

/** The largest of these files that is read. */
export const MOST_RECORD_BYTES = 16 * 1024 * 1024;
