import type { EnvironmentConfig } from "../../../../core/config/config.ts";
import type { EnvironmentSnapshot } from "../../../clusters/environmentSnapshot.ts";
import type { WorkloadFacts } from "./facts.ts";
import type { EnvironmentKey } from "./target.ts";

/** What a run that is under way says about its environment. */
export interface ActiveRun {
  readonly run: string;
  /** `1.8.2 → 1.9.0 · rolling, 2 of 6`. */
  readonly line: string;
  readonly waiting: "approval" | "decision" | undefined;
  /** Names of the workloads it changes. */
  readonly workloads: readonly string[];
}

/** Everything that one environment's rows are made of. */
export interface EnvironmentInput {
  readonly key: EnvironmentKey;
  readonly config: EnvironmentConfig;
  readonly snapshot: EnvironmentSnapshot;
  readonly workloads: readonly WorkloadFacts[];
  readonly run: ActiveRun | undefined;
  readonly pinned: boolean;
  /** Template hashes that a run has verified. */
  readonly verified: ReadonlySet<string>;
}

export interface ApplicationInput {
  readonly file: string;
  readonly application: string;
  /** Set where the file is broken and this is what it said before. */
  readonly outdated: boolean;
  readonly environments: readonly EnvironmentInput[];
}

/** What does not belong to one environment: time, zone, and the text to filter by. */
export interface ViewInput {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly timeZone?: string;
  /** Lower case; empty shows all. */
  readonly filter: string;
}
