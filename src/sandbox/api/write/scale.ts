import type { KubeObject } from "../../../core/rollout/objects.ts";
import { mediaType, parseObject, requireMediaType, WRITABLE_BODIES } from "../http/body.ts";
import type { Target } from "../http/target.ts";
import { dig, type Members, membersOf, numberOf } from "../json.ts";
import { formatLabelSelector } from "../rules/labelSelector.ts";
import { wrong } from "../rules/causes.ts";
import { schemaNamed } from "../schema/schema.ts";
import { invalid, notFound } from "../status.ts";
import { changeObject } from "./change.ts";
import type { WriteOptions } from "./options.ts";
import type { Written, WriteParts } from "./parts.ts";
import { type PatchBody, patcher } from "./patch.ts";

const SCALE_SCHEMA = schemaNamed("io.k8s.api.autoscaling.v1.Scale");

/** The `autoscaling/v1` Scale of a workload. */
export function readScale(parts: Pick<WriteParts, "store">, { kind, namespace = "", name }: Target): Members {
  const object = parts.store.get(kind.resource, namespace, name);
  if (!object) throw notFound(kind, name);
  return scaleOf(object);
}

function scaleOf(object: KubeObject | Members): Members {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = membersOf(object.metadata);
  const selector = formatLabelSelector(dig(object, "spec", "selector"));
  return {
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberOf(dig(object, "spec", "replicas")) },
    status: { replicas: numberOf(dig(object, "status", "replicas")), selector },
  };
}

/** Writes the replicas of a workload through its Scale. */
export function writeScale(
  parts: WriteParts,
  target: Target,
  method: "PUT" | "PATCH",
  body: PatchBody,
  options: WriteOptions,
): Written {
  // kubectl names no type for the scale it writes: as on the real server that is JSON.
  const type = mediaType(body.contentType) || "application/json";
  if (method === "PUT") requireMediaType(type, WRITABLE_BODIES);
  const change = method === "PUT" ? (): Members => parseObject(body.bytes, type) : patcher(SCALE_SCHEMA, body);
  const scaled = (current: Members): Members => {
    const wanted = change(scaleOf(current));
    const replicas = numberOf(dig(wanted, "spec", "replicas"));
    if (replicas < 0) {
      const cause = wrong("spec.replicas", replicas, "must be greater than or equal to 0");
      throw invalid({ kind: "Scale", group: "autoscaling" }, target.name, [cause]);
    }
    const version = dig(wanted, "metadata", "resourceVersion");
    const metadata = { ...membersOf(current["metadata"]), ...(version !== undefined && { resourceVersion: version }) };
    return { ...current, metadata, spec: { ...membersOf(current["spec"]), replicas } };
  };
  const workload = { ...target, subresource: "" };
  const written = changeObject(parts, workload, { change: scaled, origin: "patch", bookedUnder: "scale" }, options);
  return { ...written, object: scaleOf(written.object) };
}
