import type { BusinessHours } from "../approvals/businessHours.ts";

/** When an environment may be changed. */
export interface DeploymentWindows {
  /** Changes begin only within one of these; at any time where there is none. */
  readonly open: readonly BusinessHours[];
  /** No change begins within any of these, whatever is open. */
  readonly freezes: readonly Freeze[];
  /** Who may let a change through all the same, with a reason, by name or address. */
  readonly overriders: readonly string[];
}

/** A span in which nothing is changed. */
export interface Freeze {
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Milliseconds since the epoch: the first moment after it. */
  readonly to: number;
  /** By whose clocks it was written, and is told. IANA name. */
  readonly timeZone: string;
  readonly reason: string;
}
