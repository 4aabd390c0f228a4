import { Fault } from "../../base/result.ts";
import { changesOf } from "../approvals/change.ts";
import { type JudgedRisk, judgeRisk } from "../approvals/risk.ts";
import type { EnvironmentConfig } from "../config/config.ts";
import type { HoldNode, WorkloadRef } from "../graph/graph.ts";
import { gateChecks, listChecks } from "../gates/gateChecks.ts";
import { sameWorkload } from "../graph/walk.ts";
import type { ImageChange, Release } from "../run/release.ts";
import type { DeploymentWindows } from "../windows/windows.ts";
import { windowsOf } from "../windows/windowsOf.ts";
import { span } from "../run/words.ts";
import { firstGuard, guarded, guards } from "./before.ts";
import { type Draft, idFor } from "./draft.ts";
import { END } from "./ends.ts";
import { approvalPolicyOf } from "./policy.ts";
import { type Restore, firstRestore, wayBack } from "./wayBack.ts";

/** How often a person may choose to wait longer at one hold, the first wait counted. */
const WAITS = 4;

const GROUP = "Roll out";

/** What a plan for a release is made from. */
export interface ReleasePlan {
  readonly release: Release;
  readonly environment: EnvironmentConfig;
  /** What each changed workload goes back to: the last verified revision, or what runs now where none is known. */
  readonly restores: readonly Restore[];
}

/** A rollout as a part of a graph, without its start and its ends. */
export interface RollOut {
  /** Id of its first node. */
  readonly entry: string;
  readonly drafts: readonly Draft[];
  /** Where its way back begins. */
  readonly rollback: string;
  /** Where its trouble leads. */
  readonly trouble: string;
}

/**
 * Guards, one workload after another, a hold, and the way back. It leads to `verified` once the release proved itself,
 * else to the ends of a plan. Faults: `NothingToDeploy` without changes, `NoWayBack` where a changed workload has no
 * restore point.
 */
export function rollOut({ release, environment, restores }: ReleasePlan, verified: string): RollOut {
  const workloads = workloadsOf(release.changes);
  const first = workloads[0];
  if (first === undefined) throw new Fault("NothingToDeploy", "The release changes nothing. Pick another version.");
  const backwards = workloads.map((workload) => restoreOf(workload, restores));
  const risk = riskOf(release, environment, backwards);
  const policy = approvalPolicyOf(environment, risk.hazards);
  const rollback = firstRestore(backwards);
  const trouble = environment.rollback === "automatic" ? rollback : "trouble";
  const windows = windowsOf(environment.windows);
  const parts = { release, environment, workloads, rollback, trouble, approved: policy !== undefined, windows };
  const drafts = [
    ...guards({
      checks: ["workloads-ready", "may-patch", "image-changes", "environment-free"],
      list: listChecks(environment),
      gate: gateChecks(environment),
      policy,
      risk,
      environment: release.environment,
      windows,
      onward: idFor("set", first),
    }),
    ...steps(parts),
    ...held("hold", watchNode(workloads, environment.hold), verified, parts),
    generalQuestion(rollback),
    ...wayBack(backwards, environment.deadline),
  ];
  return { entry: firstGuard({ windows }), drafts, rollback, trouble };
}

function riskOf({ changes }: Release, environment: EnvironmentConfig, restores: readonly Restore[]): JudgedRisk {
  const proved = restores.every((restore) => restore.verified === true) ? "verified" : "unverified";
  const { production, rollback } = environment;
  return judgeRisk(changesOf(changes), { production, rollback, businessHours: false, wayBack: proved });
}

interface Parts {
  readonly release: Release;
  readonly environment: EnvironmentConfig;
  readonly workloads: readonly WorkloadRef[];
  readonly rollback: string;
  readonly trouble: string;
  readonly approved: boolean;
  readonly windows: DeploymentWindows | undefined;
}

