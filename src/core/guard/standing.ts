import { parseTimestamp } from "../../base/clock.ts";
import { type ClusterPerson, isListedPerson } from "./clusterPerson.ts";
import type { Guard, GuardDecision, GuardRequest, GuardSpec } from "./guard.ts";

/** How a request stands. `missing` is how many people must still say yes. */
export type Standing =
  | { readonly is: "waiting"; readonly missing: number }
  | { readonly is: "approved" | "rejected" | "withdrawn" | "expired" };

/** How a request stands at `now` (milliseconds since the epoch), by the rules that the API server enforces. */
export function standingOf(spec: GuardSpec, request: GuardRequest, now: number): Standing {
  const decisions = request.decisions ?? [];
  if (request.withdrawn !== undefined) return { is: "withdrawn" };
  if (decisions.some(({ answer }) => answer === "reject")) return { is: "rejected" };
  if (now >= (parseTimestamp(request.expiresAt) ?? 0)) return { is: "expired" };
  const own = decisions.filter((one) => one.bindingHash === request.bindingHash);
  if (own.some((one) => one.answer === "override" && isListedPerson(spec.overriders, writerOf(one))))
    return { is: "approved" };
  const yes = own.filter((one) => one.answer === "approve" && isListedPerson(spec.approvers, writerOf(one)));
  const missing = spec.required - yes.length;
  return missing > 0 ? { is: "waiting", missing } : { is: "approved" };
}

/** The requests that still wait for people. */
export function pendingIn(guard: Guard, now: number): readonly GuardRequest[] {
  return guard.requests.filter((request) => standingOf(guard.spec, request, now).is === "waiting");
}

/** Of a writer's groups only the one is known that the API server looked at. */
function writerOf({ by, group }: GuardDecision): ClusterPerson {
  return { name: by, groups: group === undefined ? [] : [group] };
}
