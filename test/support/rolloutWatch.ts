import { DisposableStore, type Disposable } from "../../src/base/dispose.ts";
import type { Cluster, Observation } from "../../src/core/rollout/cluster.ts";
import { judge } from "../../src/core/rollout/judge.ts";
import { KINDS } from "../../src/core/rollout/kinds.ts";
import type { Pod, ReplicaSet, Workload, WorkloadKind } from "../../src/core/rollout/objects.ts";
import type { RolloutPin, RolloutStatus, RolloutVerdict } from "../../src/core/rollout/verdict.ts";
import { seen } from "./seen.ts";

/** A namespace's workloads as a client sees them: through watches, judged by Tidegate's own rules. */
export interface RolloutWatch extends Disposable {
  readonly pods: Observation<Pod>;
  readonly replicaSets: Observation<ReplicaSet>;
  workloads(kind: WorkloadKind): Observation<Workload>;
  /** Pods whose `app` label is this name. */
  podsOf(name: string): readonly Pod[];
  verdict(kind: WorkloadKind, name: string, pin?: RolloutPin): RolloutVerdict | undefined;
  /** Resolves once the verdict on a workload, counting nothing older than the pin, has this status. */
  becomes(kind: WorkloadKind, name: string, status: RolloutStatus, pin?: RolloutPin): Promise<RolloutVerdict>;
  /** Resolves once the pods of a name are as wanted. */
  podsBecome(name: string, wanted: (pods: readonly Pod[]) => boolean): Promise<readonly Pod[]>;
}

export function watchRollouts(cluster: Cluster, namespace: string): RolloutWatch {
  const store = new DisposableStore();
  const observe = (kind: keyof typeof KINDS) => store.add(cluster.observe<never>(KINDS[kind], namespace));
  const pods: Observation<Pod> = observe("Pod");
  const replicaSets: Observation<ReplicaSet> = observe("ReplicaSet");
  const kinds: Readonly<Record<WorkloadKind, Observation<Workload>>> = {
    Deployment: observe("Deployment"),
    StatefulSet: observe("StatefulSet"),
    DaemonSet: observe("DaemonSet"),
    Job: observe("Job"),
  };
  const podsOf = (name: string): Pod[] =>
    [...pods.objects.values()].filter(({ metadata }) => metadata.labels?.["app"] === name);

  function verdict(kind: WorkloadKind, name: string, pin?: RolloutPin): RolloutVerdict | undefined {
    const workload = kinds[kind].objects.get(name);
    const related = { pods: podsOf(name), replicaSets: [...replicaSets.objects.values()] };
    return workload && judge(workload, { ...related, ...(pin && { pin }) });
  }

  return {
    pods,
    replicaSets,
    workloads: (kind) => kinds[kind],
    podsOf,
    verdict,
    async becomes(kind, name, status, pin) {
      const look = (): RolloutVerdict | undefined => {
        const now = verdict(kind, name, pin);
        return now?.status === status && podsCaughtUp(now, podsOf(name)) ? now : undefined;
      };
      const merged = either(kinds[kind], pods);
      return seen(merged, look).catch((error: unknown) => {
        throw new Error(`Not ${status}, but ${JSON.stringify(verdict(kind, name, pin))}. ${String(error)}`);
      });
    },
    podsBecome: (name, wanted) => seen(pods, () => wanted(podsOf(name)) && podsOf(name)),
    dispose: () => store.dispose(),
  };
}

/** Each kind has a watch of its own: the workload may be seen Current before the last of its pods is seen at all. */
function podsCaughtUp({ status, progress }: RolloutVerdict, pods: readonly Pod[]): boolean {
  if (status !== "Current" || progress === undefined) return true;
  return pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined).length === progress.desired;
}

/** The first observation, whose change the other's change is, too. */
function either(one: Observation<Workload>, other: Observation<Pod>): Observation<Workload> {
  return {
    get objects() {
      return one.objects;
    },
    get state() {
      return one.state;
    },
    onChange: (listener) => {
      const both = new DisposableStore();
      both.add(one.onChange(listener));
      both.add(other.onChange(listener));
      return both;
    },
    dispose: () => undefined,
  };
}
