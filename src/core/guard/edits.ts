import { parseTimestamp, timestamp } from "../../base/clock.ts";
import { type Result, err, Fault, ok } from "../../base/result.ts";
import type { JsonPatchOperation } from "../rollout/cluster.ts";
import { type ClusterPerson, listedGroup } from "./clusterPerson.ts";
import { type Guard, type GuardDecision, type GuardRequest, type ListedPeople, MOST_REQUESTS } from "./guard.ts";
import { writeRequest } from "./guardSchema.ts";

/** What a person says to a request of which they have seen this binding. */
export interface GuardAnswer {
  readonly request: string;
  readonly answer: GuardDecision["answer"];
  readonly bindingHash: string;
  readonly comment?: string;
}

/** The operations that make a change of the guard's status; none where it is made already. */
export type GuardEdit = Result<readonly JsonPatchOperation[]>;

/** From this many on, old requests are dropped when a new one comes. */
const CROWDED = MOST_REQUESTS / 2;
/** The server's clock decides what has expired; one that is a little behind shall not refuse the request. Milliseconds. */
const MARGIN_MS = 600_000;
/** The year 9999, for a date that no server would have stored. */
const LATEST = 253_370_764_800_000;

/** Adds a request, and drops what has long expired where there is much of it. */
export function asking(guard: Guard, request: GuardRequest, now: number): GuardEdit {
  if (guard.requests.some(({ id }) => id === request.id)) return ok([]);
  if (guard.requests.length === 0)
    return ok([{ op: "add", path: "/status", value: { requests: [writeRequest(request)] } }]);
  const old = guard.requests.length < CROWDED ? [] : expiredIn(guard, now);
  if (guard.requests.length - old.length >= MOST_REQUESTS) {
    const free = timestamp(Math.min(...guard.requests.map((one) => goneFrom(guard, one))));
    const message = `The guard of ${guard.namespace} holds ${MOST_REQUESTS} requests, as many as it can. The first of them may go at ${free}; ask again then.`;
    return err(new Fault("GuardFull", message));
  }
  const drops = old.toReversed().map((index) => ({ op: "remove", path: `/status/requests/${index}` }) as const);
  return ok([...drops, { op: "add", path: "/status/requests/-", value: writeRequest(request) }]);
}

/** Adds a person's answer to a request. `now` is in milliseconds since the epoch. */
export function answering(guard: Guard, answer: GuardAnswer, me: ClusterPerson, now: number): GuardEdit {
  const index = guard.requests.findIndex(({ id }) => id === answer.request);
  const request = guard.requests[index];
  if (request === undefined) return err(gone(guard, answer.request));
  if (request.decisions?.some((one) => one.by === me.name && one.answer === answer.answer) === true) return ok([]);
  const group = groupOf(answer.answer === "override" ? guard.spec.overriders : guard.spec.approvers, me);
  const decision: GuardDecision = {
    by: me.name,
    ...(group !== undefined && { group }),
    answer: answer.answer,
    ...(answer.comment !== undefined && { comment: answer.comment }),
    bindingHash: answer.bindingHash,
    at: timestamp(now),
  };
  const path = `/status/requests/${index}/decisions`;
  if (request.decisions === undefined) return ok([{ op: "add", path, value: [decision] }]);
  return ok([{ op: "add", path: `${path}/-`, value: decision }]);
}

/** Takes a request back. */
export function withdrawing(guard: Guard, id: string, me: ClusterPerson, now: number): GuardEdit {
  const index = guard.requests.findIndex((one) => one.id === id);
  const request = guard.requests[index];
  if (request === undefined) return err(gone(guard, id));
  if (request.withdrawn !== undefined) return ok([]);
  return ok([{ op: "add", path: `/status/requests/${index}/withdrawn`, value: { by: me.name, at: timestamp(now) } }]);
}

/** Places of requests whose way back is closed, too. */
function expiredIn(guard: Guard, now: number): readonly number[] {
  return guard.requests.flatMap((request, index) => (goneFrom(guard, request) < now ? [index] : []));
}

/** When a request may be dropped, milliseconds since the epoch. Being withdrawn or rejected makes it no sooner. */
function goneFrom({ spec }: Guard, { expiresAt }: GuardRequest): number {
  return (parseTimestamp(expiresAt) ?? LATEST) + spec.restoreFor * 1000 + MARGIN_MS;
}

/** The group by which somebody may answer whom the list does not name. */
function groupOf(list: ListedPeople | undefined, me: ClusterPerson): string | undefined {
  if (list?.users?.includes(me.name) === true) return undefined;
  return listedGroup(list, me.groups);
}

function gone(guard: Guard, id: string): Fault {
  return new Fault("RequestGone", `The guard of ${guard.namespace} has no request ${id}. Look again, or ask anew.`);
}
