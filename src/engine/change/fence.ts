import { Fault } from "../../base/result.ts";
import type { WorkloadRef } from "../../core/graph/graph.ts";
import { sameWorkload } from "../../core/graph/walk.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import type { RunState } from "../../core/run/state.ts";
import { isConflict } from "../faults.ts";
import { FIELD_MANAGER } from "./marks.ts";
import { annotationPatch } from "./templatePatch.ts";
import { addressOf, type Changeable, readWorkload } from "./workloads.ts";

/**
 * Who may write to a workload: `<number> <run>/<nonce>`. The number is that of the environment's lease, which grows
 * whenever the lease changes hands; whoever finds a higher one has lost it, whatever their own clock says.
 */
export const FENCE_ANNOTATION = "tidegate.dev/fence";

/** What a Lease can count to. */
const MOST_FENCE = 2_147_483_647;
/** Controllers write a status a few times in a rollout, no more. */
const MOST_CONFLICTS = 20;

/** A fence as it stands on a workload. */
export interface Fence {
  readonly number: number;
  readonly run: string;
}

type Owner = Pick<RunState, "run" | "nonce">;

/** The fence on a workload; undefined where there is none, or something that nobody's lease has counted to. */
export function fenceOn({ metadata }: Changeable): Fence | undefined {
  const [number = "", run = ""] = (metadata.annotations?.[FENCE_ANNOTATION] ?? "").split(" ");
  if (!/^\d{1,10}$/u.test(number) || Number(number) >= MOST_FENCE) return undefined;
  return { number: Number(number), run };
}

/** The annotation of a run that holds its environment by this number; none where nothing is locked. */
export function fenceMark(owner: Owner, number: number | undefined): Record<string, string> {
  return number === undefined ? {} : { [FENCE_ANNOTATION]: `${number} ${nameOf(owner)}` };
}

/** Whether a fence is this run's own, of any of its runners. */
export function isOwn({ run }: Fence, owner: Owner): boolean {
  return run === nameOf(owner);
}

/** Runs of two workspaces have the same numbers. */
function nameOf({ run, nonce }: Owner): string {
  return `${run}/${nonce.slice(0, 16)}`;
}

/** The workloads that a run may change, each once. */
export function changedIn({ graph }: Pick<RunState, "graph">): readonly WorkloadRef[] {
  return graph.nodes
    .flatMap((node) => (node.kind === "action" ? [node.action.workload] : []))
    .filter((workload, index, all) => all.findIndex((other) => sameWorkload(other, workload)) === index);
}

/** The highest number that stands on what a run may change; 0 where none does. */
export async function highestFence(cluster: Cluster, state: RunState): Promise<number> {
  const found = changedIn(state).map(async (workload) => {
    const object = await cluster.get<Changeable>(addressOf(workload, state.release.namespace));
    return object === undefined ? 0 : (fenceOn(object)?.number ?? 0);
  });
  return Math.max(0, ...(await Promise.all(found)));
}

/**
 * Puts the run's number on everything that it may change, before it decides what to write: a write of whoever held the
 * environment before meets another resource version from then on, and is refused. Fault `Fenced` where a higher number
 * stands there.
 */
export async function raiseFences(cluster: Cluster, state: RunState, number: number): Promise<void> {
  for (const workload of changedIn(state)) await raiseFence(cluster, state, workload, number);
}

async function raiseFence(cluster: Cluster, state: RunState, workload: WorkloadRef, number: number): Promise<void> {
  const { namespace } = state.release;
  for (let conflicts = 0; conflicts < MOST_CONFLICTS; conflicts += 1) {
    const read = await readWorkload(cluster, namespace, workload);
    const found = fenceOn(read);
    if (found?.number === number && isOwn(found, state)) return;
    refuseHigher(state, workload, found, number);
    try {
      const patch = annotationPatch(read, fenceMark(state, number));
      await cluster.patch(addressOf(workload, namespace), patch, { fieldManager: FIELD_MANAGER });
      return;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw new Fault(
    "Contended",
    `${workload.name} was changed by others ${MOST_CONFLICTS} times while it was to be held.`,
  );
}

/**
 * Refuses a write by whoever has lost the environment, or had lost it since the first change: `Fenced`. What was done in
 * between is not to be set back by one that was away, though it may hold the environment again.
 */
export function refuseHigher(state: Held, { name }: WorkloadRef, found: Fence | undefined, number: number): void {
  if (found === undefined) return;
  const { run, release } = state;
  const own = isOwn(found, state);
  if (own ? found.number <= number : found.number < Math.min(number, heldFirst(state))) return;
  const who = own ? `Another runner of run ${run}` : `Run ${found.run.split("/")[0] ?? ""} of somebody else`;
  const message = `${who} has taken ${release.environment} over and held ${name} since, so nothing more is changed by this one. Look at what it does.`;
  throw new Fault("Fenced", message);
}

type Held = Pick<RunState, "run" | "nonce" | "release" | "intents">;

/** The number by which the run held the environment at its first change; no bound where it has changed nothing. */
export function heldFirst({ intents }: Pick<RunState, "intents">): number {
  return intents.find((one) => one.fence !== undefined)?.fence ?? Infinity;
}
