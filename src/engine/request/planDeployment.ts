import { Fault } from "../../base/result.ts";
import type { Graph } from "../../core/graph/graph.ts";
import { planRelease } from "../../core/plan/planRelease.ts";
import type { ReleasePlan } from "../../core/plan/rollOut.ts";
import type { Restore } from "../../core/plan/wayBack.ts";
import { checkVersion, repositoryOf, withVersion } from "../../core/rollout/image.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import { revisionOf } from "../../core/rollout/revisions.ts";
import { imagesOf } from "../../core/rollout/template.ts";
import { sameWorkload } from "../../core/graph/walk.ts";
import type { ImageChange, Release } from "../../core/run/release.ts";
import { pointOf, readHistory } from "../change/history.ts";
import { subjectOf } from "../change/subject.ts";
import { serverDiff } from "../change/serverDiff.ts";
import { type ReadRun, readRuns } from "../records/readRuns.ts";
import { checkOneRelease } from "./oneRelease.ts";
import type { Place, PlanPorts, RunPlan } from "./runPlan.ts";
import { verifiedPoints } from "./verifiedPoints.ts";
import { type FoundWorkload, workloadsIn } from "./workloadsIn.ts";

const DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

/**
 * Plans the deployment of a version (image tag, or digest with its algorithm). Nothing is changed. Faults: `BadVersion`,
 * `BadImage`, `NoWorkloads`, `WorkloadMissing`, `WhichWorkloads`, `NothingToDeploy`, and the cluster's.
 */
export async function planDeployment(ports: PlanPorts, place: Place, version: string): Promise<RunPlan> {
  return planOf(ports, await readRelease(ports, place, version), planRelease);
}

/** The run of what is released: its graph, made by `draw`, and what the server says that it would change. */
export async function planOf(
  ports: PlanPorts,
  { release, environment, restores }: ReleasePlan,
  draw: (plan: ReleasePlan) => Graph,
): Promise<RunPlan> {
  const graph = draw({ release, environment, restores });
  const diff = await serverDiff(ports.cluster, release.namespace, graph);
  return { release, graph, rollback: environment.rollback, diff, restores };
}

/** What a version changes here and what it would go back to. Faults as of {@link planDeployment}. */
export async function readRelease(ports: PlanPorts, place: Place, version: string): Promise<ReleasePlan> {
  const checked = checkVersion(version);
  if (!checked.ok) throw checked.error;
  const workloads = await workloadsIn(ports.cluster, place);
  const changes = workloads.flatMap((found) => imageChanges(found, checked.value));
  if (changes.length === 0) {
    const message = `${place.environment} runs ${checked.value} already. Nothing to deploy.`;
    throw new Fault("NothingToDeploy", message);
  }
  const runs = await readRuns(ports.store, ports.hash);
  checkOneRelease(place, changes, runs, checked.value);
  const release = releaseFor(place, checked.value, changes, workloads);
  const restores = await Promise.all(workloads.map((found) => restoreFor(ports.cluster, runs, place, found)));
  return { release, environment: place.config, restores };
}

/** A release of these changes here, to the workloads that were found. */
export function releaseFor(
  place: Place,
  version: string,
  changes: readonly ImageChange[],
  found: readonly FoundWorkload[],
): Release {
  const { application, environment, config } = place;
  const { production, context, namespace } = config;
  const subjects = found
    .filter(({ workload }) => changes.some((change) => sameWorkload(change.workload, workload)))
    .map(({ workload, object }) => subjectOf(workload, object));
  return { application, environment, production, context, namespace, version, changes, subjects };
}

/**
 * The version goes to a workload's main container and to every container of the same image repository, such as a
 * migration that runs before it; sidecars of other repositories stay as they are.
 */
function imageChanges({ workload, object }: FoundWorkload, version: string): ImageChange[] {
  const images = imagesOf(object.spec.template);
  const main = images[mainContainer(object)] ?? "";
  return Object.entries(images).flatMap(([container, from]) => {
    if (repositoryOf(from) !== repositoryOf(main)) return [];
    const to = withVersion(from, version);
    if (!to.ok) throw to.error;
    return to.value === from ? [] : [{ workload, container, from, to: to.value }];
  });
}

function mainContainer(object: FoundWorkload["object"]): string {
  const { metadata, spec } = object.spec.template;
  return metadata?.annotations?.[DEFAULT_CONTAINER] ?? spec?.containers[0]?.name ?? "";
}

/** The last verified revision that the cluster still keeps, else what runs now. */
async function restoreFor(
  cluster: Cluster,
  runs: readonly ReadRun[],
  place: Place,
  { workload, object }: FoundWorkload,
): Promise<Restore> {
  const points = verifiedPoints(runs, place, workload);
  if (points.length === 0) return { workload, to: pointOf(object) };
  const history = await readHistory(cluster, object);
  const kept = points.find((point) => revisionOf(history, point.templateHash) !== undefined);
  return { workload, to: kept ?? pointOf(object), verified: kept !== undefined };
}
