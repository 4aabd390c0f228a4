import type { ControllerRevision, Pod, StatefulSet } from "../../../core/rollout/objects.ts";
import { intOrPercent } from "../intOrPercent.ts";
import { isFinished, isTerminating } from "../podFacts.ts";
import { isHealthy, isRunningAndAvailable, isRunningAndReady, ordinalOf, revisionName } from "./ordinals.ts";

/** What a StatefulSet does next. `recreate` removes a pod that has ended. */
export type Step =
  | { readonly do: "create"; readonly ordinal: number; readonly revision: ControllerRevision }
  | { readonly do: "delete" | "recreate"; readonly pod: Pod };

export interface Revisions {
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
}

/**
 * The next steps of a StatefulSet: pods in order of their ordinals, each waiting for the one before, surplus pods from
 * the top, and then the rolling update from the top down to the partition. A pod that never becomes ready stops it all,
 * also a later correction: this is how the real one behaves.
 */
export function planSteps(set: StatefulSet, pods: readonly Pod[], revisions: Revisions, now: number): Step[] {
  const steps: Step[] = [];
  const monotonic = set.spec.podManagementPolicy !== "Parallel";
  const { wanted, surplus } = sortPods(set, pods);
  for (const [ordinal, pod] of wanted) {
    const step = stepOf(set, ordinal, pod, revisions);
    if (step !== undefined) steps.push(step);
    if (monotonic && (step !== undefined || pod === undefined || holdsUp(set, pod, now))) return steps;
  }
  for (const pod of surplus) {
    if (monotonic && (isTerminating(pod) || isHeld(set, pod, surplus, now))) return [];
    if (!isTerminating(pod)) steps.push({ do: "delete", pod });
    if (monotonic) return steps;
  }
  if (steps.length > 0 || set.spec.updateStrategy?.type === "OnDelete") return steps;
  return updateSteps(
    set,
    [...wanted.values()].flatMap((pod) => pod ?? []),
    revisions,
  );
}

type Wanted = Map<number, Pod | undefined>;

function sortPods(set: StatefulSet, pods: readonly Pod[]): { wanted: Wanted; surplus: Pod[] } {
  const first = startOf(set);
  const wanted: Wanted = new Map();
  for (let i = 0; i < (set.spec.replicas ?? 1); i++) wanted.set(first + i, undefined);
  const surplus: Pod[] = [];
  for (const pod of pods) {
    const ordinal = ordinalOf(set, pod);
    if (wanted.has(ordinal)) wanted.set(ordinal, pod);
    else if (ordinal >= 0) surplus.push(pod);
  }
  return { wanted, surplus: surplus.toSorted((a, b) => ordinalOf(set, b) - ordinalOf(set, a)) };
}

function startOf(set: StatefulSet): number {
  return (set.spec as { ordinals?: { start?: number } }).ordinals?.start ?? 0;
}

function stepOf(set: StatefulSet, ordinal: number, pod: Pod | undefined, revisions: Revisions): Step | undefined {
  if (pod === undefined) return { do: "create", ordinal, revision: revisionFor(set, ordinal, revisions) };
  return isFinished(pod) && !isTerminating(pod) ? { do: "recreate", pod } : undefined;
}

/** Below the partition the current revision is used. */
function revisionFor(set: StatefulSet, ordinal: number, { current, update }: Revisions): ControllerRevision {
  if (set.spec.updateStrategy?.type === "OnDelete") return update;
  const partition = set.spec.updateStrategy?.rollingUpdate?.partition;
  const kept = partition ?? 0;
  return ordinal < startOf(set) + kept ? current : update;
}

function holdsUp(set: StatefulSet, pod: Pod, now: number): boolean {
  return isTerminating(pod) || !isRunningAndAvailable(set, pod, now);
}

/** A surplus pod that is not well waits for an unwell one below it. */
function isHeld(set: StatefulSet, pod: Pod, surplus: readonly Pod[], now: number): boolean {
  if (isRunningAndReady(pod) && isRunningAndAvailable(set, pod, now)) return false;
  return surplus.findLast((other) => !isHealthy(other)) !== pod;
}

function updateSteps(set: StatefulSet, pods: readonly Pod[], { update }: Revisions): Step[] {
  const rolling = set.spec.updateStrategy?.rollingUpdate;
  const lowest = rolling?.partition ?? 0;
  const fromTop = pods.toReversed().filter((pod) => ordinalOf(set, pod) >= lowest);
  const isOld = (pod: Pod): boolean => revisionName(pod) !== update.metadata.name && !isTerminating(pod);
  if (rolling?.maxUnavailable === undefined) {
    const next = fromTop.find((pod) => isOld(pod) || !isHealthy(pod));
    return next !== undefined && isOld(next) ? [{ do: "delete", pod: next }] : [];
  }
  const limit = Math.max(1, intOrPercent(rolling.maxUnavailable, set.spec.replicas ?? 1, false));
  const room = limit - pods.filter((pod) => !isHealthy(pod)).length;
  return fromTop
    .filter(isOld)
    .slice(0, Math.max(0, room))
    .map((pod) => ({ do: "delete", pod }));
}
