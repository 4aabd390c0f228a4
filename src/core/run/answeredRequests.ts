import { BUCKETS, bucketOf } from "./buckets.ts";

/**
 * Ids of the requests that were followed or refused, so that none is answered twice. Plain data in buckets: a run that
 * is flooded with requests copies one short list for each and not all that came before.
 */
export type AnsweredRequests = readonly (readonly string[])[];

export const NO_REQUESTS: AnsweredRequests = [];

export function hasAnswered(answered: AnsweredRequests, request: string): boolean {
  return answered[bucketOf(request)]?.includes(request) === true;
}

/** The ids with one more. */
export function withAnswered(answered: AnsweredRequests, request: string): AnsweredRequests {
  const all = answered.length === 0 ? Array.from({ length: BUCKETS }, () => EMPTY) : answered;
  const at = bucketOf(request);
  return all.with(at, [...(all[at] ?? EMPTY), request]);
}

const EMPTY: readonly string[] = [];

/** All ids, sorted. */
export function answeredIds(answered: AnsweredRequests): readonly string[] {
  return answered.flat().toSorted();
}
