import type { KubeObject } from "../../../core/rollout/objects.ts";
import { isMembers, type Members } from "../json.ts";
import { apiVersionOf, type ServedKind } from "../kinds.ts";

/** An object as the API shows it: with its kind and version, in the usual order. */
export function present(kind: ServedKind, object: KubeObject): Members {
  return { kind: kind.kind, apiVersion: apiVersionOf(kind), ...withoutType(kind, object) };
}

/** As an item of a list, which names the kind once for all. */
export function withoutType(kind: ServedKind, object: KubeObject): Members {
  const { kind: _kind, apiVersion: _version, ...rest } = object;
  const counts = LEFT_OUT_AT_ZERO[kind.kind];
  const { status } = object;
  if (counts === undefined || !isMembers(status) || !counts.some((name) => status[name] === 0)) return rest;
  const shown = Object.entries(status).filter(([name, value]) => value !== 0 || !counts.includes(name));
  return { ...rest, status: Object.fromEntries(shown) };
}

/** Counts of a status that the real server leaves out where they are 0 (`omitempty` in its types). */
const LEFT_OUT_AT_ZERO: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas"],
  ReplicaSet: ["fullyLabeledReplicas", "readyReplicas", "availableReplicas"],
  StatefulSet: ["readyReplicas", "currentReplicas", "updatedReplicas"],
  DaemonSet: ["updatedNumberScheduled", "numberAvailable", "numberUnavailable"],
  Job: ["active", "succeeded", "failed"],
};
