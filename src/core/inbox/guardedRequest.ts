import { parseTimestamp } from "../../base/clock.ts";
import { samePerson } from "../approvals/person.ts";
import { type ClusterPerson, isListedPerson } from "../guard/clusterPerson.ts";
import { isGenuine } from "../guard/decisionsOf.ts";
import type { Guard, GuardDecision, GuardRequest, GuardSpec } from "../guard/guard.ts";
import type { GuardImage } from "../guard/guardImage.ts";
import { standingOf } from "../guard/standing.ts";
import { versionLabel } from "../rollout/image.ts";
import type { InboxAnswerKind, InboxItem } from "./inboxItem.ts";
import type { InboxPlace } from "./pausedRollout.ts";

/**
 * A request that waits in a cluster's guard; undefined where it waits no longer. What this person may answer is said
 * early; the API server judges all the same.
 */
export function guardedRequest(
  { spec, namespace }: Guard,
  request: GuardRequest,
  me: ClusterPerson,
  place: InboxPlace,
  now: number,
): InboxItem | undefined {
  const standing = standingOf(spec, request, now);
  if (standing.is !== "waiting") return undefined;
  const until = parseTimestamp(request.expiresAt);
  const since = parseTimestamp(request.createdAt);
  const objection = isGenuine(request) ? objectionTo(spec, request, me) : forged(request);
  return {
    id: `cluster ${place.context} ${namespace} ${request.id}`,
    store: "cluster",
    heading: [`${request.application} → ${request.environment}`, ...versionsOf(request)].join(" "),
    message: `${request.requester} asks for run ${request.run}: ${imagesOf(request)}.${otherNames(request, place)}`,
    production: place.production,
    environment: place.environment,
    askedBy: request.requester,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    given: { yes: spec.required - standing.missing, required: spec.required },
    said: (request.decisions ?? []).map(saidBy),
    answers: objection === undefined ? answersOf(spec, me) : [],
    ...(objection === undefined ? {} : { objection }),
    ...(request.strict === true && { strict: true }),
    nonce: request.nonce,
  };
}

/** Where it says it is for is the asker's word; that it is kept in this guard decides what a yes lets through. */
function otherNames({ application, environment }: GuardRequest, place: InboxPlace): string {
  if (application === place.application && environment === place.environment) return "";
  return ` It says ${application} → ${environment}, but a yes counts for the namespace of ${place.application} → ${place.environment}.`;
}

function answersOf(spec: GuardSpec, me: ClusterPerson): readonly InboxAnswerKind[] {
  const own: InboxAnswerKind[] = isListedPerson(spec.approvers, me) ? ["approve", "reject"] : [];
  return isListedPerson(spec.overriders, me) ? [...own, "override"] : own;
}

function objectionTo(spec: GuardSpec, request: GuardRequest, me: ClusterPerson): string | undefined {
  const { requester, authors, decisions = [] } = request;
  if (decisions.some(({ by }) => by === me.name)) return `${me.name} has answered. Others must, too.`;
  if (!spec.selfApproval && requester === me.name) return `${me.name} asked for it and cannot answer it.`;
  if (!spec.selfApproval && authors.some((author) => namesOf(spec, me).some((name) => isSame(author, name)))) {
    return `${me.name} wrote the change and cannot answer for it.`;
  }
  if (isListedPerson(spec.approvers, me) || isListedPerson(spec.overriders, me)) return undefined;
  return `${me.name} is not an approver here.`;
}

function namesOf({ people = [] }: GuardSpec, { name }: ClusterPerson): readonly string[] {
  return [name, ...people.filter(({ user }) => user === name).flatMap(({ names }) => names)];
}

function isSame(a: string, b: string): boolean {
  return samePerson({ name: a, source: "cluster" }, { name: b, source: "cluster" });
}

function forged({ id }: GuardRequest): string {
  return `Request ${id} does not say what its hash says. Nobody should answer it.`;
}

function versionsOf({ images }: GuardRequest): readonly string[] {
  return [...new Set(images.map(({ image }) => versionLabel(image)))].slice(0, 1);
}

/** What a yes lets through: the images, and those that may be set again as the way back. */
function imagesOf({ images, restores = [] }: GuardRequest): string {
  if (images.length === 0) return "no image changes";
  const pairs = images.map((one) => ({ one, back: restores.find((back) => isSameContainer(back, one)) }));
  const moves = pairs.map(({ one, back }) => {
    return `${placeOf(one)} ${back === undefined ? "becomes" : `goes from ${back.image} to`} ${one.image}`;
  });
  const others = restores.filter((restore) => !pairs.some(({ back }) => back === restore));
  const also = others.map((back) => `${placeOf(back)} may become ${back.image} as a way back`);
  return [...moves, ...also].join(", ");
}

function saidBy({ by, answer, comment }: GuardDecision): string {
  const words = { approve: "said yes", reject: "said no", override: "put it through" }[answer];
  return comment === undefined ? `${by} ${words}.` : `${by} ${words}: ${comment}`;
}

/** Most are Deployments; what is another kind says so, for one name can be several workloads. */
function placeOf({ kind, name, container }: GuardImage): string {
  return `${kind === "Deployment" ? "" : `${kind} `}${name} (${container})`;
}

function isSameContainer(a: GuardImage, b: GuardImage): boolean {
  return a.kind === b.kind && a.name === b.name && a.container === b.container;
}
