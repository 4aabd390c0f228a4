import type { RestorePoint, WorkloadRef } from "../graph/graph.ts";
import { span } from "../run/words.ts";
import { type Draft, idFor } from "./draft.ts";
import { END } from "./ends.ts";

/** A workload and what it goes back to. */
export interface Restore {
  readonly workload: WorkloadRef;
  readonly to: RestorePoint;
  /** Whether a run proved that revision here. */
  readonly verified?: boolean;
}

/** The part of the picture that every way back stands in. */
export const WAY_BACK = "Way back";

/** Id of the first step back: the last workload that was changed comes first. */
export function firstRestore(restores: readonly Restore[]): string {
  const last = restores.at(-1);
  return last === undefined ? END.failed : idFor("restore", last.workload);
}

/** Restores in reverse order, then a watch until all are ready. What fails here is not rolled back again. */
export function wayBack(restores: readonly Restore[], deadlineSeconds: number): readonly Draft[] {
  const backwards = restores.toReversed();
  const steps = backwards.map((restore, index): Draft => {
    const following = backwards[index + 1];
    const done = following === undefined ? "restored" : idFor("restore", following.workload);
    return restoreDraft(restore, done);
  });
  const why = `A rollback is over when what ran before is ready again; it has ${span(deadlineSeconds * 1000)}.`;
  const workloads = backwards.map((restore) => restore.workload);
  return [...steps, restored(workloads, deadlineSeconds, why)];
}

/** What a restore does and what it leaves, for the person who looks at the plan. */
export function whyRestore({ workload, to }: Restore): string {
  const { kind, name } = workload;
  const inTheWay = kind === "StatefulSet" ? " Pods of the failed revision that keep it from that are deleted." : "";
  return `${name} goes back to revision ${to.revision}; replicas, configuration and data stay as they are.${inTheWay}`;
}

function restoreDraft(restore: Restore, done: string): Draft {
  const { workload, to } = restore;
  return {
    node: {
      kind: "action",
      id: idFor("restore", workload),
      label: `Restore ${workload.name}`,
      why: whyRestore(restore),
      action: { type: "restore", workload, to },
      back: true,
    },
    ways: { done, failed: END.failed },
    group: WAY_BACK,
  };
}

/** The watch that ends a way back, `restored`: what fails here is not gone back from in turn. */
export function restored(workloads: readonly WorkloadRef[], seconds: number, why: string): Draft {
  return {
    node: {
      kind: "hold",
      id: "restored",
      label: "Restored?",
      why,
      until: "ready",
      seconds,
      workloads,
      back: true,
    },
    ways: {
      healthy: END.rolledBack,
      failed: END.failed,
      deadline: END.failed,
      paused: END.failed,
      superseded: END.superseded,
    },
    group: WAY_BACK,
  };
}
