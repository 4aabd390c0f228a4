import type { GuardRequest } from "../guard/guard.ts";
import type { InboxPlace } from "./pausedRollout.ts";

/** At least one environment; those that share a namespace have one guard. */
export type SharedPlaces<Place extends InboxPlace = InboxPlace> = readonly [Place, ...Place[]];

/**
 * The environment that a request in their guard is about: the one that it names, the first where it names another. A
 * guard's yes holds in the whole namespace, so that what any of them says of production goes for all.
 */
export function placeOfRequest(together: SharedPlaces, { application, environment }: GuardRequest): InboxPlace {
  const named = together.find((one) => one.application === application && one.environment === environment);
  return { ...(named ?? together[0]), production: together.some(({ production }) => production) };
}
