import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { Emitter, type Event } from "../../base/event.ts";
import { messageOf, reasonOf } from "../../base/result.ts";
import type { Cluster, Observation } from "../../core/rollout/cluster.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import { readAccess } from "./access.ts";
import {
  ENVIRONMENT_KINDS,
  type EnvironmentAccess,
  type EnvironmentKind,
  type EnvironmentObjects,
  type EnvironmentSnapshot,
  IDLE,
  phaseOf,
} from "./environmentSnapshot.ts";

/** A live view of one namespace of one context, until disposed. */
export interface EnvironmentWatch extends Disposable {
  readonly snapshot: EnvironmentSnapshot;
  /** Fires when `snapshot` is another one. */
  readonly onChange: Event<void>;
}

type Observations = ReadonlyMap<EnvironmentKind, Observation<KubeObject>>;

/** Connects, then observes every kind of the environment; a cluster that hangs delays nobody else. */
export function watchEnvironment(connect: () => Promise<Cluster>, namespace: string): EnvironmentWatch {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<void>());
  let snapshot: EnvironmentSnapshot = { ...IDLE, phase: { phase: "loading" } };
  const set = (next: Partial<EnvironmentSnapshot>): void => {
    if (store.isDisposed) return;
    snapshot = { ...snapshot, ...next };
    changed.fire();
  };
  const start = async (): Promise<void> => {
    try {
      const cluster = await connect();
      if (store.isDisposed) return;
      const observations = observeAll(cluster, namespace, store);
      const read = (): void => set(snapshotOf(observations));
      for (const observation of observations.values()) store.add(observation.onChange(read));
      read();
      set({ access: await accessOnceLive(cluster, namespace, observations, store) });
    } catch (error) {
      set({ phase: { phase: "failed", reason: reasonOf(error), message: messageOf(error) } });
    }
  };
  void start();
  return {
    get snapshot() {
      return snapshot;
    },
    onChange: changed.event,
    dispose: () => store.dispose(),
  };
}

function observeAll(cluster: Cluster, namespace: string, store: DisposableStore): Observations {
  return new Map(ENVIRONMENT_KINDS.map((kind) => [kind, store.add(cluster.observe(KINDS[kind], namespace))]));
}

function snapshotOf(observations: Observations): Pick<EnvironmentSnapshot, "phase" | "objects"> {
  const entries = [...observations].map(([kind, { state, objects }]) => ({ kind, state, objects }));
  return {
    phase: phaseOf(
      Object.fromEntries(entries.map(({ kind, state }) => [kind, state])) as Parameters<typeof phaseOf>[0],
    ),
    // Each observation was made for this kind; the map's type cannot say so.
    objects: Object.fromEntries(entries.map(({ kind, objects }) => [kind, objects])) as unknown as EnvironmentObjects,
  };
}

/** Asks what the person may do only once the cluster has answered at all: a dead one is not asked nine times over. */
async function accessOnceLive(
  cluster: Cluster,
  namespace: string,
  observations: Observations,
  store: DisposableStore,
): Promise<EnvironmentAccess | undefined> {
  const answered = (): boolean => [...observations.values()].some(({ state }) => state.phase === "live");
  if (!answered()) {
    await new Promise<void>((resolve) => {
      for (const observation of observations.values()) {
        store.add(
          observation.onChange(() => {
            if (answered()) resolve();
          }),
        );
      }
    });
  }
  return store.isDisposed ? undefined : await readAccess(cluster, namespace);
}