function workloadsOf(changes: readonly ImageChange[]): readonly WorkloadRef[] {
  return changes
    .map((change) => change.workload)
    .filter((workload, index, all) => all.findIndex((other) => sameWorkload(workload, other)) === index);
}

function restoreOf(workload: WorkloadRef, restores: readonly Restore[]): Restore {
  const restore = restores.find((one) => sameWorkload(one.workload, workload));
  if (restore !== undefined) return restore;
  throw new Fault("NoWayBack", `Nothing says what ${workload.name} would go back to, so it is not changed.`);
}

/** Each workload is set and must be ready before the next is touched. */
function steps(plan: Parts): readonly Draft[] {
  return plan.workloads.flatMap((workload, index) => {
    const following = plan.workloads[index + 1];
    const onward = following === undefined ? "hold" : idFor("set", following);
    return [
      setImages(workload, index === 0, plan),
      ...held(idFor("ready", workload), readyNode(workload, plan), onward, plan),
    ];
  });
}

function setImages(workload: WorkloadRef, first: boolean, plan: Parts): Draft {
  const { release, trouble } = plan;
  const changes = release.changes.filter((change) => sameWorkload(change.workload, workload));
  const images = Object.fromEntries(changes.map((change) => [change.container, change.to]));
  const node = {
    kind: "action" as const,
    id: idFor("set", workload),
    label: `Set ${workload.name} to ${release.version}`,
    why: changes.map((change) => `${change.container} goes from ${change.from} to ${change.to}.`).join(" "),
    action: { type: "set-image" as const, workload, images },
  };
  const ways = { done: idFor("ready", workload), failed: trouble };
  const draft = { node, ways, group: GROUP };
  // Only the first change uses the approval: after it, what would change is no longer what was approved. Nor does a
  // window close over a rollout that has begun.
  return first ? guarded(draft, plan) : draft;
}

type Watch = Omit<HoldNode, "id">;

function readyNode(workload: WorkloadRef, { environment }: Parts): Watch {
  const seconds = environment.deadline;
  const why = `Every pod must be new and available; the deadline is ${span(seconds * 1000)}.`;
  return {
    kind: "hold",
    label: `${workload.name} ready?`,
    why,
    until: "ready",
    seconds,
    workloads: [workload],
    limit: WAITS,
  };
}

function watchNode(workloads: readonly WorkloadRef[], seconds: number): Watch {
  const why = "The progress deadline no longer counts once pods were available, so they are watched on.";
  const label = `Hold ${span(seconds * 1000)}`;
  return { kind: "hold", label, why, until: "elapsed", seconds, workloads, limit: WAITS };
}

/** A hold and the question that belongs to it: waiting longer leads back to the same hold. */
function held(id: string, watch: Watch, healthy: string, plan: Parts): readonly Draft[] {
  const question = `${id}-question`;
  const bad = plan.environment.rollback === "automatic" ? plan.rollback : question;
  return [
    {
      node: { ...watch, id },
      ways: { healthy, failed: bad, deadline: bad, paused: question, superseded: END.superseded },
      group: GROUP,
    },
    {
      node: {
        kind: "decision",
        id: question,
        label: "What now?",
        why: "The new version did not prove itself here; a person decides.",
        question: "Roll back, wait longer, or keep it?",
        options: [...OPTIONS, { id: "wait", label: "Wait longer" }],
      },
      ways: { "roll-back": plan.rollback, keep: END.kept, wait: id },
      group: GROUP,
    },
  ];
}

const OPTIONS = [
  { id: "roll-back", label: "Roll back" },
  { id: "keep", label: "Keep it" },
];

/** Where the run cannot go on and waiting would not help. */
function generalQuestion(rollback: string): Draft {
  return {
    node: {
      kind: "decision",
      id: "trouble",
      label: "Roll back?",
      why: "The run stopped after it had changed something; a person decides what becomes of it.",
      question: "Roll back, or keep what was changed?",
      options: OPTIONS,
    },
    ways: { "roll-back": rollback, keep: END.kept },
    group: GROUP,
  };
}
