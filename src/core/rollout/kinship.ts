import type { Related } from "./family.ts";
import type { KubeObject, Pod, ReplicaSet } from "./objects.ts";
import { belongsTo, controllerOf, sameObject, withoutReplicaSet } from "./owners.ts";
import { type Identity, at, identityOf } from "./read.ts";

/** Who belongs to whom among a set of objects, so that thousands of pods are looked through once and not per owner. */
export interface Kinship {
  readonly objects: ReadonlyMap<string, readonly KubeObject[]>;
  /** By the key of the controller they name. */
  readonly children: ReadonlyMap<string, readonly KubeObject[]>;
  /** By namespace: those that name no controller of the set, for which only labels can speak. */
  readonly strays: ReadonlyMap<string, readonly KubeObject[]>;
  /** By namespace: those with a selector, which may claim strays. */
  readonly selecting: ReadonlyMap<string, readonly KubeObject[]>;
}

/** Kinds that their owner speaks for. */
const SPOKEN_FOR = new Set(["ReplicaSet", "Pod", "ControllerRevision"]);

/** Reads all relations of a set of objects at once. */
export function kinship(all: readonly KubeObject[]): Kinship {
  const objects = groupBy(all, (object) => keyOf(identityOf(object)));
  const led = all.filter((object) => SPOKEN_FOR.has(identityOf(object).kind));
  const claimed = (object: KubeObject): boolean => isAmong(controllerOf(object), objects);
  return {
    objects,
    children: groupBy(led.filter(claimed), (object) => keyOf(controllerOf(object) ?? identityOf(object))),
    strays: groupBy(
      led.filter((object) => !claimed(object)),
      namespaceOf,
    ),
    selecting: groupBy(
      all.filter((object) => at(object, "spec", "selector") !== undefined),
      namespaceOf,
    ),
  };
}

/** What an object is judged by: its children, theirs, and the strays of its namespace. */
export function kinOf(object: KubeObject, { children, strays }: Kinship): Related {
  const own = children.get(keyOf(identityOf(object))) ?? [];
  const grand = own.flatMap((child) => children.get(keyOf(identityOf(child))) ?? []);
  const kin = [...own, ...grand, ...(strays.get(identityOf(object).namespace) ?? [])];
  return {
    replicaSets: kin.filter((one): one is ReplicaSet => isOfKind(one, "ReplicaSet")),
    pods: kin.filter((one): one is Pod => isOfKind(one, "Pod")),
  };
}

/** Whether another object of the set answers for this one: its controller, or by labels an owner that lost it. */
export function spokenFor(object: KubeObject, { objects, selecting }: Kinship): boolean {
  const { kind, namespace } = identityOf(object);
  if (!SPOKEN_FOR.has(kind)) return false;
  if (isAmong(controllerOf(object), objects)) return true;
  const stray = withoutReplicaSet(object);
  const owners = selecting.get(namespace) ?? [];
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

function isAmong(identity: Identity | undefined, objects: Kinship["objects"]): boolean {
  const candidates = identity === undefined ? [] : (objects.get(keyOf(identity)) ?? []);
  return candidates.some((candidate) => identity !== undefined && sameObject(identityOf(candidate), identity));
}

function keyOf({ kind, namespace, name }: Identity): string {
  return `${kind}/${namespace}/${name}`;
}

function namespaceOf(object: KubeObject): string {
  return identityOf(object).namespace;
}

function isOfKind(object: KubeObject, kind: string): boolean {
  return identityOf(object).kind === kind;
}

function groupBy(objects: readonly KubeObject[], keyFor: (object: KubeObject) => string): Map<string, KubeObject[]> {
  // By hand: judging a file must also run where `Map.groupBy` is not there yet.
  const groups = new Map<string, KubeObject[]>();
  for (const object of objects) {
    const key = keyFor(object);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [object]);
    else group.push(object);
  }
  return groups;
}
