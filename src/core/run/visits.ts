import { BUCKETS, bucketOf } from "./buckets.ts";

/** How often each node was entered. Plain data in buckets, as a graph may have thousands of nodes. */
export type Visits = readonly Readonly<Record<string, number>>[];

export const NO_VISITS: Visits = [];

/** The number of a node's last visit, from 1; undefined before it was entered. */
export function visitOf(visits: Visits, node: string): number | undefined {
  const bucket = visits[bucketOf(node)];
  return bucket !== undefined && Object.hasOwn(bucket, node) ? bucket[node] : undefined;
}

/** The visits with one more. */
export function withVisit(visits: Visits, node: string, visit: number): Visits {
  const all = visits.length === 0 ? Array.from({ length: BUCKETS }, () => EMPTY) : visits;
  const at = bucketOf(node);
  return all.with(at, { ...all[at], [node]: visit });
}

const EMPTY: Readonly<Record<string, number>> = {};
