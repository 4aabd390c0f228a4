import type { Related } from "./family.ts";
import type { KubeObject, Pod, ReplicaSet } from "./objects.ts";
import { belongsTo, controllerOf, sameObject, withoutReplicaSet } from "./owners.ts";
import { type Identity, at, identityOf, texts } from "./read.ts";

/** Who belongs to whom among a set of objects, so that thousands of pods are looked through once and not per owner. */
export interface Kinship {
  readonly objects: ReadonlyMap<string, readonly KubeObject[]>;
  /** By the key of the controller they name. */
  readonly children: ReadonlyMap<string, readonly KubeObject[]>;
  /** Those that name no controller of the set, for which only labels can speak: by each mark they wear. */
  readonly strays: ReadonlyMap<string, readonly KubeObject[]>;
  /** Those that may claim strays, by the mark that their selector asks for. */
  readonly claimants: ReadonlyMap<string, readonly KubeObject[]>;
}

/** Kinds that their owner speaks for. */
const SPOKEN_FOR = new Set(["ReplicaSet", "Pod", "ControllerRevision"]);

/** Reads all relations of a set of objects at once. */
export function kinship(all: readonly KubeObject[]): Kinship {
  const objects = groupBy(all, (object) => [keyOf(identityOf(object))]);
  const led = all.filter((object) => SPOKEN_FOR.has(identityOf(object).kind));
  const claimed = (object: KubeObject): boolean => isAmong(controllerOf(object), objects);
  return {
    objects,
    children: groupBy(led.filter(claimed), (object) => [keyOf(controllerOf(object) ?? identityOf(object))]),
    strays: groupBy(
      led.filter((object) => !claimed(object)),
      marksOf,
    ),
    claimants: groupBy(all.filter(mayClaim), (object) => [markAskedFor(object)]),
  };
}

/** What an object is judged by: its children, theirs, and the strays of its namespace. */
export function kinOf(object: KubeObject, { children, strays }: Kinship): Related {
  const own = children.get(keyOf(identityOf(object))) ?? [];
  const grand = own.flatMap((child) => children.get(keyOf(identityOf(child))) ?? []);
  const claimed = mayClaim(object) ? (strays.get(markAskedFor(object)) ?? []) : [];
  const kin = [...own, ...grand, ...claimed];
  return {
    replicaSets: kin.filter((one): one is ReplicaSet => isOfKind(one, "ReplicaSet")),
    pods: kin.filter((one): one is Pod => isOfKind(one, "Pod")),
  };
}

/** Whether another object of the set answers for this one: its controller, or by labels an owner that lost it. */
export function spokenFor(object: KubeObject, { objects, claimants }: Kinship): boolean {
  const { kind } = identityOf(object);
  if (!SPOKEN_FOR.has(kind)) return false;
  if (isAmong(controllerOf(object), objects)) return true;
  const stray = withoutReplicaSet(object);
  const owners = marksOf(object).flatMap((worn) => claimants.get(worn) ?? []);
  return owners.some(
    (owner) => owner !== object && OWNERS[kind]?.has(identityOf(owner).kind) && belongsTo(stray, owner),
  );
}

/** Which kinds may claim a stray of a kind by labels. */
const OWNERS: Readonly<Record<string, ReadonlySet<string>>> = {
  Pod: new Set(["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job"]),
  ReplicaSet: new Set(["Deployment"]),
  ControllerRevision: new Set(["StatefulSet", "DaemonSet"]),
};
const CLAIMANTS = new Set(Object.values(OWNERS).flatMap((owners) => [...owners]));

function isAmong(identity: Identity | undefined, objects: Kinship["objects"]): boolean {
  const candidates = identity === undefined ? [] : (objects.get(keyOf(identity)) ?? []);
  return candidates.some((candidate) => identity !== undefined && sameObject(identityOf(candidate), identity));
}

function keyOf({ kind, namespace, name }: Identity): string {
  return `${kind}/${namespace}/${name}`;
}

function mayClaim(object: KubeObject): boolean {
  return CLAIMANTS.has(identityOf(object).kind) && at(object, "spec", "selector") !== undefined;
}

/** What an object can be asked for by: its namespace, and each label in it. */
function marksOf(object: KubeObject): string[] {
  const { namespace } = identityOf(object);
  return [namespace, ...Object.entries(texts(at(object, "metadata", "labels"))).map((label) => mark(namespace, label))];
}

/** One label that a selector asks for stands for all: whoever lacks it is not selected. */
function markAskedFor(owner: KubeObject): string {
  const { namespace } = identityOf(owner);
  const [label] = Object.entries(texts(at(owner, "spec", "selector", "matchLabels")));
  return label === undefined ? namespace : mark(namespace, label);
}

function mark(namespace: string, [label, value]: readonly [string, string]): string {
  return `${namespace}/${label}=${value}`;
}

function isOfKind(object: KubeObject, kind: string): boolean {
  return identityOf(object).kind === kind;
}

function groupBy(
  all: readonly KubeObject[],
  keysFor: (object: KubeObject) => readonly string[],
): Map<string, KubeObject[]> {
  // By hand: judging a file must also run where `Map.groupBy` is not there yet.
  const groups = new Map<string, KubeObject[]>();
  for (const object of all) {
    for (const key of keysFor(object)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [object]);
      else group.push(object);
    }
  }
  return groups;
}
