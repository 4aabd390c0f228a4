import type { Unread } from "../unread.ts";
import { at, isMap, listAt, mapAt, type Step, textAt } from "../../core/read/value.ts";
import { joinPath, resolved } from "../../base/treePath.ts";
import type { Job, Pipeline, PipelineStep } from "./pipeline.ts";
import type { YamlDocument } from "../../core/read/yaml.ts";

const ACTION = /(?:^|\/)action\.ya?ml$/u;
const WORKFLOW = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/u;
/** How far local reusable workflows are followed, as the platform itself does. */
const DEEPEST_CALLS = 4;
/** How many steps of all workflows are read, those of what they call included. */
const MOST_STEPS = 20_000;

/** Whether a file is a workflow of GitHub Actions, or an action that workflows of the same repository may use. */
export function isGithubFile(path: string): boolean {
  return WORKFLOW.test(path) || ACTION.test(path);
}

/**
 * Workflows of GitHub Actions; the steps of local workflows and actions count as steps of the job that uses them.
 * Workflows of other repositories are unread.
 */
export function githubPipelines(documents: readonly YamlDocument[]): {
  readonly pipelines: readonly Pipeline[];
  readonly unread: readonly Unread[];
} {
  const byFile = new Map(documents.map((one) => [one.file, one]));
  const workflows = documents.filter((one) => WORKFLOW.test(one.file) && isMap(at(one.value, "jobs")));
  const called: Called = { byFile, left: MOST_STEPS };
  const pipelines = workflows.map((one) => pipelineOf(one, called));
  const unread = pipelines.flatMap(({ file, jobs }) => {
    if (called.left <= 0) return [{ file, why: `the workflows run more than ${MOST_STEPS} steps` }];
    const away = jobs.flatMap((job) => job.steps).find((step) => OTHERS_WORKFLOW.test(step.uses ?? ""));
    return away === undefined ? [] : [{ file, why: `it calls ${away.uses}, which is kept elsewhere` }];
  });
  return { pipelines, unread };
}

/** What steps may use, and how many more of them are read: each call brings all steps of what it calls. */
interface Called {
  readonly byFile: ReadonlyMap<string, YamlDocument>;
  left: number;
}

/** Whether a condition is none: what it stands at is switched off. */
function isNever(value: unknown): boolean {
  return /^(?:\$\{\{\s*)?false\s*(?:\}\})?$/u.test(textAt(value, "if")?.trim() ?? "");
}

const OTHERS_WORKFLOW = /^[^./][^@]*\/\.github\/workflows\//u;

function pipelineOf(document: YamlDocument, called: Called): Pipeline {
  const { file, value, place } = document;
  const triggers = triggersOf(value);
  const switchedOn = Object.entries(mapAt(value, "jobs")).filter(([, job]) => !isNever(job));
  const jobs = switchedOn.map(([id, job]): Job => {
    const uses = textAt(job, "uses");
    return {
      id,
      place: place("jobs", id),
      value: job,
      waitsFor: namesAt(at(job, "needs")),
      environment: textAt(job, "environment") ?? textAt(job, "environment", "name"),
      manual: triggers.length > 0 && triggers.every((trigger) => trigger === "workflow_dispatch"),
      matrix: isMap(at(job, "strategy", "matrix")),
      steps:
        uses === undefined
          ? stepsOf(document, ["jobs", id, "steps"], called, 0)
          : calledSteps(document, id, job, uses, called, 0),
    };
  });
  return {
    system: "github",
    file,
    value,
    place,
    calledOnly: triggers.length > 0 && triggers.every((trigger) => trigger === "workflow_call"),
    jobs,
    templates: [],
  };
}

/** What starts a workflow: one name, a list of names, or a mapping by name. */
export function triggersOf(workflow: unknown): readonly string[] {
  const on = at(workflow, "on");
  return isMap(on) ? Object.keys(on) : namesAt(on);
}

function namesAt(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((name) => typeof name === "string");
}

/** The steps at a path of a document; those of a local action follow the step that uses it. */
function stepsOf(
  document: YamlDocument,
  path: readonly Step[],
  called: Called,
  depth: number,
): readonly PipelineStep[] {
  return listAt(document.value, ...path).flatMap((step, index) => {
    if (isNever(step) || called.left <= 0) return [];
    called.left -= 1;
    const uses = textAt(step, "uses");
    const own = {
      place: document.place(...path, index),
      name: textAt(step, "name") ?? "",
      uses,
      run: textAt(step, "run") ?? "",
      condition: textAt(step, "if") ?? "",
      inputs: mapAt(step, "with"),
    };
    const folder = uses?.startsWith("./") === true ? resolved(rootOf(document.file), uses) : undefined;
    const names = folder === undefined ? [] : ["action.yml", "action.yaml"].map((name) => joinPath(folder, name));
    const action = names.map((name) => called.byFile.get(name)).find((one) => one !== undefined);
    if (action === undefined || depth >= DEEPEST_CALLS) return [own];
    return [own, ...stepsOf(action, ["runs", "steps"], called, depth + 1)];
  });
}

/** The folder that `./` stands for in a workflow or action: that of the repository. */
function rootOf(file: string): string {
  const index = file.lastIndexOf(".github/");
  return index <= 0 ? "." : file.slice(0, index - 1);
}

/** The call itself, and the steps of the called workflow where that lies in the same repository. */
function calledSteps(
  document: YamlDocument,
  id: string,
  job: unknown,
  uses: string,
  source: Called,
  depth: number,
): readonly PipelineStep[] {
  if (isNever(job) || source.left <= 0) return [];
  source.left -= 1;
  const condition = textAt(job, "if") ?? "";
  const call = {
    place: document.place("jobs", id, "uses"),
    name: id,
    uses,
    run: "",
    condition,
    inputs: mapAt(job, "with"),
  };
  const file = uses.startsWith("./") ? resolved(rootOf(document.file), uses) : undefined;
  const called = file === undefined ? undefined : source.byFile.get(file);
  if (called === undefined || depth >= DEEPEST_CALLS) return [call];
  const steps = Object.entries(mapAt(called.value, "jobs")).flatMap(([inner, below]) => {
    const further = textAt(below, "uses");
    return further === undefined
      ? stepsOf(called, ["jobs", inner, "steps"], source, depth + 1)
      : calledSteps(called, inner, below, further, source, depth + 1);
  });
  return [call, ...steps];
}
