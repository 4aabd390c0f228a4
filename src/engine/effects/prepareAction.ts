import { Fault } from "../../base/result.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import { isPaused, paused } from "../../core/rollout/operations.ts";
import type { Effect } from "../../core/run/effect.ts";
import type { RunEvent } from "../../core/run/event.ts";
import type { RunState } from "../../core/run/state.ts";
import { changedPartHash, changePatch, refuseOtherScale } from "../change/changePatch.ts";
import { raiseFences } from "../change/fence.ts";
import { FIELD_MANAGER } from "../change/marks.ts";
import { serverDiff } from "../change/serverDiff.ts";
import { refuseChanged, refuseOther } from "../change/subject.ts";
import { addressOf, type Changeable, readWorkload } from "../change/workloads.ts";
import type { RunPorts } from "../runPorts.ts";
import { actionFailed } from "./actionFailed.ts";

type PrepareAction = Extract<Effect, { type: "prepare-action" }>;

/**
 * Finds out what an action would write, and writes nothing but who holds the workloads. The API server itself says what the template will be, so
 * that defaults and admission are in the hash by which a restarted runner knows its own write again.
 */
export async function prepareAction(ports: RunPorts, state: RunState, effect: PrepareAction): Promise<RunEvent[]> {
  const { node, action } = effect;
  try {
    await holdWorkloads(ports, state, node);
    const { before, after } = await hashes(ports, state, effect);
    await refuseUnapproved(ports, state, node);
    const { fence } = ports.lock;
    const held = fence === undefined ? {} : { fence };
    return [{ type: "action-intended", node, workload: action.workload, before, after, ...held }];
  } catch (error) {
    return [actionFailed(effect, error)];
  }
}

/**
 * From here on no write of an earlier holder can land between what is read and what is written. Where nobody else can
 * be at it, the number comes with the change itself.
 */
async function holdWorkloads({ cluster, lock }: RunPorts, state: RunState, id: string): Promise<void> {
  if (!lock.contested || lock.fence === undefined || nodeOf(state.graph, id)?.back === true) return;
  await raiseFences(cluster, state, lock.fence);
}

/**
 * What the intent begins from must be what was approved: between the check of an approval and this step the API server
 * may have been away for long. Looked at after the hashes were taken, of which the first is a condition of the write.
 */
async function refuseUnapproved(
  { cluster }: RunPorts,
  { graph, granted, release }: RunState,
  id: string,
): Promise<void> {
  const node = nodeOf(graph, id);
  if (node?.kind !== "action" || node.approval === undefined) return;
  const { hash } = await serverDiff(cluster, release.namespace, graph);
  if (hash === granted?.binding.manifestHash) return;
  throw new Fault("ApprovalOutdated", "What was approved is no longer what would be done. Start again.");
}

async function hashes(
  ports: RunPorts,
  { graph, release }: RunState,
  { node, action }: PrepareAction,
): Promise<{ before: string; after: string }> {
  const { namespace } = release;
  const read = await readWorkload(ports.cluster, namespace, action.workload);
  refuseOther(release, action.workload, read);
  // The way back begins wherever others have left the workload: it must not end because they helped.
  if (nodeOf(graph, node)?.back !== true) {
    refuseChanged(release, action, read);
    refuseOtherScale(action, read);
  }
  refusePaused(read);
  const patch = await changePatch(ports.cluster, read, action, {});
  const options = { dryRun: true, fieldManager: FIELD_MANAGER };
  const written = await ports.cluster.patch<Changeable>(addressOf(action.workload, namespace), patch, options);
  return { before: changedPartHash(action, read), after: changedPartHash(action, written) };
}

/** A paused Deployment takes a new template and does nothing with it. */
export function refusePaused(read: Changeable): void {
  if (isPaused(read)) throw paused(read, "a change can roll out");
}
