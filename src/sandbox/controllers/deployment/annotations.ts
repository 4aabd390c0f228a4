import type { Deployment, ReplicaSet } from "../../../core/rollout/objects.ts";
import { maxSurge, replicasOf } from "./bounds.ts";

export const REVISION = "deployment.kubernetes.io/revision";
const REVISION_HISTORY = "deployment.kubernetes.io/revision-history";
export const DESIRED_REPLICAS = "deployment.kubernetes.io/desired-replicas";
export const MAX_REPLICAS = "deployment.kubernetes.io/max-replicas";

/** The longest `revision-history` that is kept, in characters. */
const HISTORY_LIMIT = 2000;

const NOT_COPIED = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  "deprecated.deployment.rollback.to",
]);

type Annotations = Record<string, string>;

export function revisionOf(object: Deployment | ReplicaSet | undefined): number {
  const revision = Number.parseInt(object?.metadata.annotations?.[REVISION] ?? "", 10);
  return Number.isNaN(revision) ? 0 : revision;
}

export function maxRevision(replicaSets: readonly ReplicaSet[]): number {
  return Math.max(0, ...replicaSets.map(revisionOf));
}

/** What the Deployment wants to be known of its size on each ReplicaSet, for later proportional scaling. */
export function sizeAnnotations(deployment: Deployment): Annotations {
  const replicas = replicasOf(deployment);
  return { [DESIRED_REPLICAS]: String(replicas), [MAX_REPLICAS]: String(replicas + maxSurge(deployment)) };
}

/**
 * Annotations of the newest ReplicaSet: the Deployment's own, and its revision number. A ReplicaSet that is used
 * again gets the next number and remembers the former ones.
 */
export function newestAnnotations(deployment: Deployment, known: Annotations, revision: number): Annotations {
  const next = { ...known };
  for (const [key, value] of Object.entries(deployment.metadata.annotations ?? {})) {
    if (!NOT_COPIED.has(key)) next[key] = value;
  }
  const former = known[REVISION];
  if (former !== undefined && Number.parseInt(former, 10) >= revision) return next;
  next[REVISION] = String(revision);
  if (former !== undefined) rememberRevision(next, former);
  return next;
}

function rememberRevision(annotations: Annotations, former: string): void {
  const history = annotations[REVISION_HISTORY];
  const longer = history ? `${history},${former}` : former;
  if (longer.length <= HISTORY_LIMIT) annotations[REVISION_HISTORY] = longer;
}
