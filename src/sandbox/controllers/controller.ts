import type { Disposable } from "../../base/dispose.ts";
import type { KubeObject, LabelSelector } from "../../core/rollout/objects.ts";
import type { Change } from "../store/store.ts";
import { controllerOf } from "./ownerIndex.ts";
import { selects } from "./selector.ts";
import type { WorkQueue } from "./workLoop.ts";
import type { World } from "./world.ts";

export interface ControllerPlan<T extends KubeObject> {
  /** What is reconciled, and its kind as owner references name it. */
  readonly resource: string;
  readonly kind: string;
  /** Changes of these wake the object that controls them, or those that could adopt them. */
  readonly owns: readonly string[];
  /** Keys of further objects that a change of anything else concerns. */
  wakes?(change: Change): readonly string[];
  /** Brings the world nearer to what the object asks for. */
  reconcile(object: T, queue: WorkQueue): void;
}

/** Keeps one kind reconciled, key by key, as its objects and what they own change. */
export function runController<T extends KubeObject>(world: World, plan: ControllerPlan<T>): Disposable {
  const { store } = world;
  const queue = world.loop.queue((key) => {
    const [namespace, name] = splitKey(key);
    const object = store.get(plan.resource, namespace, name);
    if (object !== undefined) plan.reconcile(object as T, queue);
  });
  for (const object of store.list(plan.resource)) queue.add(keyOf(object));
  return store.onChange((change) => {
    if (change.resource === plan.resource) queue.add(keyOf(change.object));
    else if (plan.owns.includes(change.resource)) wakeOwners(world, plan, queue, change);
    for (const key of plan.wakes?.(change) ?? []) queue.add(key);
  });
}

/** `namespace/name`; an object outside namespaces has an empty first part. */
export function keyOf(object: KubeObject): string {
  return `${object.metadata.namespace ?? ""}/${object.metadata.name}`;
}

export function splitKey(key: string): [namespace: string, name: string] {
  const slash = key.indexOf("/");
  return [key.slice(0, slash), key.slice(slash + 1)];
}

function wakeOwners<T extends KubeObject>(
  world: World,
  plan: ControllerPlan<T>,
  queue: WorkQueue,
  { object, previous }: Change,
): void {
  const namespace = object.metadata.namespace ?? "";
  const owner = controllerOf(object);
  const former = previous && controllerOf(previous);
  if (owner?.kind === plan.kind) queue.add(`${namespace}/${owner.name}`);
  if (former?.kind === plan.kind && former.uid !== owner?.uid) queue.add(`${namespace}/${former.name}`);
  if (owner !== undefined) return;
  for (const candidate of world.store.list(plan.resource, namespace)) {
    const { selector } = candidate.spec as { selector?: LabelSelector };
    if (selects(selector, object.metadata.labels)) queue.add(keyOf(candidate));
  }
}
