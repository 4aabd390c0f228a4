/** What a workload's rollout is. The words are those of the tree, the journal and the command line. */
export type RolloutStatus =
  | "Current"
  | "InProgress"
  | "Failed"
  | "Paused"
  | "ScaledToZero"
  | "Partial"
  | "Untracked"
  | "Terminating"
  | "Superseded"
  | "Unknown";

/** Pods of a rollout, counted. */
export interface Progress {
  readonly desired: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
  /** Pods there are, of all revisions: `ready` counts over them. Absent in what older versions wrote down. */
  readonly replicas?: number;
}

/** A judgement on one object: stable reason code and a full sentence for a person. */
export interface RolloutVerdict {
  readonly status: RolloutStatus;
  /** CamelCase code, such as `ProgressDeadlineExceeded` or `OldReplicasPendingTermination`. */
  readonly reason: string;
  readonly message: string;
  readonly progress?: Progress;
  /** False while pods of an earlier revision are still terminating. */
  readonly drained?: boolean;
}

/** The write of our own that a verdict must not be older than. */
export interface RolloutPin {
  readonly uid: string;
  readonly generation: number;
  /** `deployment.kubernetes.io/revision` once the controller has set it. */
  readonly revision?: string;
  /** Milliseconds since the epoch; a failure condition that is older is not about this write. */
  readonly writtenAt: number;
}
