import type { Job, Pod } from "../../../core/rollout/objects.ts";
import { createPod } from "../newPod.ts";
import { controllerOf } from "../ownerIndex.ts";
import { PODS } from "../resources.ts";
import type { World } from "../world.ts";

export const JOB_SOURCE = { component: "job-controller" } as const;

/** Holds a pod in the API until the Job controller has counted it. */
const TRACKING = "batch.kubernetes.io/job-tracking";

export function podsOfJob(world: World, job: Job): Pod[] {
  const uid = job.metadata.uid ?? "";
  return world.owned.dependents(PODS, uid).filter((pod) => controllerOf(pod)?.uid === uid) as Pod[];
}

export function createJobPod(world: World, job: Job): void {
  const { name, uid = "" } = job.metadata;
  const pod = createPod(world, {
    owner: job,
    template: job.spec.template,
    labels: {
      "batch.kubernetes.io/controller-uid": uid,
      "batch.kubernetes.io/job-name": name,
      "controller-uid": uid,
      "job-name": name,
    },
    finalizers: [TRACKING],
  });
  const message = `Created pod: ${pod.metadata.name}`;
  world.events.record(job, { reason: "SuccessfulCreate", message, source: JOB_SOURCE });
}

export function removeJobPod(world: World, job: Job, pod: Pod): void {
  const { namespace = "", name, uid = "" } = pod.metadata;
  world.store.remove(PODS, namespace, name, { uid });
  const message = `Deleted pod: ${name}`;
  world.events.record(job, { reason: "SuccessfulDelete", message, source: JOB_SOURCE });
}

/** Takes the tracking finalizer off. Returns whether it was there, that is, whether the pod is yet to be counted. */
export function settlePod(world: World, pod: Pod): boolean {
  const { namespace = "", name, finalizers = [] } = pod.metadata;
  if (!finalizers.includes(TRACKING)) return false;
  world.store.update(PODS, namespace, name, (current) => {
    const { finalizers: _all, ...metadata } = current.metadata;
    const left = finalizers.filter((finalizer) => finalizer !== TRACKING);
    return { ...current, metadata: left.length === 0 ? metadata : { ...metadata, finalizers: left } };
  });
  return true;
}
