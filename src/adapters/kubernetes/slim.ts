import type { Container, KubeObject, Pod } from "../../core/rollout/objects.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** The object without its managed fields, which are as long as the rest and which nobody reads. Changes it in place. */
export function withoutManagedFields<T extends KubeObject>(object: T): T {
  delete (object.metadata as { managedFields?: unknown }).managedFields;
  return object;
}

/**
 * What an observation keeps of an object: all that judgements and views read, and no more. Managed fields and the last
 * applied configuration go; of a pod's specification names, images and ports stay. Gives a new object where it differs.
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

function slimPod(pod: Pod): Pod {
  const { containers, initContainers, nodeName } = pod.spec;
  return {
    ...pod,
    spec: {
      containers: containers.map(slimContainer),
      ...(initContainers && { initContainers: initContainers.map(slimContainer) }),
      ...(nodeName !== undefined && { nodeName }),
    },
  };
}

function slimContainer({ name, image, restartPolicy, ports }: Container): Container {
  return {
    name,
    ...(image !== undefined && { image }),
    ...(restartPolicy !== undefined && { restartPolicy }),
    ...(ports !== undefined && { ports }),
  };
}
