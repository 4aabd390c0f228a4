import { REVISION_ANNOTATION, TEMPLATE_GENERATION_ANNOTATION } from "./family.ts";
import type { Workload } from "./objects.ts";
import { at, count, identityOf, text } from "./read.ts";
import type { RolloutPin } from "./verdict.ts";

/**
 * The mark by which a workload says which revision it is at: the revision annotation of a Deployment, the update
 * revision of a StatefulSet, the template generation of a DaemonSet. Trust it only at the observed generation.
 */
export function revisionOfWorkload(workload: unknown): string | undefined {
  const annotations = at(workload, "metadata", "annotations");
  switch (at(workload, "kind")) {
    case "Deployment":
      return text(at(annotations, REVISION_ANNOTATION));
    case "StatefulSet":
      return text(at(workload, "status", "updateRevision"));
    case "DaemonSet":
      return text(at(annotations, TEMPLATE_GENERATION_ANNOTATION));
    default:
      return undefined;
  }
}

/** Pins what a write returned. The revision is left out: the controller has not set it yet. */
export function pinOf(written: Workload, writtenAt: number): RolloutPin {
  const generation = count(at(written, "metadata", "generation")) ?? 0;
  return { uid: identityOf(written).uid ?? "", generation, writtenAt };
}

/**
 * Adds the revision to a pin once the controller has set it for exactly the pinned generation. Undefined while it has
 * not, and for good once someone else has changed the object in between.
 */
export function completePin(pin: RolloutPin, workload: Workload): RolloutPin | undefined {
  const revision = revisionOfWorkload(workload);
  const generation = count(at(workload, "metadata", "generation"));
  const observed = count(at(workload, "status", "observedGeneration"));
  if (revision === undefined || generation !== pin.generation || observed !== pin.generation) return undefined;
  return { ...pin, revision };
}
