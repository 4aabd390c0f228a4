import { type Identity, at, bag, flag, identityOf, items, text, texts } from "./read.ts";

/** Labels that controllers put on pods and ReplicaSets they made; an object that wears one is not on its own. */
const HASH_LABELS = ["pod-template-hash", "controller-revision-hash", "batch.kubernetes.io/controller-uid"] as const;

/** The owner that controls an object: the one marked so, else the first. */
export function controllerOf(object: unknown): Identity | undefined {
  const owners = items(at(object, "metadata", "ownerReferences"));
  const owner = owners.find((candidate) => flag(at(candidate, "controller"))) ?? owners[0];
  if (owner === undefined) return undefined;
  return {
    kind: text(at(owner, "kind")) ?? "",
    name: text(at(owner, "name")) ?? "",
    namespace: identityOf(object).namespace,
    uid: text(at(owner, "uid")),
  };
}

/** Whether two identities can be the same object: a uid that is missing on one side does not part them. */
export function sameObject(a: Identity, b: Identity): boolean {
  if (a.kind !== b.kind || a.name !== b.name || a.namespace !== b.namespace) return false;
  return a.uid === undefined || b.uid === undefined || a.uid === b.uid;
}

/**
 * Whether an object belongs to an owner: by its controller reference, or, where the recording lost that, by a
 * controller's hash label and the owner's selector.
 */
export function belongsTo(object: unknown, owner: unknown): boolean {
  const controller = controllerOf(object);
  if (controller !== undefined) return sameObject(controller, identityOf(owner));
  if (identityOf(object).namespace !== identityOf(owner).namespace) return false;
  const labels = texts(at(object, "metadata", "labels"));
  return HASH_LABELS.some((label) => label in labels) && selects(at(owner, "spec", "selector"), labels);
}

/** An object as if no ReplicaSet controlled it, so that labels decide: its ReplicaSet is not at hand. */
export function withoutReplicaSet(object: unknown): unknown {
  const owner = controllerOf(object);
  if (owner !== undefined && owner.kind !== "ReplicaSet") return object;
  const { ownerReferences: _owners, ...metadata } = bag(at(object, "metadata"));
  return { ...bag(object), metadata };
}

/** Whether a label selector picks these labels. An empty selector picks nothing here: no workload may have one. */
function selects(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(bag(at(selector, "matchLabels")));
  const expressions = items(at(selector, "matchExpressions"));
  if (wanted.length + expressions.length === 0) return false;
  return (
    wanted.every(([label, value]) => labels[label] === value) &&
    expressions.every((expression) => satisfies(expression, labels))
  );
}

function satisfies(expression: unknown, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[text(at(expression, "key")) ?? ""];
  const values = items(at(expression, "values"));
  switch (at(expression, "operator")) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return false;
  }
}
