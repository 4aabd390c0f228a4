/** Resource keys of the store, as the controllers name them. */
export const DEPLOYMENTS = "apps/v1/deployments";
export const REPLICA_SETS = "apps/v1/replicasets";
export const STATEFUL_SETS = "apps/v1/statefulsets";
export const DAEMON_SETS = "apps/v1/daemonsets";
export const CONTROLLER_REVISIONS = "apps/v1/controllerrevisions";
export const JOBS = "batch/v1/jobs";
export const PODS = "v1/pods";
export const EVENTS = "v1/events";
export const NODES = "v1/nodes";
export const NAMESPACES = "v1/namespaces";
