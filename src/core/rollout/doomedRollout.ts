import { type Doom, doomed, lostToNode } from "./doom.ts";
import {
  type Related,
  TEMPLATE_GENERATION_ANNOTATION,
  controllerRevisionOf,
  newestPodsOfDeployment,
  podsOf,
} from "./family.ts";
import type { Pod, ReplicaSet } from "./objects.ts";
import { at, identityOf, text } from "./read.ts";

/** A rollout that waiting will not save. */
export interface RolloutDoom {
  /** CamelCase code of the first doomed pod. */
  readonly reason: string;
  /** A full sentence: `web did not become ready: 2 of 2 new pods crash (exit code 1).` */
  readonly message: string;
  readonly pods: readonly Doom[];
}

/**
 * Whether a rollout fails early: a Deployment (or a ReplicaSet, or a DaemonSet) when all pods of its newest revision
 * are doomed, a StatefulSet when any pod that it must pass is. Pods that are going or that their node lost are left out.
 */
export function doomedRollout(
  workload: unknown,
  replicaSets: readonly ReplicaSet[],
  pods: readonly Pod[],
): RolloutDoom | undefined {
  const candidates = newPods(workload, { replicaSets, pods }).filter(isLiving);
  const dooms = candidates.flatMap((pod) => doomed(pod) ?? []);
  const [first] = dooms;
  const any = at(workload, "kind") === "StatefulSet";
  if (first === undefined || (!any && dooms.length < candidates.length)) return undefined;
  const all = `${candidates.length} ${at(workload, "kind") === "Deployment" ? "new pods" : "pods"}`;
  const what = candidates.length === 1 ? `${first.pod} ${first.message}` : manyWords(dooms, first, all);
  return { reason: first.reason, message: `${identityOf(workload).name} did not become ready: ${what}.`, pods: dooms };
}

function newPods(workload: unknown, related: Related): readonly Pod[] {
  switch (at(workload, "kind")) {
    case "Deployment":
      return newestPodsOfDeployment(workload, related);
    case "StatefulSet":
      return podsOf(workload, related).filter((pod) => blocksStatefulSet(workload, pod));
    case "DaemonSet":
      return podsOf(workload, related).filter((pod) => isOfTemplateGeneration(workload, pod));
    case "ReplicaSet":
      return podsOf(workload, related);
    default:
      return [];
  }
}

/**
 * In order, a StatefulSet waits for every pod, also one of an earlier revision, and never replaces one that does not
 * become ready; in parallel only the pods of the new revision matter.
 */
function blocksStatefulSet(workload: unknown, pod: unknown): boolean {
  if (at(workload, "spec", "podManagementPolicy") !== "Parallel") return true;
  const revision = controllerRevisionOf(pod);
  const wanted = text(at(workload, "status", "updateRevision"));
  return revision === undefined || wanted === undefined || revision === wanted;
}

function isOfTemplateGeneration(workload: unknown, pod: unknown): boolean {
  const wanted = text(at(workload, "metadata", "annotations", TEMPLATE_GENERATION_ANNOTATION));
  const own = text(at(pod, "metadata", "labels", "pod-template-generation"));
  return wanted === undefined || own === undefined || wanted === own;
}

function isLiving(pod: unknown): boolean {
  const going = text(at(pod, "metadata", "deletionTimestamp")) !== undefined;
  return !going && !lostToNode(pod) && at(pod, "status", "phase") !== "Succeeded";
}

function manyWords(dooms: readonly Doom[], first: Doom, all: string): string {
  const alike = dooms.length > 1 && dooms.every((doom) => doom.message === first.message);
  return `${dooms.length} of ${all} ${alike ? plural(first) : `fail, ${first.pod} ${first.message}`}`;
}

function plural(doom: Doom): string {
  return doom.message
    .replace(/^crashes/u, "crash")
    .replace(/^has /u, "have ")
    .replace(/ its image/u, " their image");
}
