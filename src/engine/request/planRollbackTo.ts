import { Fault } from "../../base/result.ts";
import type { RestorePoint } from "../../core/graph/graph.ts";
import { planRollback } from "../../core/plan/planRollback.ts";
import type { Restore } from "../../core/plan/wayBack.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import { versionOf } from "../../core/rollout/image.ts";
import { findRevision, previousRevision, type Revision, revisionOf } from "../../core/rollout/revisions.ts";
import { imagesOf, templateHash } from "../../core/rollout/template.ts";
import type { ImageChange } from "../../core/run/release.ts";
import { readHistory } from "../change/history.ts";
import { serverDiff } from "../change/serverDiff.ts";
import { readRuns } from "../records/readRuns.ts";
import { checkOneRelease } from "./oneRelease.ts";
import { releaseFor } from "./planDeployment.ts";
import type { Place, PlanPorts, RunPlan } from "./runPlan.ts";
import { verifiedPoints } from "./verifiedPoints.ts";
import { type FoundWorkload, workloadsIn } from "./workloadsIn.ts";

/** Which revision to go back to: the last that proved itself, the one before the present, or one by its number. */
export type RollbackTarget = "verified" | "previous" | { readonly workload: string; readonly revision: number };

/**
 * Plans a rollback that a person asks for. Workloads that run the target already are left out. Nothing is changed.
 * Faults: `NoVerifiedRevision`, `RevisionGone`, `NothingToRestore`, `WhichWorkloads`, and the cluster's.
 */
export async function planRollbackTo(ports: PlanPorts, place: Place, target: RollbackTarget): Promise<RunPlan> {
  const runs = await readRuns(ports.store, ports.hash);
  const workloads = await workloadsIn(ports.cluster, place);
  const chosen = await Promise.all(
    workloads.map(async (found) => {
      const points = verifiedPoints(runs, place, found.workload);
      return { found, points, revision: await revisionFor(ports.cluster, found, points, target) };
    }),
  );
  const moved = chosen.flatMap(({ found, points, revision }) => (revision ? [{ found, points, revision }] : []));
  if (moved.length === 0) throw nothingToRestore(place, target);
  const restores = moved.map(({ found, revision }) => restoreTo(found, revision));
  const changes = moved.flatMap(({ found, revision }) => changesTo(found, revision));
  if (target === "previous") checkOneRelease(place, changes, runs, "going back to the revision before");
  const version = [...new Set(restores.flatMap(({ to }) => Object.values(to.images).map(versionOf)))].join(", ");
  const release = releaseFor(
    place,
    version,
    changes,
    moved.map(({ found }) => found),
  );
  const verified = moved.every(({ points, revision }) => isAmong(points, revision));
  const graph = planRollback({ release, environment: place.config, restores, verified });
  const diff = await serverDiff(ports.cluster, release.namespace, graph);
  return { release, graph, rollback: place.config.rollback, diff, restores };
}

/** Undefined where the workload is not concerned or runs the target already. */
async function revisionFor(
  cluster: Cluster,
  { object, workload }: FoundWorkload,
  points: readonly RestorePoint[],
  target: RollbackTarget,
): Promise<Revision | undefined> {
  const history = await readHistory(cluster, object);
  const now = templateHash(object.spec.template);
  if (target === "previous") return previousRevision(history);
  if (target === "verified") {
    const others = points.filter((point) => point.templateHash !== now);
    return others.flatMap((point) => revisionOf(history, point.templateHash) ?? []).at(0);
  }
  if (target.workload !== workload.name) return undefined;
  const found = findRevision(object, history, { number: target.revision });
  if (!found.ok) throw found.error;
  return found.value.templateHash === now ? undefined : found.value;
}

function restoreTo({ workload }: FoundWorkload, { number, images, templateHash: hash }: Revision): Restore {
  return { workload, to: { revision: String(number), templateHash: hash, images } };
}

function changesTo({ workload, object }: FoundWorkload, revision: Revision): ImageChange[] {
  const before = imagesOf(object.spec.template);
  return Object.entries(revision.images).map(([container, to]) => ({
    workload,
    container,
    from: before[container] ?? "",
    to,
  }));
}

function isAmong(points: readonly RestorePoint[], revision: Revision): boolean {
  return points.some((point) => point.templateHash === revision.templateHash);
}

function nothingToRestore({ environment }: Place, target: RollbackTarget): Fault {
  if (target === "verified") {
    const message = `No other revision of ${environment} is known to be good and still kept. Choose the previous one, or one by its number.`;
    return new Fault("NoVerifiedRevision", message);
  }
  return new Fault("NothingToRestore", `${environment} runs that revision already, or keeps no other one.`);
}
