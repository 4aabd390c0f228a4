import { DisposableStore } from "../../base/dispose.ts";
import type { WorkloadRef } from "../../core/graph/graph.ts";
import { sameWorkload } from "../../core/graph/walk.ts";
import type { Observation } from "../../core/rollout/cluster.ts";
import { blockingPods } from "../../core/rollout/blockingPods.ts";
import { judge } from "../../core/rollout/judge.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import type { KubeObject, Pod, ReplicaSet } from "../../core/rollout/objects.ts";
import { completePin } from "../../core/rollout/pin.ts";
import { templateHash } from "../../core/rollout/template.ts";
import type { RolloutPin, RolloutVerdict } from "../../core/rollout/verdict.ts";
import type { Effect } from "../../core/run/effect.ts";
import { restoreOf } from "../../core/run/facts.ts";
import type { RunState } from "../../core/run/state.ts";
import { type Changeable, withKind } from "../change/workloads.ts";
import type { RunPorts } from "../runPorts.ts";

export type WatchRollout = Extract<Effect, { type: "watch-rollout" }>;

/** What is seen of one workload at one moment. */
export interface Sight {
  readonly workload: WorkloadRef;
  readonly verdict: RolloutVerdict;
  readonly object: Changeable | undefined;
}

/** A pod that keeps a workload from going back to what this run restored. */
export interface Blockage {
  readonly workload: WorkloadRef;
  readonly object: Changeable;
  readonly pod: Pod;
  /** Template hash of the revision that the restore replaced. */
  readonly replaced: string;
}

/** Workloads with their ReplicaSets and pods, watched for as long as one hold lasts. */
export class RolloutWatch {
  readonly #store = new DisposableStore();
  readonly #observations = new Map<string, Observation<KubeObject>>();
  readonly #pins = new Map<string, RolloutPin>();
  /** Blocking pods that were dealt with, by uid; a sentence where one is left standing. */
  readonly #settled = new Map<string, string | undefined>();
  readonly #effect: WatchRollout;
  readonly #state: RunState;

  constructor(ports: RunPorts, state: RunState, effect: WatchRollout, onChange: () => void) {
    this.#effect = effect;
    this.#state = state;
    for (const kind of new Set(["Pod", "ReplicaSet", ...effect.workloads.map((one) => one.workload.kind)] as const)) {
      const view = this.#store.add(ports.cluster.observe<KubeObject>(KINDS[kind], state.release.namespace));
      this.#store.add(view.onChange(onChange));
      this.#observations.set(kind, view);
    }
  }

  /** Judges every workload; empty while the first lists are under way. */
  look(): readonly Sight[] {
    const views = [...this.#observations.values()];
    if (views.some((view) => view.state.phase === "loading")) return [];
    return this.#effect.workloads.map(({ workload, pin }) => this.#sightOf(workload, pin));
  }

  /** Pods in the way of a restore that are not settled yet; none while the cluster cannot be seen as it is now. */
  blockages(): readonly Blockage[] {
    if (this.#blind() !== undefined) return [];
    return this.#effect.workloads.flatMap(({ workload }) => {
      const object = this.#objectOf(workload);
      const restore = restoreOf(this.#state, workload);
      if (object === undefined || templateHash(object.spec.template) !== restore?.after) return [];
      const open = blockingPods(object, this.pods).filter((pod) => !this.#settled.has(pod.metadata.uid ?? ""));
      return open.map((pod) => ({ workload, object, pod, replaced: restore.before }));
    });
  }

  /** Notes that a blocking pod is deleted, or is left standing for a reason, which is a sentence. */
  settle({ metadata }: Pod, leftBecause?: string): void {
    this.#settled.set(metadata.uid ?? "", leftBecause);
  }

  get pods(): readonly Pod[] {
    return this.#objects("Pod") as readonly Pod[];
  }

  get replicaSets(): readonly ReplicaSet[] {
    return this.#objects("ReplicaSet") as readonly ReplicaSet[];
  }

  dispose(): void {
    this.#store.dispose();
  }

  #sightOf(workload: WorkloadRef, pin: RolloutPin | undefined): Sight {
    const object = this.#objectOf(workload);
    return { workload, object, verdict: this.#blind() ?? this.#verdictOn(workload, object, pin) };
  }

  #objectOf(workload: WorkloadRef): Changeable | undefined {
    const found = this.#observations.get(workload.kind)?.objects.get(workload.name) as Changeable | undefined;
    return found === undefined ? undefined : withKind(found, workload);
  }

  /** What was last seen says nothing about now: a hold must not end well while nobody sees the pods. */
  #blind(): RolloutVerdict | undefined {
    for (const { state } of this.#observations.values()) {
      if (state.phase !== "stale" && state.phase !== "failed") continue;
      return { status: "Unknown", reason: state.reason, message: `The rollout cannot be seen: ${state.message}` };
    }
    return undefined;
  }

  #verdictOn(workload: WorkloadRef, object: Changeable | undefined, pin: RolloutPin | undefined): RolloutVerdict {
    if (object === undefined) {
      return { status: "Terminating", reason: "Gone", message: `${workload.name} is not there any more.` };
    }
    const replaced = this.#replaced(workload, object, pin);
    if (replaced !== undefined) return replaced;
    const blocked = this.#blocked(object);
    if (blocked !== undefined) return blocked;
    const complete = this.#completePin(workload, object, pin);
    // A deleted pod says nothing any more, though the watch may still show it.
    const pods = this.pods.filter(({ metadata }) => !this.#settled.has(metadata.uid ?? ""));
    const related = { replicaSets: this.replicaSets, pods };
    return judge(object, complete === undefined ? related : { ...related, pin: complete });
  }

  /** Nothing becomes of a restore while a pod stands in its way that this run cannot delete. */
  #blocked(object: Changeable): RolloutVerdict | undefined {
    for (const { metadata } of blockingPods(object, this.pods)) {
      const message = this.#settled.get(metadata.uid ?? "");
      if (message !== undefined) return { status: "Failed", reason: "PodInTheWay", message };
    }
    return undefined;
  }

  /** Someone else's template: found also by a runner that was not there to see the revision of its own write. */
  #replaced(workload: WorkloadRef, object: Changeable, pin: RolloutPin | undefined): RolloutVerdict | undefined {
    const generation = object.metadata.generation ?? 0;
    const written = this.#state.intents.findLast((intent) => sameWorkload(intent.workload, workload));
    if (pin === undefined || written === undefined || generation <= pin.generation) return undefined;
    if (templateHash(object.spec.template) === written.after) return undefined;
    const message = `Someone else changed the template of ${workload.name} after this run did.`;
    return { status: "Superseded", reason: "TemplateReplaced", message };
  }

  /** The controller names the revision of our write after a while; from then on any other one is someone else's. */
  #completePin(workload: WorkloadRef, object: Changeable, pin: RolloutPin | undefined): RolloutPin | undefined {
    if (pin === undefined || pin.revision !== undefined) return pin;
    const key = `${workload.kind}/${workload.name}`;
    const complete = this.#pins.get(key) ?? completePin(pin, object);
    if (complete !== undefined) this.#pins.set(key, complete);
    return complete ?? pin;
  }

  #objects(kind: "Pod" | "ReplicaSet"): readonly KubeObject[] {
    return [...(this.#observations.get(kind)?.objects.values() ?? [])];
  }
}
