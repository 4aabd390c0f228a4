import { type Result, err, ok } from "../../base/result.ts";
import type { JsonPatchOperation, Patch } from "./cluster.ts";
import type { PodTemplate } from "./objects.ts";
import { type Rolling, exactly, isPaused, nothingToDo, paused } from "./operations.ts";
import { at, bag, count, items, text } from "./read.ts";
import { CHANGE_CAUSE_ANNOTATION, type Revision, isRevisionBookkeeping } from "./revisions.ts";
import { bareTemplate, sameTemplate } from "./template.ts";

/**
 * Puts an earlier template back, whole, on exactly the object that was read: a change in between is a `Conflict`,
 * for which the version is replaced by itself (a failed `test` would be answered as invalid). With a revision's
 * annotations the object's own are brought back too. Faults: `Paused`, `NothingToDo`.
 */
export function restorePatch(
  workload: Rolling,
  template: PodTemplate,
  annotations?: Revision["annotations"],
): Result<Patch> {
  if (isPaused(workload)) return err(paused(workload, "rolling back"));
  if (sameTemplate(workload.spec.template, template)) {
    return err(nothingToDo(`${workload.metadata.name} runs this template already: there is nothing to do.`));
  }
  const operations: JsonPatchOperation[] = Object.entries(exactly(workload)).map(([name, value]) => ({
    op: "replace",
    path: `/metadata/${name}`,
    value,
  }));
  operations.push({ op: "replace", path: "/spec/template", value: bareTemplate(template) });
  if (annotations !== undefined) {
    operations.push({ op: "add", path: "/metadata/annotations", value: restoredAnnotations(workload, annotations) });
  }
  return ok({ type: "json", body: operations });
}

/** The object's annotations overlaid with the revision's; a change cause that is not the revision's goes. */
function restoredAnnotations(workload: Rolling, annotations: Revision["annotations"]): Record<string, string> {
  const { [CHANGE_CAUSE_ANNOTATION]: _cause, ...own } = workload.metadata.annotations ?? {};
  const restored = Object.entries(annotations).filter(([name]) => !isRevisionBookkeeping(name));
  return { ...own, ...Object.fromEntries(restored) };
}

/** What a rollback to a template leaves as it is now, one sentence each, for the person who decides. */
export function notRestored(workload: Rolling, template: PodTemplate): readonly string[] {
  const replicas = count(at(workload, "spec", "replicas"));
  const references = referencesOf(template);
  return [
    ...(replicas === undefined ? [] : [`The number of pods stays at ${replicas}.`]),
    ...(references.length === 0 ? [] : [`The contents of ${references.join(", ")} stay as they are now.`]),
    ...(items(at(workload, "spec", "volumeClaimTemplates")).length === 0
      ? []
      : ["Data on its volumes stays as it is now."]),
    "Services, ingresses and autoscalers stay as they are now.",
    "A database schema that was migrated stays migrated.",
  ];
}

/** ConfigMaps and Secrets that a template reads, such as `ConfigMap web-config`. */
function referencesOf(template: PodTemplate): readonly string[] {
  const spec = at(template, "spec");
  const containers = [...items(at(spec, "initContainers")), ...items(at(spec, "containers"))];
  const sources = containers.flatMap((container) => [
    ...items(at(container, "envFrom")),
    ...items(at(container, "env")).map((variable) => at(variable, "valueFrom")),
  ]);
  const volumes = items(at(spec, "volumes")).flatMap((volume) => [
    volume,
    ...items(at(volume, "projected", "sources")),
  ]);
  return [...new Set([...sources, ...volumes].flatMap(referenceNames))].toSorted();
}

function referenceNames(source: unknown): string[] {
  const { configMapRef, configMapKeyRef, configMap, secretRef, secretKeyRef, secret } = bag(source);
  return [
    ...named("ConfigMap", [configMapRef, configMapKeyRef, configMap]),
    ...named("Secret", [secretRef, secretKeyRef, secret]),
  ];
}

function named(kind: string, references: readonly unknown[]): string[] {
  return references.flatMap((reference) => {
    const name = text(at(reference, "name")) ?? text(at(reference, "secretName"));
    return name === undefined ? [] : [`${kind} ${name}`];
  });
}
