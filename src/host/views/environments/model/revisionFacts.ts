import { versionLabel } from "../../../../core/rollout/image.ts";
import type { Deployment, Pod, StatefulSet, Workload } from "../../../../core/rollout/objects.ts";
import { isReady } from "../../../../core/rollout/pod.ts";
import { controllerHistory, deploymentHistory, type Revision } from "../../../../core/rollout/revisions.ts";
import type { RevisionFacts } from "./facts.ts";
import { byName, type OwnedObjects } from "./ownedObjects.ts";

const REVISION_HASH_LABEL = "controller-revision-hash";

/** The revisions worth a row: the present one, those that still have pods, and the one before; newest first. */
export function revisionFacts(workload: Workload, owned: OwnedObjects): readonly RevisionFacts[] {
  const history = historyOf(workload, owned);
  const previous = history.find(({ current }) => !current);
  return history.flatMap((revision) => {
    const pods = podsOfRevision(workload, revision, owned);
    const shown = revision.current || revision === previous || pods.length > 0;
    return shown ? [factsOf(workload, revision, pods)] : [];
  });
}

function historyOf(workload: Workload, { replicaSets, controllerRevisions }: OwnedObjects): readonly Revision[] {
  return workload.kind === "Deployment"
    ? deploymentHistory(workload as Deployment, replicaSets)
    : controllerHistory(workload as StatefulSet, controllerRevisions);
}

function podsOfRevision(workload: Workload, revision: Revision, { replicaSets, pods }: OwnedObjects): readonly Pod[] {
  if (workload.kind !== "Deployment") {
    return pods.filter(({ metadata }) => isOfRevision(metadata.labels?.[REVISION_HASH_LABEL], revision.name));
  }
  const uid = replicaSets.find(({ metadata }) => metadata.name === revision.name)?.metadata.uid;
  return pods.filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.uid === uid) === true);
}

/** A StatefulSet labels pods with the ControllerRevision's name, a DaemonSet with the hash at its end. */
function isOfRevision(label: string | undefined, name: string): boolean {
  return label !== undefined && (label === name || name.endsWith(`-${label}`));
}

function factsOf({ metadata, spec }: Workload, revision: Revision, pods: readonly Pod[]): RevisionFacts {
  const image = revision.images[metadata.name] ?? revision.images[spec.template.spec?.containers[0]?.name ?? ""];
  return {
    revision: String(revision.number),
    templateHash: revision.templateHash,
    version: image === undefined ? undefined : versionLabel(image),
    image,
    current: revision.current,
    createdAt: revision.createdAt,
    ready: pods.filter(isReady).length,
    desired: revision.replicas ?? pods.length,
    pods: byName(pods),
  };
}
