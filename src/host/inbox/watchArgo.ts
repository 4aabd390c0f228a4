import { DisposableStore } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault, messageOf, reasonOf } from "../../base/result.ts";
import type { InboxItem } from "../../core/inbox/inboxItem.ts";
import { abortion, pausedRollout, promotion, type RolloutPatches } from "../../core/inbox/pausedRollout.ts";
import { syncing, waitingSync } from "../../core/inbox/waitingSync.ts";
import type { Cluster, Observation } from "../../core/rollout/cluster.ts";
import { type Kind, KINDS, type ObjectRef } from "../../core/rollout/kinds.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import { at, text } from "../../core/rollout/read.ts";
import type { InboxWatch } from "./inboxSource.ts";
import type { WatchedPlace } from "./placesSource.ts";

/** Where Argo CD keeps its applications unless somebody moved them. */
const ARGO_CD_NAMESPACE = "argocd";
const MANAGER = "tidegate";

interface Parts {
  readonly connect: () => Promise<Cluster>;
  /** Who sits here, for Argo CD's own record of who synced. */
  readonly me: () => Promise<string>;
}

/** Paused rollouts in a namespace, and applications that deliver to it and wait for a sync. */
export function watchArgo({ connect, me }: Parts, place: WatchedPlace): InboxWatch {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<void>());
  const problems: string[] = [];
  let cluster: Cluster | undefined;
  let rollouts: Observation<KubeObject> | undefined;
  let applications: Observation<KubeObject> | undefined;
  const observe = async (kind: Kind, namespace: string): Promise<Observation<KubeObject> | undefined> => {
    if (cluster === undefined || !(await isServed(cluster, kind, namespace, problems)) || store.isDisposed) return;
    const observation = store.add(cluster.observe<KubeObject>(kind, namespace));
    store.add(observation.onChange(() => changed.fire()));
    return observation;
  };
  const open = async (): Promise<void> => {
    try {
      cluster = await connect();
      rollouts = await observe(KINDS.Rollout, place.namespace);
      applications = await observe(KINDS.Application, ARGO_CD_NAMESPACE);
    } catch (error) {
      problems.push(`What waits in ${place.environment} is not known: ${messageOf(error)}`);
    }
    if (!store.isDisposed) changed.fire();
  };
  void open();
  const found = (): readonly Found[] => [
    ...foundIn(rollouts, (object) => pausedRollout(object, place)),
    ...foundIn(applications, (object) => (deliversTo(object, place) ? waitingSync(object, place) : undefined)),
  ];
  return {
    get items() {
      return found().map(({ item }) => item);
    },
    problems,
    onChange: changed.event,
    answer: async ({ id, heading }, { kind }) => {
      const here = found().find(({ item }) => item.id === id);
      if (here === undefined || cluster === undefined) throw new Fault("Answered", `${heading} waits no longer.`);
      if (kind === "sync") return await sync(cluster, here.object, await me());
      await write(cluster, here.object, kind === "abort" ? abortion() : promotion(here.object));
    },
    dispose: () => store.dispose(),
  };
}

interface Found {
  readonly object: KubeObject;
  readonly item: InboxItem;
}

function foundIn(
  observation: Observation<KubeObject> | undefined,
  itemOf: (object: KubeObject) => InboxItem | undefined,
): readonly Found[] {
  return [...(observation?.objects.values() ?? [])].flatMap((object) => {
    const item = itemOf(object);
    return item === undefined ? [] : [{ object, item }];
  });
}

/** A kind that the cluster does not have is nothing to wait for; one that may not be read is said. */
async function isServed(cluster: Cluster, kind: Kind, namespace: string, problems: string[]): Promise<boolean> {
  try {
    // Whoever may not list the objects is told so even where there is no such kind; discovery tells that there is none.
    if (!(await cluster.serves(kind))) return false;
    await cluster.list(kind, { namespace });
    return true;
  } catch (error) {
    if (reasonOf(error) !== "NotFound") problems.push(messageOf(error));
    return false;
  }
}

function deliversTo(application: unknown, { namespace }: WatchedPlace): boolean {
  return text(at(application, "spec", "destination", "namespace")) === namespace;
}

async function sync(cluster: Cluster, object: KubeObject, by: string): Promise<void> {
  await cluster.patch(refOf(KINDS.Application, object), syncing(object, by), { fieldManager: MANAGER });
}

async function write(cluster: Cluster, object: KubeObject, { spec, status }: RolloutPatches): Promise<void> {
  const ref = refOf(KINDS.Rollout, object);
  if (status !== undefined) await cluster.patch(ref, status, { fieldManager: MANAGER, subresource: "status" });
  if (spec !== undefined) await cluster.patch(ref, spec, { fieldManager: MANAGER });
}

function refOf(kind: Kind, { metadata }: KubeObject): ObjectRef {
  const { name, namespace } = metadata;
  return { kind, name, ...(namespace === undefined ? {} : { namespace }) };
}
