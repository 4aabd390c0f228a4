import type { Condition, Container, ContainerStatus, KubeObject, ObjectMeta, Pod } from "../../core/rollout/objects.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** The object without its managed fields, which are as long as the rest and which nobody reads. Changes it in place. */
export function withoutManagedFields<T extends KubeObject>(object: T): T {
  delete (object.metadata as { managedFields?: unknown }).managedFields;
  return object;
}

/**
 * What an observation keeps of an object: all that judgements and views read, and no more. Managed fields and the last
 * applied configuration go; of a pod, which there are most of, only the members that are named here stay.
 */
export function slim<T extends KubeObject>(object: T): T {
  const lean = withoutLastApplied(withoutManagedFields(object));
  return lean.kind === "Pod" ? (slimPod(lean as unknown as Pod) as unknown as T) : lean;
}

function withoutLastApplied<T extends KubeObject>(object: T): T {
  if (object.metadata.annotations?.[LAST_APPLIED] === undefined) return object;
  const { [LAST_APPLIED]: _dropped, ...annotations } = object.metadata.annotations;
  return { ...object, metadata: { ...object.metadata, annotations } };
}

const META = [
  "name",
  "namespace",
  "uid",
  "resourceVersion",
  "creationTimestamp",
  "deletionTimestamp",
  "labels",
  "ownerReferences",
] as const satisfies (keyof ObjectMeta)[];
const STATUS = ["phase", "reason", "message", "startTime"] as const satisfies (keyof NonNullable<Pod["status"]>)[];
const CONDITION = ["type", "status", "reason", "message", "lastTransitionTime"] as const satisfies (keyof Condition)[];
const CONTAINER = ["name", "image", "restartPolicy", "ports"] as const;
const CONTAINER_STATUS = [
  "name",
  "ready",
  "restartCount",
  "started",
  "image",
  "state",
  "lastState",
] as const satisfies (keyof ContainerStatus)[];

function slimPod({ apiVersion, kind, metadata, spec, status }: Pod): Pod {
  return {
    ...(apiVersion !== undefined && { apiVersion }),
    ...(kind !== undefined && { kind }),
    metadata: pick(metadata, META),
    spec: {
      containers: spec.containers.map(slimContainer),
      ...(spec.initContainers && { initContainers: spec.initContainers.map(slimContainer) }),
      ...(spec.nodeName !== undefined && { nodeName: spec.nodeName }),
    },
    ...(status && { status: slimStatus(status) }),
  };
}

function slimStatus(status: NonNullable<Pod["status"]>): NonNullable<Pod["status"]> {
  const { conditions, containerStatuses, initContainerStatuses } = status;
  return {
    ...pick(status, STATUS),
    ...(conditions && { conditions: conditions.map((one) => pick(one, CONDITION)) }),
    ...(containerStatuses && { containerStatuses: containerStatuses.map((one) => pick(one, CONTAINER_STATUS)) }),
    ...(initContainerStatuses && {
      initContainerStatuses: initContainerStatuses.map((one) => pick(one, CONTAINER_STATUS)),
    }),
  };
}

function slimContainer(container: Container): Container {
  return pick<Container>(container, CONTAINER);
}

/** The members of these names that are there. */
function pick<T extends object>(from: T, names: readonly (keyof T)[]): T {
  const kept: Partial<T> = {};
  for (const name of names) if (from[name] !== undefined) kept[name] = from[name];
  return kept as T;
}
