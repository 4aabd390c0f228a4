import { kinOf, kinship, spokenFor } from "./kinship.ts";
import { judgeAny } from "./judgeAny.ts";
import { newestCopies } from "./newestCopies.ts";
import type { KubeObject } from "./objects.ts";
import { at, identityOf, text } from "./read.ts";
import type { RolloutStatus } from "./verdict.ts";

/** One line of `tidegate rollout-status`. */
export interface ObjectReport {
  readonly kind: string;
  /** Empty where the object names none. */
  readonly namespace: string;
  readonly name: string;
  readonly status: RolloutStatus;
  readonly reason: string;
  readonly message: string;
}

/**
 * Judges a set of objects, such as those of a file, in their order. ReplicaSets and pods serve to judge the workloads
 * they belong to; only those that belong to none of the set are reported themselves. Of several copies of an object the
 * newest counts.
 */
export function judgeAll(copies: readonly KubeObject[]): readonly ObjectReport[] {
  const objects = newestCopies(copies);
  const known = kinship(objects);
  return objects
    .filter((object) => !spokenFor(object, known))
    .map((object) => {
      const { kind, name } = identityOf(object);
      const { status, reason, message } = judgeAny(object, kinOf(object, known));
      return { kind, namespace: text(at(object, "metadata", "namespace")) ?? "", name, status, reason, message };
    });
}
