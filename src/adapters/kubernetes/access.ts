import { SingleFlight } from "../../base/async.ts";
import type { Clock } from "../../base/clock.ts";
import type { Access, Permission } from "../../core/rollout/cluster.ts";
import { clusterFault } from "./fault.ts";
import type { Rest } from "./rest.ts";

/** Rights change seldom, and an answer too old is corrected by the server's own refusal. Milliseconds. */
const ALLOWED_MS = 60_000;
/** Someone who was just given a right should not wait long for its button. Milliseconds. */
const DENIED_MS = 15_000;

/** Asks the server what the person may do (SelfSubjectAccessReview); the same question in short order is asked once. */
export function accessReviews(rest: Rest, clock: Clock): (access: Access, signal?: AbortSignal) => Promise<Permission> {
  const known = new Map<string, { readonly permission: Permission; readonly until: number }>();
  const flights = new Map<string, SingleFlight<Permission>>();
  return async (access, signal) => {
    const attributes = attributesOf(access);
    const key = JSON.stringify(attributes);
    const last = known.get(key);
    if (last && clock.now() < last.until) return last.permission;
    const flight = flights.get(key) ?? new SingleFlight<Permission>();
    flights.set(key, flight);
    try {
      const permission = await unlessAborted(
        flight.run(() => review(rest, access, attributes)),
        signal,
      );
      known.set(key, { permission, until: clock.now() + (permission.allowed ? ALLOWED_MS : DENIED_MS) });
      return permission;
    } finally {
      flights.delete(key);
    }
  };
}

interface Review {
  readonly status?: { readonly allowed?: boolean; readonly reason?: string };
}

async function review(rest: Rest, access: Access, attributes: object): Promise<Permission> {
  const { status } = await rest.json<Review>({
    method: "POST",
    path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    doing: `ask for the right to ${access.verb} ${access.kind.plural}`,
    body: {
      apiVersion: "authorization.k8s.io/v1",
      kind: "SelfSubjectAccessReview",
      spec: { resourceAttributes: attributes },
    },
  });
  const reason = status?.reason === "" ? undefined : status?.reason;
  return { allowed: status?.allowed === true, ...(reason !== undefined && { reason }) };
}

function attributesOf({ verb, kind, namespace, name, subresource }: Access): object {
  const [group, version] = kind.apiVersion.includes("/") ? kind.apiVersion.split("/") : ["", kind.apiVersion];
  return {
    verb,
    group,
    version,
    resource: kind.plural,
    namespace,
    ...(name !== undefined && { name }),
    ...(subresource !== undefined && { subresource }),
  };
}

/** A flight is shared, so one caller who leaves must not end it for the others. */
function unlessAborted<T>(flight: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return flight;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(clusterFault("Aborted", "Stopped asking for rights."));
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    flight.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
