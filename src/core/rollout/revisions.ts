import { parseTimestamp } from "../../base/clock.ts";
import { Fault, type Result, err, ok } from "../../base/result.ts";
import { REVISION_ANNOTATION, replicaSetsOf, revisionNumber } from "./family.ts";
import type { ControllerRevision, DaemonSet, Deployment, PodTemplate, ReplicaSet, StatefulSet } from "./objects.ts";
import { belongsTo } from "./owners.ts";
import { at, bag, count, text, texts } from "./read.ts";
import { bareTemplate, imagesOf, sameTemplate, templateHash } from "./template.ts";

/** One revision of a workload that the cluster still keeps. */
export interface Revision {
  /** Name of the ReplicaSet or ControllerRevision. */
  readonly name: string;
  readonly number: number;
  /** Numbers it had before: a restored Deployment revision gets a new one. */
  readonly earlierNumbers: readonly number[];
  /** Whether the workload's template is this one now. */
  readonly current: boolean;
  /** The template as written, without hash label. */
  readonly template: PodTemplate;
  readonly templateHash: string;
  /** By container name. */
  readonly images: Readonly<Record<string, string>>;
  /** The revision's annotations: of a ReplicaSet those the Deployment had. */
  readonly annotations: Readonly<Record<string, string>>;
  /** `kubernetes.io/change-cause`. */
  readonly changeCause?: string;
  /** Milliseconds since the epoch. */
  readonly createdAt?: number;
  /** Pods of a ReplicaSet. */
  readonly replicas?: number;
  readonly ready?: number;
}

export const CHANGE_CAUSE_ANNOTATION = "kubernetes.io/change-cause";
const HISTORY_ANNOTATION = "deployment.kubernetes.io/revision-history";

/** A Deployment's history from its ReplicaSets, newest first. Of equal templates the oldest ReplicaSet is the current. */
export function deploymentHistory(deployment: Deployment, replicaSets: readonly ReplicaSet[]): readonly Revision[] {
  const own = replicaSetsOf(deployment, replicaSets).filter((set) => revisionNumber(set) !== undefined);
  const current = own.find((set) => sameTemplate(set.spec.template, deployment.spec.template));
  return newestFirst(own.map((set) => replicaSetRevision(set, set === current)));
}

/** A StatefulSet's or DaemonSet's history from its ControllerRevisions, newest first. */
export function controllerHistory(
  workload: StatefulSet | DaemonSet,
  revisions: readonly ControllerRevision[],
): readonly Revision[] {
  const own = newestFirst(revisions.filter((revision) => belongsTo(revision, workload)).map(controllerRevision));
  const name = text(at(workload, "status", "updateRevision"));
  const same = (revision: Revision): boolean => sameTemplate(revision.template, workload.spec.template);
  const current = own.find(same) ?? own.find((revision) => revision.name === name);
  return own.map((revision) => ({ ...revision, current: revision === current }));
}

/** The revision that the workload's template is now; undefined while the controller has not recorded it. */
export function currentRevision(history: readonly Revision[]): Revision | undefined {
  return history.find((revision) => revision.current);
}

/**
 * The revision with the highest number below the current one: what `kubectl rollout undo` goes to. Not the last good
 * one, and undoing twice toggles: prefer a verified revision.
 */
export function previousRevision(history: readonly Revision[]): Revision | undefined {
  return history.find((revision) => !revision.current);
}

/** The newest kept revision with this template. */
export function revisionOf(history: readonly Revision[], template: PodTemplate | string): Revision | undefined {
  const hash = typeof template === "string" ? template : templateHash(template);
  return history.find((revision) => revision.templateHash === hash);
}

/** What to find in a history: a number, or a template by its hash together with the number it was recorded under. */
export interface Wanted {
  readonly number: number;
  readonly templateHash?: string;
}

/** Finds a revision, by template before number; the fault says when the history has dropped it and what is left. */
export function findRevision(
  workload: Deployment | StatefulSet | DaemonSet,
  history: readonly Revision[],
  wanted: Wanted,
): Result<Revision> {
  const found =
    wanted.templateHash === undefined ? byNumber(history, wanted.number) : revisionOf(history, wanted.templateHash);
  return found === undefined ? err(dropped(workload, history, wanted.number)) : ok(found);
}

function byNumber(history: readonly Revision[], number: number): Revision | undefined {
  return (
    history.find((revision) => revision.number === number) ??
    history.find((revision) => revision.earlierNumbers.includes(number))
  );
}

function dropped(workload: Deployment | StatefulSet | DaemonSet, history: readonly Revision[], number: number): Fault {
  const name = workload.metadata.name;
  const limit = workload.spec.revisionHistoryLimit ?? 10;
  const kept = history.map((revision) => revision.number).toReversed();
  const left = kept.length === 0 ? "no revision" : `${kept.length === 1 ? "revision" : "revisions"} ${kept.join(", ")}`;
  const message =
    `Revision ${number} of ${name} is no longer kept: revisionHistoryLimit is ${limit}, and the cluster has ${left}. ` +
    `Choose one of those, or deploy the image of revision ${number} again.`;
  return new Fault("RevisionGone", message, { facts: { revision: number, limit } });
}

function replicaSetRevision(set: ReplicaSet, current: boolean): Revision {
  const earlier = text(at(set, "metadata", "annotations", HISTORY_ANNOTATION))?.split(",") ?? [];
  return {
    ...recorded(set, revisionNumber(set) ?? 0, set.spec.template, current),
    earlierNumbers: earlier.flatMap((number) => count(number.trim()) ?? []),
    replicas: count(at(set, "status", "replicas")) ?? 0,
    ready: count(at(set, "status", "readyReplicas")) ?? 0,
  };
}

function controllerRevision(object: ControllerRevision): Revision {
  return recorded(object, count(object.revision) ?? 0, at(object, "data", "spec", "template"), false);
}

function recorded(object: unknown, number: number, template: unknown, current: boolean): Revision {
  const annotations = texts(at(object, "metadata", "annotations"));
  const changeCause = annotations[CHANGE_CAUSE_ANNOTATION];
  const createdAt = parseTimestamp(text(at(object, "metadata", "creationTimestamp")));
  return {
    name: text(at(object, "metadata", "name")) ?? "",
    number,
    earlierNumbers: [],
    current,
    template: bareTemplate(bag(template)),
    templateHash: templateHash(template),
    images: imagesOf(template),
    annotations,
    ...(changeCause === undefined ? {} : { changeCause }),
    ...(createdAt === undefined ? {} : { createdAt }),
  };
}

function newestFirst(revisions: readonly Revision[]): readonly Revision[] {
  return revisions.toSorted((a, b) => b.number - a.number);
}

/** Annotations that belong to the controllers and to kubectl and not to a revision's content. */
export function isRevisionBookkeeping(annotation: string): boolean {
  return (
    annotation === REVISION_ANNOTATION ||
    annotation === HISTORY_ANNOTATION ||
    /^deployment\.kubernetes\.io\/(desired|max)-replicas$/u.test(annotation) ||
    annotation === "kubectl.kubernetes.io/last-applied-configuration" ||
    annotation === "deprecated.daemonset.template.generation"
  );
}
