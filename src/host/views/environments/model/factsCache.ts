import type { KubeObject, Workload } from "../../../../core/rollout/objects.ts";
import { type EnvironmentObjects, WORKLOAD_KINDS } from "../../../clusters/environmentSnapshot.ts";
import type { WorkloadFacts } from "./facts.ts";
import { type OwnedObjects, ownedObjectsOf } from "./ownedObjects.ts";
import { workloadFacts, workloadsOf } from "./workloadFacts.ts";

interface Kept {
  readonly made: WorkloadFacts;
  readonly from: readonly KubeObject[];
}

/**
 * Facts of a namespace's workloads, judged anew only where an object they are made of is another one: watches keep
 * the objects that did not change.
 */
export class FactsCache {
  #kept = new Map<string, Kept>();

  /** The facts of these workloads, or of all. `wanted` holds `deployment/web` and orders them; others are by name. */
  read(objects: EnvironmentObjects, wanted: readonly string[] | undefined): readonly WorkloadFacts[] {
    const ownedBy = ownedObjectsOf(objects);
    const kept = new Map<string, Kept>();
    for (const kind of WORKLOAD_KINDS) {
      for (const workload of workloadsOf(objects, kind)) {
        const id = `${kind.toLowerCase()}/${workload.metadata.name}`;
        if (wanted !== undefined && !wanted.includes(id)) continue;
        if (wanted === undefined && isOwned(workload)) continue;
        const owned = ownedBy(workload);
        const from = [workload, ...inputsOf(owned)];
        const before = this.#kept.get(id);
        const same = before !== undefined && sameObjects(before.from, from);
        kept.set(id, same ? before : { made: workloadFacts(workload, kind, owned), from });
      }
    }
    this.#kept = kept;
    return ordered(kept, wanted).map(({ made }) => made);
  }
}

/** Jobs of a CronJob, workloads of an operator's resource: shown only when the file names them. */
function isOwned({ metadata }: Workload): boolean {
  return metadata.ownerReferences?.some(({ controller }) => controller === true) === true;
}

function inputsOf({ replicaSets, controllerRevisions, pods }: OwnedObjects): readonly KubeObject[] {
  return [...replicaSets, ...controllerRevisions, ...pods];
}

function sameObjects(a: readonly KubeObject[], b: readonly KubeObject[]): boolean {
  return a.length === b.length && a.every((object, index) => object === b[index]);
}

function ordered(kept: ReadonlyMap<string, Kept>, wanted: readonly string[] | undefined): readonly Kept[] {
  if (wanted !== undefined) return wanted.flatMap((id) => kept.get(id) ?? []);
  return [...kept.values()].toSorted((a, b) => (a.made.name < b.made.name ? -1 : a.made.name > b.made.name ? 1 : 0));
}
