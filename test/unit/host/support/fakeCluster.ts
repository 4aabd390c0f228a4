import { Emitter } from "../../../../src/base/event.ts";
import type { Access, Cluster, Observation, ObservationState } from "../../../../src/core/rollout/cluster.ts";
import type { KubeObject } from "../../../../src/core/rollout/objects.ts";

/** A cluster whose observations a test moves by hand; whatever else is asked of it fails the test. */
export interface FakeCluster extends Cluster {
  /** Sets the state of one kind's observation. */
  state(kind: string, state: ObservationState): void;
  /** Adds an object to one kind's observation. */
  put(kind: string, object: KubeObject): void;
  /** Kinds observed and not released. */
  readonly observed: readonly string[];
  readonly questions: readonly Access[];
}

export function fakeCluster(allowed: (access: Access) => boolean = () => true): FakeCluster {
  const kinds = new Map<
    string,
    { objects: Map<string, KubeObject>; state: ObservationState; changed: Emitter<void> }
  >();
  const observed: string[] = [];
  const questions: Access[] = [];
  const of = (kind: string) => {
    const known = kinds.get(kind) ?? {
      objects: new Map(),
      state: { phase: "loading" as const },
      changed: new Emitter<void>(),
    };
    kinds.set(kind, known);
    return known;
  };
  const cluster: Partial<FakeCluster> = {
    context: "kind",
    observed,
    questions,
    state(kind, state) {
      of(kind).state = state;
      of(kind).changed.fire();
    },
    put(kind, object) {
      of(kind).objects.set(object.metadata.name, object);
      of(kind).changed.fire();
    },
    observe<T extends KubeObject>({ kind }: { kind: string }): Observation<T> {
      observed.push(kind);
      const known = of(kind);
      return {
        get objects() {
          return known.objects as ReadonlyMap<string, T>;
        },
        get state() {
          return known.state;
        },
        onChange: known.changed.event,
        dispose: () => void observed.splice(observed.indexOf(kind), 1),
      };
    },
    may(access) {
      questions.push(access);
      return Promise.resolve({ allowed: allowed(access) });
    },
    dispose: () => undefined,
  };
  return cluster as FakeCluster;
}
