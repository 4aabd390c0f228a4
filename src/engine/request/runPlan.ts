import type { EnvironmentConfig } from "../../core/config/config.ts";
import type { Graph } from "../../core/graph/graph.ts";
import type { Hash } from "../../core/journal/entry.ts";
import type { Restore } from "../../core/plan/wayBack.ts";
import type { RunStore } from "../../core/ports/runStore.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import type { Release } from "../../core/run/release.ts";
import type { ServerDiff } from "../change/serverDiff.ts";

/** Where something is to be deployed or rolled back, as `tidegate.yaml` has it. */
export interface Place {
  readonly application: string;
  readonly environment: string;
  readonly config: EnvironmentConfig;
}

/** What planning reads. */
export interface PlanPorts {
  readonly cluster: Cluster;
  readonly store: RunStore;
  /** SHA-256; the pure one where absent, which is ten times as slow. */
  readonly hash?: Hash;
}

/** A run before it is asked for: what a person looks at and says yes to. */
export interface RunPlan {
  readonly release: Release;
  readonly graph: Graph;
  readonly rollback: EnvironmentConfig["rollback"];
  /** What the API server would change. */
  readonly diff: ServerDiff;
  /** What each workload goes back to if the release does not prove itself; for a rollback, what it goes to. */
  readonly restores: readonly Restore[];
}
