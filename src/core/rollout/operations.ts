import { timestamp } from "../../base/clock.ts";
import { Fault, type Result, err, ok } from "../../base/result.ts";
import type { Patch } from "./cluster.ts";
import type { DaemonSet, Deployment, PodTemplate, StatefulSet } from "./objects.ts";
import { items, at, text } from "./read.ts";

/** The kinds that roll out a template. */
export type Rolling = Deployment | StatefulSet | DaemonSet;

const RESTARTED_AT_ANNOTATION = "kubectl.kubernetes.io/restartedAt";

/**
 * Sets a container's (or init container's) image, on exactly the object that was read: a change in between is a
 * `Conflict`. Faults: `NoSuchContainer`, `NothingToDo`.
 */
export function setImage(workload: Rolling, container: string, image: string): Result<Patch> {
  for (const list of ["containers", "initContainers"] as const) {
    const present = items(at(workload, "spec", "template", "spec", list)).find((one) => at(one, "name") === container);
    if (present === undefined) continue;
    if (at(present, "image") === image) return err(nothingToDo(`${workload.metadata.name} runs ${image} already.`));
    const spec = { template: { spec: { [list]: [{ name: container, image }] } } };
    return ok({ type: "strategic", body: { metadata: exactly(workload), spec } });
  }
  const message = `${workload.metadata.name} has no container named ${container}.`;
  return err(new Fault("NoSuchContainer", message));
}

/** Restarts all pods the way kubectl does. `now` in milliseconds since the epoch. Faults: `Paused`. */
export function restart(workload: Rolling, now: number): Result<Patch> {
  if (isPaused(workload)) return err(paused(workload, "restarting"));
  const annotations = { [RESTARTED_AT_ANNOTATION]: timestamp(now) };
  return ok(merge(workload, { template: { metadata: { annotations } } }));
}

/** The template of pods that were restarted then, in milliseconds since the epoch, marked as kubectl does. */
export function restartedAt(template: PodTemplate, when: number): PodTemplate {
  const annotations = { ...template.metadata?.annotations, [RESTARTED_AT_ANNOTATION]: timestamp(when) };
  return { ...template, metadata: { ...template.metadata, annotations } };
}

/** Sets the number of pods; the body also fits the `scale` subresource. Faults: `BadNumber`, `NothingToDo`. */
export function scale(workload: Deployment | StatefulSet, replicas: number): Result<Patch> {
  if (!Number.isSafeInteger(replicas) || replicas < 0) {
    return err(new Fault("BadNumber", `${replicas} is not a number of pods: give a whole number from 0 up.`));
  }
  if ((workload.spec.replicas ?? 1) === replicas) {
    return err(nothingToDo(`${workload.metadata.name} is at ${replicas} already.`));
  }
  return ok(merge(workload, { replicas }));
}

/** Holds a Deployment's rollout where it is. Faults: `NothingToDo`. */
export function pause(deployment: Deployment): Result<Patch> {
  if (isPaused(deployment)) return err(nothingToDo(`${deployment.metadata.name} is paused already.`));
  return ok(merge(deployment, { paused: true }));
}

/** Lets a paused Deployment go on. Faults: `NothingToDo`. */
export function resume(deployment: Deployment): Result<Patch> {
  if (!isPaused(deployment)) return err(nothingToDo(`${deployment.metadata.name} is not paused.`));
  return ok(merge(deployment, { paused: false }));
}

export function isPaused(workload: Rolling): boolean {
  return at(workload, "spec", "paused") === true;
}

export function paused(workload: Rolling, what: string): Fault {
  return new Fault("Paused", `${workload.metadata.name} is paused: resume it before ${what}.`);
}

export function nothingToDo(message: string): Fault {
  return new Fault("NothingToDo", message);
}

/** Metadata that lets a patch apply only to the very state that was read. The server answers 409 otherwise. */
export function exactly(workload: Rolling): Record<string, string> {
  const resourceVersion = text(workload.metadata.resourceVersion);
  return { ...sameObject(workload), ...(resourceVersion === undefined ? {} : { resourceVersion }) };
}

/** Metadata that lets a patch apply only to this object and not to a later one of its name. */
function sameObject(workload: Rolling): Record<string, string> {
  const uid = text(workload.metadata.uid);
  return uid === undefined ? {} : { uid };
}

function merge(workload: Rolling, spec: object): Patch {
  return { type: "merge", body: { metadata: sameObject(workload), spec } };
}
