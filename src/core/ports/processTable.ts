/**
 * One process of one machine, told apart from a later process that got the same number: a lock that names only a
 * number would be taken for held after the number was used again.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the operating system says it started; opaque, compared for equality only. */
  readonly startedAt: string;
  /** The machine and process space that `pid` counts in; opaque. */
  readonly space: string;
}

/** `elsewhere`: on another machine or in another container, where this process cannot look. */
export type Liveness = "alive" | "dead" | "elsewhere";

/** What the operating system knows about processes. */
export interface ProcessTable {
  self(): Promise<ProcessIdentity>;
  liveness(process: ProcessIdentity): Promise<Liveness>;
}
