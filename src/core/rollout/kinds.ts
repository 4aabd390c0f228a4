/** How a kind is addressed in the API. */
export interface Kind {
  /** `apps/v1`, or `v1` for the core group. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
}

export const KINDS = {
  Deployment: { apiVersion: "apps/v1", kind: "Deployment", plural: "deployments" },
  ReplicaSet: { apiVersion: "apps/v1", kind: "ReplicaSet", plural: "replicasets" },
  StatefulSet: { apiVersion: "apps/v1", kind: "StatefulSet", plural: "statefulsets" },
  DaemonSet: { apiVersion: "apps/v1", kind: "DaemonSet", plural: "daemonsets" },
  ControllerRevision: { apiVersion: "apps/v1", kind: "ControllerRevision", plural: "controllerrevisions" },
  Job: { apiVersion: "batch/v1", kind: "Job", plural: "jobs" },
  Pod: { apiVersion: "v1", kind: "Pod", plural: "pods" },
  Event: { apiVersion: "v1", kind: "Event", plural: "events" },
  Namespace: { apiVersion: "v1", kind: "Namespace", plural: "namespaces" },
  Rollout: { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", plural: "rollouts" },
  Application: { apiVersion: "argoproj.io/v1alpha1", kind: "Application", plural: "applications" },
  Lease: { apiVersion: "coordination.k8s.io/v1", kind: "Lease", plural: "leases" },
} as const satisfies Record<string, Kind>;

/** Where one object lives. `namespace` is absent for cluster-scoped kinds. */
export interface ObjectRef {
  readonly kind: Kind;
  readonly namespace?: string;
  readonly name: string;
}
