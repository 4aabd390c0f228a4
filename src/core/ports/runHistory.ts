import type { RunState } from "../run/state.ts";

/** The runs of this workspace that this user started on this machine: what others brought along is nobody's word. */
export interface RunHistory {
  /** Newest first; those whose journal is broken are left out. */
  runs(): Promise<readonly RunState[]>;
}
