import { delay } from "../../base/clock.ts";
import { Fault } from "../../base/result.ts";
import type { ClusterReason } from "../../core/rollout/cluster.ts";
import type { WorkloadRef } from "../../core/graph/graph.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import { pinOf } from "../../core/rollout/pin.ts";
import type { Effect } from "../../core/run/effect.ts";
import type { RunEvent } from "../../core/run/event.ts";
import type { RunState } from "../../core/run/state.ts";
import { heldByWindow } from "../../core/run/windowHeld.ts";
import { fenceMark, fenceOn, heldFirst, isOwn, refuseHigher } from "../change/fence.ts";
import { changedPartHash, changePatch } from "../change/changePatch.ts";
import { FIELD_MANAGER, marks, writtenBy } from "../change/marks.ts";
import { refuseOther } from "../change/subject.ts";
import { addressOf, type Changeable, readWorkload, withKind } from "../change/workloads.ts";
import { isConflict, isUncovered } from "../faults.ts";
import type { RunPorts } from "../runPorts.ts";
import { actionFailed } from "./actionFailed.ts";
import { refusePaused } from "./prepareAction.ts";

type PerformAction = Extract<Effect, { type: "perform-action" }>;

/** Each conflict means that someone else wrote; controllers write a status a few times in a rollout, no more. */
const MOST_CONFLICTS = 20;
/** How long after a yes the cluster may not have heard of it. */
const FRESH_MS = 15_000;
const LOOK_AGAIN_MS = 1000;

/**
 * Makes an intent true, once. The world is read first: an intent whose write arrived, though nobody lived to say so,
 * is only noted. A fault that leaves open whether the write arrived is thrown, and the same effect is performed again.
 */
export async function performAction(ports: RunPorts, state: RunState, effect: PerformAction): Promise<RunEvent[]> {
  try {
    for (let conflicts = 0; conflicts < MOST_CONFLICTS; conflicts += 1) {
      const event = await attempt(ports, state, effect);
      if (event !== undefined) return [event];
    }
    const { name } = effect.action.workload;
    throw new Fault("Contended", `${name} was changed by others ${MOST_CONFLICTS} times while it was to be written.`);
  } catch (error) {
    return [actionFailed(effect, error)];
  }
}

/** Undefined where someone else wrote between the read and the write. */
async function attempt(ports: RunPorts, state: RunState, effect: PerformAction): Promise<RunEvent | undefined> {
  const { intent, action } = effect;
  const { namespace } = state.release;
  const read = await readWorkload(ports.cluster, namespace, action.workload);
  refuseOther(state.release, action.workload, read);
  const found = changedPartHash(action, read);
  if (found === intent.after) return noted(ports, state, effect, read);
  if (found !== intent.before) throw changedByOthers(action.workload.name);
  refusePaused(read);
  refuseExpired(state, effect, ports.clock.now());
  refuseClosed(state, effect, ports.clock.now());
  await refuseHeld(ports, state, effect);
  await refuseFenced(ports, state, action.workload, read);
  try {
    const now = ports.clock.now();
    const mark = { ...marks({ state, ...effect }, now), ...fenceMark(state, ports.lock.fence) };
    const patch = await changePatch(ports.cluster, read, action, mark);
    const address = addressOf(action.workload, namespace);
    const written = await ports.cluster.patch<Changeable>(address, patch, { fieldManager: FIELD_MANAGER });
    return done(effect, withKind(written, action.workload), now, true);
  } catch (error) {
    if (isConflict(error)) return undefined;
    if (!isUncovered(error) || !isFresh(state, effect, ports.clock.now())) throw error;
    await delay(ports.clock, LOOK_AGAIN_MS);
    return undefined;
  }
}

/** Each of the cluster's servers has its own copy of what was approved, and a fresh yes takes a moment to reach it. */
function isFresh(state: RunState, { node: id }: PerformAction, now: number): boolean {
  const { given } = approvalOf(state, id);
  return given !== undefined && now < given.leftAt + FRESH_MS;
}

/** The approval node whose yes an action uses, and the step by which it was left with that yes. */
function approvalOf({ graph, path }: RunState, id: string) {
  const node = nodeOf(graph, id);
  const approval = node?.kind === "action" ? nodeOf(graph, node.approval) : undefined;
  if (approval?.kind !== "approval") return {};
  const given = path.findLast((step) => step.node === approval.id && step.outcome === "approved");
  return { asked: approval, given };
}

/** An intent that nobody came to follow, because the runner or the cluster was away, outlives its approval at no time. */
function refuseExpired(state: RunState, { node: id }: PerformAction, now: number): void {
  const { asked, given } = approvalOf(state, id);
  if (asked === undefined) return;
  if (given !== undefined && now < given.leftAt + asked.policy.expiresAfterSeconds * 1000) return;
  throw new Fault("ApprovalOutdated", "The approval ran out before the change was made. Start again.");
}

/** Nor does it outlive the window that it was to begin in. */
function refuseClosed(state: RunState, { node: id }: PerformAction, now: number): void {
  const node = nodeOf(state.graph, id);
  const held =
    node?.kind === "action" && node.windows !== undefined ? heldByWindow(state, node.windows, now) : undefined;
  if (held !== undefined) throw new Fault("WindowClosed", `${held} Nothing was changed. Start again when it is open.`);
}

/** The way forward needs the environment; the way back must not wait for whoever holds it now. */
async function refuseHeld({ lock }: RunPorts, { release, graph }: RunState, effect: PerformAction): Promise<void> {
  if (effect.action.type === "restore" || nodeOf(graph, effect.node)?.back === true) return;
  const holder = await lock.take();
  if (holder.state === "unknown") throw unknownHolder(release.environment, holder.why);
  if (holder.state !== "held") return;
  const message = `${holder.holder} holds ${release.environment} now, so nothing was changed. Wait for its end.`;
  throw new Fault("EnvironmentHeld", message);
}

/**
 * No write lands behind the back of whoever has taken the environment over, on the way back neither: the number on the
 * workload tells, and the write names the resource version that it was read at.
 */
export async function refuseFenced(
  { lock }: Pick<RunPorts, "lock">,
  state: RunState,
  workload: WorkloadRef,
  read: Changeable,
): Promise<void> {
  const found = fenceOn(read);
  if (found === undefined || (lock.fence === undefined && isOwn(found, state))) return;
  if (lock.fence === undefined && found.number < heldFirst(state)) {
    const holder = await lock.take();
    if (holder.state === "free") return;
    if (holder.state === "unknown") throw unknownHolder(state.release.environment, holder.why);
  }
  refuseHigher(state, workload, found, lock.fence ?? 0);
}

/** Nobody knows that the environment is free: to be asked again, as any call that did not get through. */
function unknownHolder(environment: string, why: string): Fault {
  const message = `Who holds ${environment} could not be asked, so nothing was changed: ${why}`;
  return new Fault("Unreachable" satisfies ClusterReason, message);
}

function noted(ports: RunPorts, state: RunState, effect: PerformAction, read: Changeable): RunEvent {
  const writtenAt = writtenBy({ state, ...effect }, read);
  return done(effect, read, writtenAt ?? ports.clock.now(), writtenAt !== undefined);
}

function done(effect: PerformAction, object: Changeable, writtenAt: number, changed: boolean): RunEvent {
  const { node, action } = effect;
  return { type: "action-done", node, workload: action.workload, pin: pinOf(object, writtenAt), changed };
}

function changedByOthers(name: string): Fault {
  const message = `${name} is neither as it was nor as this run would make it: someone else changed its template. Look at its history.`;
  return new Fault("ChangedByOthers", message);
}
