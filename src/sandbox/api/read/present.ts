import type { KubeObject } from "../../../core/rollout/objects.ts";
import type { Members } from "../json.ts";
import { apiVersionOf, type ServedKind } from "../kinds.ts";

/** An object as the API shows it: with its kind and version, in the usual order. */
export function present(kind: ServedKind, object: KubeObject): Members {
  return { kind: kind.kind, apiVersion: apiVersionOf(kind), ...withoutType(object) };
}

/** As an item of a list, which names the kind once for all. */
export function withoutType(object: KubeObject): Members {
  const { kind: _kind, apiVersion: _version, ...rest } = object;
  return rest;
}
