import type { Place } from "../../core/place.ts";
import { type PipelineStep, stepText } from "../read/pipeline.ts";
import { textAt } from "../../core/read/value.ts";
import type { Workspace } from "../workspace.ts";

/** Objects whose kind and API group, as `Kind.group`, match. */
export function objectPlaces({ objects }: Workspace, pattern: RegExp): readonly Place[] {
  return objects.filter((one) => pattern.test(`${one.kind}.${one.group}`)).map((one) => one.place());
}

/** Containers whose image matches. */
export function imagePlaces({ workloads }: Workspace, pattern: RegExp): readonly Place[] {
  return workloads.flatMap((workload) =>
    workload.containers
      .filter((one) => pattern.test(textAt(one.value, "image") ?? ""))
      .map((one) => one.place("image")),
  );
}

/** Files whose path matches. */
export function filePlaces({ files }: Workspace, pattern: RegExp): readonly Place[] {
  return files.filter((file) => pattern.test(file.path)).map((file) => ({ file: file.path, line: 1 }));
}

/** The first line that matches in each of the files whose path matches. */
export function linePlaces({ texts }: Workspace, path: RegExp, pattern: RegExp): readonly Place[] {
  return [...texts].flatMap(([file, text]) => {
    const found = path.test(file) ? pattern.exec(text) : null;
    return found === null ? [] : [{ file, line: text.slice(0, found.index).split("\n").length }];
  });
}

/** Terraform resources whose type matches. */
export function resourcePlaces({ terraform }: Workspace, pattern: RegExp): readonly Place[] {
  return terraform
    .filter((block) => block.type === "resource" && pattern.test(block.labels[0] ?? ""))
    .map((block) => block.place);
}

/** Steps of pipelines that say something. */
export function stepPlaces({ pipelines }: Workspace, pattern: RegExp): readonly Place[] {
  const steps = pipelines.flatMap((pipeline) => pipeline.jobs.flatMap((job): readonly PipelineStep[] => job.steps));
  return steps.filter((step) => pattern.test(stepText(step))).map((step) => step.place);
}

/** Templates that GitLab pipelines include, by their name. */
export function templatePlaces({ pipelines }: Workspace, pattern: RegExp): readonly Place[] {
  return pipelines.flatMap((one) =>
    one.templates.filter((template) => pattern.test(template.name)).map((each) => each.place),
  );
}
