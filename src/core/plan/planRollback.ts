import { Fault } from "../../base/result.ts";
import { changesOf } from "../approvals/change.ts";
import { judgeRisk } from "../approvals/risk.ts";
import type { EnvironmentConfig } from "../config/config.ts";
import type { Graph, WorkloadRef } from "../graph/graph.ts";
import type { Release } from "../run/release.ts";
import { span } from "../run/words.ts";
import { before } from "./before.ts";
import { type Draft, assemble, idFor } from "./draft.ts";
import { END, ends } from "./ends.ts";
import { approvalPolicyOf } from "./policy.ts";
import { type Restore, whyRestore } from "./wayBack.ts";

/** What a plan for a rollback is made from. */
export interface RollbackPlan {
  /** Where, and the images as they change by it. */
  readonly release: Release;
  readonly environment: EnvironmentConfig;
  /** What each workload goes back to, in the order in which they go. */
  readonly restores: readonly Restore[];
  /** Whether every one of these is a revision that proved itself here. */
  readonly verified: boolean;
}

const GROUP = "Roll back";

/**
 * The graph of a rollback that a person asks for. It may start in the middle of a failing rollout, so readiness is not
 * asked for. What was verified here was approved when it came; any other revision needs the environment's approval.
 * What fails is not rolled back in turn. Fault: `NothingToRestore` without restore points.
 */
export function planRollback({ release, environment, restores, verified }: RollbackPlan): Graph {
  const first = restores[0];
  if (first === undefined) throw new Fault("NothingToRestore", "No revision to go back to was named. Choose one.");
  const { production, rollback } = environment;
  const risk = judgeRisk(changesOf(release.changes), { production, rollback, businessHours: false, wayBack: "none" });
  const policy = verified ? undefined : approvalPolicyOf(environment, risk.hazards);
  const workloads = restores.map((restore) => restore.workload);
  const head = {
    id: `rollback-${release.application}-${release.environment}`,
    title: `${release.application} → ${release.environment} back to ${release.version}`,
    start: "start",
  };
  return assemble(head, [
    ...before({
      checks: ["may-patch", "environment-free"],
      gate: [],
      policy,
      risk,
      environment: release.environment,
      // Nothing keeps an environment from what ran there before.
      windows: undefined,
      onward: idFor("restore", first.workload),
    }),
    ...restores.map((restore, index) =>
      restoreDraft(restore, restores[index + 1], index === 0 && policy !== undefined),
    ),
    watch("restored", "Restored?", "ready", environment.deadline, workloads, "hold"),
    watch("hold", `Hold ${span(environment.hold * 1000)}`, "elapsed", environment.hold, workloads, END.verified),
    ...ends("Rolled back"),
  ]);
}

function restoreDraft(restore: Restore, following: Restore | undefined, approved: boolean): Draft {
  const { workload, to } = restore;
  const done = following === undefined ? "restored" : idFor("restore", following.workload);
  const node = {
    kind: "action" as const,
    id: idFor("restore", workload),
    label: `Restore ${workload.name}`,
    why: whyRestore(restore),
    action: { type: "restore" as const, workload, to },
  };
  const ways = { done, failed: END.failed };
  if (!approved) return { node, ways, group: GROUP };
  return { node: { ...node, approval: "approve" }, ways: { ...ways, voided: "ready" }, group: GROUP };
}

function watch(
  id: string,
  label: string,
  until: "ready" | "elapsed",
  seconds: number,
  workloads: readonly WorkloadRef[],
  healthy: string,
): Draft {
  const why = "A rollback is over when what ran before is ready again and stays so.";
  const { failed, superseded } = END;
  return {
    node: { kind: "hold", id, label, why, until, seconds, workloads },
    ways: { healthy, failed, deadline: failed, paused: failed, superseded },
    group: GROUP,
  };
}
