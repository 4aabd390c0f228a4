import { parseTimestamp } from "../../../../base/clock.ts";
import { revisionNumber } from "../../../../core/rollout/family.ts";
import { versionLabel } from "../../../../core/rollout/image.ts";
import { judge } from "../../../../core/rollout/judge.ts";
import type { Deployment, StatefulSet, Workload, WorkloadKind } from "../../../../core/rollout/objects.ts";
import { at, conditionOf, text } from "../../../../core/rollout/read.ts";
import type { EnvironmentObjects } from "../../../clusters/environmentSnapshot.ts";
import type { WorkloadFacts } from "./facts.ts";
import { byName, type OwnedObjects } from "./ownedObjects.ts";
import { revisionFacts } from "./revisionFacts.ts";

/** Everything that is known about one workload. The kind is set, as lists leave it out. */
export function workloadFacts(workload: Workload, kind: WorkloadKind, owned: OwnedObjects): WorkloadFacts {
  const object: Workload = workload.kind === kind ? workload : { ...workload, kind };
  const { replicaSets, controllerRevisions, pods } = owned;
  const knowsRevisions = kind !== "Job" && replicaSets.length + controllerRevisions.length > 0;
  const image = mainImage(object);
  return {
    kind,
    name: object.metadata.name,
    verdict: judge(object, { replicaSets, pods }),
    version: image === undefined ? undefined : versionLabel(image),
    image,
    paused: kind === "Deployment" && (object as Deployment).spec.paused === true,
    since: sinceOf(object, kind, owned),
    opens: knowsRevisions || pods.length > 0,
    revisions: once(() => (knowsRevisions ? revisionFacts(object, owned) : [])),
    pods: knowsRevisions ? [] : byName(pods),
  };
}

/** The image of the container that carries the workload's name, else of the first. */
export function mainImage({ metadata, spec }: Workload): string | undefined {
  const containers = spec.template.spec?.containers ?? [];
  return (containers.find(({ name }) => name === metadata.name) ?? containers[0])?.image;
}

/**
 * When the present template came. A Deployment that was rolled back reuses an old ReplicaSet, so its own progress
 * tells better than the ReplicaSet's age.
 */
function sinceOf(
  object: Workload,
  kind: WorkloadKind,
  { replicaSets, controllerRevisions }: OwnedObjects,
): number | undefined {
  const made = object.metadata.creationTimestamp;
  if (kind === "Job") return parseTimestamp(text(at(object, "status", "startTime")) ?? made);
  if (kind === "Deployment") {
    const number = revisionNumber(object);
    const current = replicaSets.find((set) => revisionNumber(set) === number);
    return parseTimestamp(conditionOf(object, "Progressing")?.at ?? current?.metadata.creationTimestamp ?? made);
  }
  const name = (object as StatefulSet).status?.updateRevision;
  const newest = controllerRevisions.toSorted((a, b) => b.revision - a.revision)[0];
  const current = controllerRevisions.find((revision) => revision.metadata.name === name) ?? newest;
  return parseTimestamp(current?.metadata.creationTimestamp ?? made);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The workloads of one kind, with the kind they have. */
export function workloadsOf(objects: EnvironmentObjects, kind: WorkloadKind): readonly Workload[] {
  return [...objects[kind].values()];
}
