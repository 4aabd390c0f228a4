import { hideEnvValues } from "../../core/rollout/hideEnvValues.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** An object as it is shown to people: without what the server and tools keep for themselves, and what it hides. */
export function shownObject(object: KubeObject): Record<string, unknown> {
  const { apiVersion, kind, metadata, ...rest } = object;
  const { annotations, ...others } = metadata;
  const { managedFields: _fields, ...meta } = others as typeof others & { managedFields?: unknown };
  const kept = Object.entries(annotations ?? {}).filter(([name]) => name !== LAST_APPLIED);
  return hideEnvValues({
    apiVersion,
    kind,
    metadata: { ...meta, ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }) },
    ...rest,
  });
}
