import type { DaemonSet, Pod } from "../../../core/rollout/objects.ts";
import { intOrPercent } from "../intOrPercent.ts";
import { isPodAvailable, isTerminating } from "../podFacts.ts";
import { REVISION_LABEL } from "../revisions.ts";

/** One wanted node with the daemon pods it has. */
export interface Site {
  readonly node: string;
  readonly pods: readonly Pod[];
}

export interface Moves {
  readonly remove: Pod[];
  /** Nodes that get a new pod beside their old one. */
  readonly surge: string[];
}

/** Which old pods a rolling update replaces now. */
export function rollingMoves(daemonSet: DaemonSet, sites: readonly Site[], hash: string, now: number): Moves {
  const rolling = daemonSet.spec.updateStrategy?.rollingUpdate;
  const surge = intOrPercent(rolling?.maxSurge ?? 0, sites.length, true);
  const pairs = sites.map((site) => pairOf(daemonSet, site, hash, now));
  if (surge > 0) return surgeMoves(pairs, surge);
  return inPlaceMoves(pairs, intOrPercent(rolling?.maxUnavailable ?? 1, sites.length, true));
}

interface Pair {
  readonly node: string;
  readonly fresh: Pod | undefined;
  readonly old: Pod | undefined;
  readonly freshAvailable: boolean;
  readonly oldAvailable: boolean;
}

function pairOf(daemonSet: DaemonSet, { node, pods }: Site, hash: string, now: number): Pair {
  const isFresh = (pod: Pod): boolean => pod.metadata.labels?.[REVISION_LABEL] === hash;
  const available = (pod: Pod | undefined): boolean =>
    pod !== undefined && !isTerminating(pod) && isPodAvailable(pod, daemonSet.spec.minReadySeconds, now);
  const fresh = pods.find(isFresh);
  const old = pods.find((pod) => !isFresh(pod));
  return { node, fresh, old, freshAvailable: available(fresh), oldAvailable: available(old) };
}

/** Old pods that are not available cost nothing; of the others only as many as may be missing. */
function inPlaceMoves(pairs: readonly Pair[], maxUnavailable: number): Moves {
  const alone = pairs.filter((pair) => pair.old !== undefined && pair.fresh === undefined && !isTerminating(pair.old));
  const broken = alone.filter((pair) => !pair.oldAvailable);
  const missing = pairs.filter((pair) => !pair.freshAvailable && !pair.oldAvailable).length;
  const room = Math.max(0, maxUnavailable - missing);
  const healthy = alone.filter((pair) => pair.oldAvailable).slice(0, room);
  return { remove: [...broken, ...healthy].flatMap((pair) => pair.old ?? []), surge: [] };
}

/** New pods come beside the old ones; an old one goes when its successor is available or it was broken itself. */
function surgeMoves(pairs: readonly Pair[], maxSurge: number): Moves {
  const done = pairs.filter(({ old, freshAvailable }) => old && !isTerminating(old) && freshAvailable);
  const surging = pairs.filter(({ old, fresh, freshAvailable }) => old && fresh && !freshAvailable).length;
  const waiting = pairs.filter(({ old, fresh }) => old !== undefined && !isTerminating(old) && fresh === undefined);
  const broken = waiting.filter((pair) => !pair.oldAvailable);
  const healthy = waiting.filter((pair) => pair.oldAvailable).slice(0, Math.max(0, maxSurge - surging));
  return {
    remove: done.flatMap((pair) => pair.old ?? []),
    surge: [...broken, ...healthy].map((pair) => pair.node),
  };
}
