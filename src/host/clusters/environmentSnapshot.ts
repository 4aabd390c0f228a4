import type { ClusterReason, ObservationState } from "../../core/rollout/cluster.ts";
import type {
  ControllerRevision,
  DaemonSet,
  Deployment,
  Job,
  Pod,
  ReplicaSet,
  StatefulSet,
} from "../../core/rollout/objects.ts";

/** The kinds that an environment's rows are made of. */
interface EnvironmentKinds {
  readonly Deployment: Deployment;
  readonly StatefulSet: StatefulSet;
  readonly DaemonSet: DaemonSet;
  readonly Job: Job;
  readonly ReplicaSet: ReplicaSet;
  readonly ControllerRevision: ControllerRevision;
  readonly Pod: Pod;
}

export type EnvironmentKind = keyof EnvironmentKinds;

export const WORKLOAD_KINDS = ["Deployment", "StatefulSet", "DaemonSet", "Job"] as const;
export const ENVIRONMENT_KINDS: readonly EnvironmentKind[] = [
  ...WORKLOAD_KINDS,
  "ReplicaSet",
  "ControllerRevision",
  "Pod",
];

/** The objects of one namespace by kind and name, as last seen. */
export type EnvironmentObjects = { readonly [K in EnvironmentKind]: ReadonlyMap<string, EnvironmentKinds[K]> };

/** How what is known about an environment stands. Times are milliseconds since the epoch. */
export type EnvironmentPhase =
  | { readonly phase: "idle" }
  | { readonly phase: "loading" }
  /** `missing`: kinds that may not be listed, or could not be. */
  | { readonly phase: "live"; readonly missing: readonly Missing[] }
  | { readonly phase: "stale"; readonly since: number; readonly reason: ClusterReason; readonly message: string }
  | { readonly phase: "failed"; readonly reason: string; readonly message: string; readonly kind?: EnvironmentKind };

interface Missing {
  readonly kind: EnvironmentKind;
  readonly reason: ClusterReason;
  readonly message: string;
}

/** What the person may do in an environment; undefined members were not answered yet. */
export interface EnvironmentAccess {
  readonly patch: Readonly<Record<(typeof WORKLOAD_KINDS)[number], boolean>>;
  readonly scale: Readonly<Record<"Deployment" | "StatefulSet", boolean>>;
  readonly logs: boolean;
  readonly forward: boolean;
}

/** One environment as it is known now. */
export interface EnvironmentSnapshot {
  readonly phase: EnvironmentPhase;
  readonly objects: EnvironmentObjects;
  /** Undefined until the cluster has answered what the person may do. */
  readonly access: EnvironmentAccess | undefined;
}

const NOTHING: EnvironmentObjects = {
  Deployment: new Map(),
  StatefulSet: new Map(),
  DaemonSet: new Map(),
  Job: new Map(),
  ReplicaSet: new Map(),
  ControllerRevision: new Map(),
  Pod: new Map(),
};

/** An environment that nobody looked at yet. */
export const IDLE: EnvironmentSnapshot = { phase: { phase: "idle" }, objects: NOTHING, access: undefined };

type States = Readonly<Record<EnvironmentKind, ObservationState>>;

/**
 * One phase out of those of all kinds. A kind that may not be read does not hide the others; an environment has
 * failed only when no workload kind could be read, and is stale as soon as one of them is.
 */
export function phaseOf(states: States): EnvironmentPhase {
  const failed = WORKLOAD_KINDS.flatMap((kind) => missing(kind, states[kind]));
  const [first] = failed;
  if (first !== undefined && failed.length === WORKLOAD_KINDS.length) return { phase: "failed", ...first };
  const stale = oldestStale(states);
  if (stale !== undefined) return stale;
  if (WORKLOAD_KINDS.some((kind) => states[kind].phase === "loading")) return { phase: "loading" };
  return { phase: "live", missing: ENVIRONMENT_KINDS.flatMap((kind) => missing(kind, states[kind])) };
}

function missing(kind: EnvironmentKind, state: ObservationState): Missing[] {
  return state.phase === "failed" ? [{ kind, reason: state.reason, message: state.message }] : [];
}

function oldestStale(states: States): Extract<ObservationState, { phase: "stale" }> | undefined {
  let oldest: Extract<ObservationState, { phase: "stale" }> | undefined;
  for (const kind of WORKLOAD_KINDS) {
    const state = states[kind];
    if (state.phase === "stale" && (oldest === undefined || state.since < oldest.since)) oldest = state;
  }
  return oldest;
}
