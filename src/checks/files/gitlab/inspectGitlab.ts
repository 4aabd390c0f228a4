import { at } from "../../../core/read/value.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import type { Pins } from "../pins.ts";
import { beforeFirstEntry } from "../yaml/insertEntry.ts";
import { misshapen } from "./misshapen.ts";
import { readYamlText, sentence } from "../yaml/yamlText.ts";
import { gitlabImages } from "./gitlabImages.ts";
import { gatelessDeliveries, runningJobs, secretsInVariables, weakScans } from "./gitlabJobs.ts";
import { type GitlabText, gitlabText } from "./gitlabText.ts";

/** What a job may take before anybody says otherwise. */
const TIME_LIMIT = "15 minutes";

/** What rules say about a pipeline of GitLab CI. Never throws, whatever the text is. */
export function inspectGitlab(file: string, text: string, pins: Pins): readonly FileFinding[] {
  const { documents, problem } = readYamlText(text);
  if (problem !== undefined) {
    const message = `${sentence(problem.message)} GitLab runs nothing of a pipeline that it cannot read.`;
    return [found(MISTAKE_RULES["pipeline/readable"], "error", { file, range: problem.range }, message)];
  }
  // What stands before the first `---` are inputs of a component.
  return documents.flatMap((part) => {
    const pipeline = gitlabText(file, part);
    if (pipeline === undefined) return [];
    return [
      ...misshapen(pipeline),
      ...saidWhen(pipeline),
      ...timeLimit(pipeline),
      ...gitlabImages(pipeline, pins),
      ...secretsInVariables(pipeline),
      ...gatelessDeliveries(pipeline),
      ...weakScans(pipeline),
    ];
  });
}

/** What else is included may say so for all. */
function saidWhen({ file, part, jobs, includes }: GitlabText): readonly FileFinding[] {
  if (includes || at(part.value, "workflow") !== undefined) return [];
  const silent = runningJobs(jobs).filter(
    ({ value, extendsOthers }) =>
      !extendsOthers && ["rules", "only", "except"].every((key) => value[key] === undefined),
  );
  const [first] = silent;
  if (first === undefined) return [];
  const which = silent.length === 1 ? `Job ${first.name} says` : `${silent.length} jobs say`;
  const message = `${which} not when to run, so every push of every branch and tag starts it, and no merge request does. Give the pipeline workflow: rules.`;
  return [found(MISTAKE_RULES["pipeline/said-when"], "info", { file, range: part.keyRange(first.name) }, message)];
}

function timeLimit({ file, part, jobs, includes }: GitlabText): readonly FileFinding[] {
  if (includes || at(part.value, "default", "timeout") !== undefined) return [];
  const open = runningJobs(jobs).filter(({ value, extendsOthers }) => !extendsOthers && value["timeout"] === undefined);
  const [first] = open;
  if (first === undefined) return [];
  const which = open.length === 1 ? `Job ${first.name} has` : `${open.length} jobs have`;
  const message = `${which} no limit but the project's, an hour where nobody has changed it. Give default: a timeout.`;
  const fix = `Let jobs take ${TIME_LIMIT}`;
  const hasDefault = at(part.value, "default") !== undefined;
  const edit = hasDefault
    ? beforeFirstEntry(part, ["default"], [`timeout: ${TIME_LIMIT}`])
    : beforeFirstEntry(part, [], ["default:", `  timeout: ${TIME_LIMIT}`, ""]);
  const fixes = edit === undefined ? [] : [{ title: fix, edits: [edit] }];
  const place = { file, range: part.keyRange(first.name) };
  return [found(MISTAKE_RULES["pipeline/time-limit"], "info", place, message, ...fixes)];
}
