import type { HoldNode } from "../graph/graph.ts";
import { sameWorkload } from "../graph/walk.ts";
import type { RolloutStatus } from "../rollout/verdict.ts";
import type { Effect } from "./effect.ts";
import { currentVisit, hasChangedWorkload, unprotectedWithin } from "./facts.ts";
import { appended, leave } from "./leave.ts";
import type { ObservedRollout, RunState } from "./state.ts";
import { span, workloadNames } from "./words.ts";

/**
 * How long after its end, or after a restart later than that, an `elapsed` hold waits for workloads that just then
 * are not Current, such as one whose autoscaler adds pods. Milliseconds.
 */
export const HOLD_GRACE_MS = 120_000;

/** Verdicts that end a hold at once, in the order in which they matter. */
const ENDING: readonly (readonly [RolloutStatus, string])[] = [
  ["Superseded", "superseded"],
  ["Failed", "failed"],
  ["Terminating", "failed"],
  ["Paused", "paused"],
];

/**
 * Watches until the end time that was set when the hold began, whatever runners came and went. Only what this runner
 * saw in this visit counts, so a restart looks before it judges.
 */
export function atHold(state: RunState, hold: HoldNode, now: number): Effect {
  const node = hold.back === true ? changedOnly(state, hold) : hold;
  const endsAt = state.holdEndsAt;
  if (endsAt === undefined) return appended({ type: "hold-started", node: node.id, endsAt: now + node.seconds * 1000 });
  const seen = seenHere(state, node);
  for (const [status, outcome] of ENDING) {
    const found = seen.find((one) => one.verdict.status === status);
    if (found !== undefined) return leave(node, outcome, found.verdict.message);
  }
  const current = seen.filter((one) => one.verdict.status === "Current");
  const all = current.length === node.workloads.length;
  if (node.until === "ready") return untilReady(state, node, { now, endsAt, all, seen });
  return untilElapsed(state, node, { now, endsAt, all, seen });
}

/** The way back answers only for what the run may have changed. */
function changedOnly(state: RunState, node: HoldNode): HoldNode {
  return { ...node, workloads: node.workloads.filter((workload) => hasChangedWorkload(state, workload)) };
}

interface Sight {
  readonly now: number;
  readonly endsAt: number;
  /** Whether every workload was seen Current. */
  readonly all: boolean;
  readonly seen: readonly ObservedRollout[];
}

/** Ready in time counts even when the look at the clock comes late. */
function untilReady(state: RunState, node: HoldNode, { now, endsAt, all, seen }: Sight): Effect {
  const inTime = seen.every((one) => one.at <= endsAt);
  if (all && inTime)
    return leave(node, "healthy", `${workloadNames(node.workloads)} became ready.${blind(state, now)}`);
  if (now < endsAt) return watch(state, node, endsAt);
  return leave(
    node,
    "deadline",
    `${late(node, seen)} not ready after ${span(node.seconds * 1000)}.${blind(state, now)}`,
  );
}

/**
 * Healthy at the last moment is not enough: pods that crash and come back look healthy in between. Who recovered
 * within the hold must stay well for as long again, at most to the end of the grace.
 */
function untilElapsed(state: RunState, node: HoldNode, { now, endsAt, all, seen }: Sight): Effect {
  if (now < endsAt) return watch(state, node, endsAt);
  const held = span(node.seconds * 1000);
  const grace = Math.max(endsAt, state.unprotected.at(-1)?.to ?? endsAt) + HOLD_GRACE_MS;
  const recovered = Math.max(endsAt, ...seen.map((one) => (one.recoveredAt ?? -Infinity) + node.seconds * 1000));
  const steadyAt = Math.min(recovered, grace);
  if (all && now >= steadyAt)
    return leave(node, "healthy", `${workloadNames(node.workloads)} stayed healthy for ${held}.${blind(state, now)}`);
  if (now < grace) return watch(state, node, all ? steadyAt : grace);
  return leave(node, "deadline", `${late(node, seen)} not ready at the end of ${held}.${blind(state, now)}`);
}

function seenHere(state: RunState, node: HoldNode): readonly ObservedRollout[] {
  const visit = currentVisit(state);
  return state.rollouts.filter(
    (one) =>
      one.node === node.id &&
      one.visit === visit &&
      one.generation === state.generation &&
      node.workloads.some((workload) => sameWorkload(workload, one.workload)),
  );
}

function watch(state: RunState, node: HoldNode, endsAt: number): Effect {
  const workloads = node.workloads.map((workload) => ({
    workload,
    pin: state.pins.find((one) => sameWorkload(one.workload, workload))?.pin,
  }));
  const { until, id } = node;
  const { generation } = state;
  return { type: "watch-rollout", node: id, visit: currentVisit(state), generation, until, workloads, endsAt };
}

/** Who is not ready, with the last that was seen of them. */
function late(node: HoldNode, seen: readonly ObservedRollout[]): string {
  const open = node.workloads.filter((workload) => {
    const last = seen.find((one) => sameWorkload(one.workload, workload));
    return last?.verdict.status !== "Current";
  });
  const waiting = open.length === 0 ? node.workloads : open;
  return `${workloadNames(waiting)} ${waiting.length === 1 ? "was" : "were"}`;
}

function blind(state: RunState, now: number): string {
  const gap = unprotectedWithin(state, state.enteredAt, now);
  return gap === 0 ? "" : ` Nobody watched for ${span(gap)} of it.`;
}
