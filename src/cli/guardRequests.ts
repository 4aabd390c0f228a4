import type { ClusterPerson } from "../core/guard/clusterPerson.ts";
import type { Guard, GuardRequest } from "../core/guard/guard.ts";
import type { InboxPlace } from "../core/inbox/pausedRollout.ts";
import { placeOfRequest } from "../core/inbox/placeOfRequest.ts";
import type { Place } from "../engine/request/runPlan.ts";
import { withGuards } from "./inGuard.ts";
import type { CliParts } from "./parts.ts";

/** A request in a guard, and whom the cluster takes the person for who looks. */
export interface FoundRequest {
  readonly place: InboxPlace;
  readonly guard: Guard;
  readonly request: GuardRequest;
  readonly me: ClusterPerson;
}

/** What the guards of some environments keep. */
export interface GuardRequests {
  readonly found: readonly FoundRequest[];
  /** Why not all of them could be read. */
  readonly problems: readonly unknown[];
}

/** Reads the guards of environments, all at once, each namespace once. An environment without a guard has no requests. */
export async function guardRequests(
  parts: Pick<CliParts, "connect" | "guards">,
  places: readonly Place[],
): Promise<GuardRequests> {
  const shared = Map.groupBy(places, ({ config }) => `${config.context}\n${config.namespace}`);
  const read = await Promise.allSettled([...shared.values()].map((together) => requestsAt(parts, together)));
  return {
    found: read.flatMap((one) => (one.status === "fulfilled" ? one.value : [])),
    problems: read.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : [])),
  };
}

/** `together` are the environments of one namespace. */
async function requestsAt(
  parts: Pick<CliParts, "connect" | "guards">,
  together: readonly Place[],
): Promise<readonly FoundRequest[]> {
  const [first, ...others] = together;
  if (first === undefined) return [];
  const { context, namespace } = first.config;
  return await withGuards(parts, context, async (guards) => {
    const guard = await guards.read(namespace);
    if (guard === undefined || guard.requests.length === 0) return [];
    const me = await guards.whoAmI();
    const places = [inboxPlace(first), ...others.map(inboxPlace)] as const;
    return guard.requests.map((request) => ({ place: placeOfRequest(places, request), guard, request, me }));
  });
}

function inboxPlace({ application, environment, config }: Place): InboxPlace {
  return { application, environment, production: config.production, context: config.context };
}
