/** Where the pod of each kind of workload stands. */
const POD_PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: ["spec"],
  Deployment: ["spec", "template", "spec"],
  StatefulSet: ["spec", "template", "spec"],
  DaemonSet: ["spec", "template", "spec"],
  ReplicaSet: ["spec", "template", "spec"],
  ReplicationController: ["spec", "template", "spec"],
  Rollout: ["spec", "template", "spec"],
  Job: ["spec", "template", "spec"],
  CronJob: ["spec", "jobTemplate", "spec", "template", "spec"],
};

/** The path of the pod's spec within an object of a kind; undefined for kinds that start none. */
export function podPath(kind: string): readonly string[] | undefined {
  return Object.hasOwn(POD_PATHS, kind) ? POD_PATHS[kind] : undefined;
}
