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

const GROUP = "Way back";

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
  return [...steps, restored(backwards, deadlineSeconds)];
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
    group: GROUP,
  };
}

function restored(restores: readonly Restore[], seconds: number): Draft {
  return {
    node: {
      kind: "hold",
      id: "restored",
      label: "Restored?",
      why: `A rollback is over when what ran before is ready again; it has ${span(seconds * 1000)}.`,
      until: "ready",
      seconds,
      workloads: restores.map((restore) => restore.workload),
      back: true,
    },
    ways: {
      healthy: END.rolledBack,
      failed: END.failed,
      deadline: END.failed,
      paused: END.failed,
      superseded: END.superseded,
    },
    group: GROUP,
  };
}
