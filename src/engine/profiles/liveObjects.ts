import { messageOf, reasonOf } from "../../base/result.ts";
import type { PropertyId } from "../../core/profiles/properties.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import { type Kind, KINDS } from "../../core/rollout/kinds.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import type { FoundObject } from "./foundObject.ts";

/** What a cluster has of an environment, and what it did not tell. */
export interface LiveObjects {
  readonly context: string;
  readonly objects: readonly FoundObject[];
  /** Why a property could not be looked at: a clause. */
  readonly untold: ReadonlyMap<PropertyId, string>;
}

const AUTOSCALER = {
  apiVersion: "autoscaling/v2",
  kind: "HorizontalPodAutoscaler",
  plural: "horizontalpodautoscalers",
};
const BUDGET = { apiVersion: "policy/v1", kind: "PodDisruptionBudget", plural: "poddisruptionbudgets" };
const POLICY = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", plural: "networkpolicies" };
const QUOTA = { apiVersion: "v1", kind: "ResourceQuota", plural: "resourcequotas" };

const OF_WORKLOADS = ["replicas", "cpu-request", "memory-request", "memory-limit", "image"] as const;

/** What is listed, and which properties hang on it. */
const LISTED: readonly { readonly kind: Kind; readonly tells: readonly PropertyId[] }[] = [
  { kind: KINDS.Deployment, tells: OF_WORKLOADS },
  { kind: KINDS.StatefulSet, tells: OF_WORKLOADS },
  { kind: KINDS.DaemonSet, tells: OF_WORKLOADS },
  { kind: AUTOSCALER, tells: ["replicas", "autoscaling", "autoscaling-most"] },
  { kind: BUDGET, tells: ["disruption-budget"] },
  { kind: POLICY, tells: ["network-policy"] },
  { kind: QUOTA, tells: ["quota"] },
];

/** Properties that a cluster is asked about. */
export const LIVE_PROPERTIES: ReadonlySet<PropertyId> = new Set(LISTED.flatMap(({ tells }) => tells));

/** Lists what a namespace holds. Never rejects: what may not be listed, or gets no answer, is untold with its reason. */
export async function liveObjects(
  connect: () => Promise<Cluster>,
  { context, namespace }: { readonly context: string; readonly namespace: string },
  signal?: AbortSignal,
): Promise<LiveObjects> {
  const untold = new Map<PropertyId, string>();
  try {
    const cluster = await connect();
    try {
      const lists = LISTED.map(async ({ kind, tells }) => {
        try {
          const found = await cluster.list<KubeObject>(kind, { namespace }, signal);
          return found.map((object) => objectOf(kind, object));
        } catch (error) {
          for (const property of tells) untold.set(property, clauseOf(error, kind));
          return [];
        }
      });
      return { context, objects: (await Promise.all(lists)).flat(), untold };
    } finally {
      cluster.dispose();
    }
  } catch (error) {
    for (const { kind, tells } of LISTED) for (const one of tells) untold.set(one, clauseOf(error, kind));
    return { context, objects: [], untold };
  }
}

function objectOf({ kind, apiVersion }: Kind, object: KubeObject): FoundObject {
  return {
    kind,
    group: apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "",
    name: object.metadata.name,
    namespace: object.metadata.namespace ?? "",
    value: object,
    place: () => ({ file: "", line: 1 }),
  };
}

function clauseOf(error: unknown, { plural }: Kind): string {
  const reason = reasonOf(error);
  if (reason === "Forbidden" || reason === "Unauthorized") return `not allowed to list ${plural}`;
  if (reason === "Timeout" || reason === "Unreachable") return "no answer from the cluster";
  if (reason === "NotFound") return `the cluster knows no ${plural}`;
  return messageOf(error).replace(/\.$/u, "");
}
