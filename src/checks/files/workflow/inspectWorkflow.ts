import { at, listAt, mapAt, type Step, textAt } from "../../../core/read/value.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import { PIPELINE_RULES } from "../../../core/rules/pipelineRules.ts";
import { delivers } from "../delivers.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import type { Pins } from "../pins.ts";
import { beforeFirstEntry } from "../yaml/insertEntry.ts";
import { readYamlText, sentence, type YamlPart } from "../yaml/yamlText.ts";
import { plainSecrets } from "./plainSecrets.ts";
import { pinned, stepFindings } from "./steps.ts";
import { misshapen } from "./structure.ts";

/** A workflow with where it stands. */
export interface WorkflowText {
  readonly file: string;
  readonly part: YamlPart;
}

/** Minutes a job may take before anybody says otherwise. */
const TIME_LIMIT = 15;

/** What rules say about a GitHub workflow. Never throws, whatever the text is. */
export function inspectWorkflow(file: string, text: string, pins: Pins): readonly FileFinding[] {
  const { documents, problem } = readYamlText(text);
  if (problem !== undefined) {
    const message = `${sentence(problem.message)} GitHub runs nothing of a workflow that it cannot read.`;
    return [found(MISTAKE_RULES["pipeline/readable"], "error", { file, range: problem.range }, message)];
  }
  const part = documents[0];
  if (part === undefined || at(part.value, "jobs") === undefined) return [];
  const workflow: WorkflowText = { file, part };
  return [
    ...permissions(workflow),
    ...plainSecrets(workflow),
    ...misshapen(workflow),
    ...Object.keys(mapAt(part.value, "jobs")).flatMap((job) => jobFindings(workflow, job, pins)),
  ];
}

function permissions({ file, part }: WorkflowText): readonly FileFinding[] {
  const rule = PIPELINE_RULES["pipeline/least-permission"];
  const said = at(part.value, "permissions");
  if (said === "write-all" || said === "read-all") {
    const place = { file, range: part.valueRange("permissions") };
    return [found(rule, "warning", place, `${said} gives every job more than it needs. Name what each job needs.`)];
  }
  const jobs = Object.values(mapAt(part.value, "jobs"));
  if (said !== undefined || jobs.every((job) => at(job, "permissions") !== undefined)) return [];
  const edit = beforeFirstEntry(part, [], ["permissions: {}", ""]);
  const message =
    "Jobs get whatever the repository gives by default, which may be to write everything. Begin with none.";
  const fixes = edit === undefined ? [] : [{ title: "Begin with no permissions", edits: [edit] }];
  return [found(rule, "warning", { file, range: part.keyRange("jobs") }, message, ...fixes)];
}

function jobFindings(workflow: WorkflowText, job: string, pins: Pins): readonly FileFinding[] {
  const path: readonly Step[] = ["jobs", job];
  return [
    ...timeLimit(workflow, path),
    ...environment(workflow, path),
    ...pinned(workflow, path, textAt(workflow.part.value, ...path, "uses") ?? "", pins),
    ...listAt(workflow.part.value, ...path, "steps").flatMap((step, index) =>
      stepFindings(workflow, [...path, "steps", index], step, pins),
    ),
  ];
}

/** A job of another workflow has its limit there. */
function timeLimit({ file, part }: WorkflowText, path: readonly Step[]): readonly FileFinding[] {
  if (at(part.value, ...path, "uses") !== undefined) return [];
  if (at(part.value, ...path, "timeout-minutes") !== undefined) return [];
  const edit = beforeFirstEntry(part, path, [`timeout-minutes: ${TIME_LIMIT}`]);
  const fixes = edit === undefined ? [] : [{ title: `Let it take ${TIME_LIMIT} minutes`, edits: [edit] }];
  const message = `Job ${path.at(-1) ?? ""} may hang for six hours. Give it timeout-minutes.`;
  return [
    found(MISTAKE_RULES["pipeline/time-limit"], "info", { file, range: part.keyRange(...path) }, message, ...fixes),
  ];
}

/** A delivery that nobody is asked about. */
function environment({ file, part }: WorkflowText, path: readonly Step[]): readonly FileFinding[] {
  if (at(part.value, ...path, "environment") !== undefined) return [];
  if (!listAt(part.value, ...path, "steps").some((step) => delivers(textAt(step, "run") ?? ""))) return [];
  const message = `Job ${path.at(-1) ?? ""} delivers without an environment: no reviewer is asked, and its secrets are everybody's.`;
  const place = { file, range: part.keyRange(...path) };
  return [found(PIPELINE_RULES["pipeline/environment-gate"], "warning", place, message)];
}
