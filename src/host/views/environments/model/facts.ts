import type { Pod, WorkloadKind } from "../../../../core/rollout/objects.ts";
import type { RolloutVerdict } from "../../../../core/rollout/verdict.ts";

/** What the rows of one workload are made of. Times are milliseconds since the epoch. */
export interface WorkloadFacts {
  readonly kind: WorkloadKind;
  readonly name: string;
  readonly verdict: RolloutVerdict;
  /** Tag or short digest of the main container's image. */
  readonly version: string | undefined;
  readonly image: string | undefined;
  readonly paused: boolean;
  /** When the present template came. */
  readonly since: number | undefined;
  /** Whether there is anything to show below; cheaper than making it. */
  readonly opens: boolean;
  /** The present revision, those that still have pods, and the one before; newest first. Empty for a Job. */
  readonly revisions: () => readonly RevisionFacts[];
  /** Pods of no known revision: a Job's, or all where revisions may not be read. */
  readonly pods: readonly Pod[];
}

export interface RevisionFacts {
  readonly revision: string;
  readonly templateHash: string;
  readonly version: string | undefined;
  readonly image: string | undefined;
  readonly current: boolean;
  readonly createdAt: number | undefined;
  readonly ready: number;
  readonly desired: number;
  readonly pods: readonly Pod[];
}
