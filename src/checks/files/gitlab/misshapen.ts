import { at, listAt, type Step, textAt, textsAt } from "../../../core/read/value.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import { runningJobs } from "./gitlabJobs.ts";
import type { GitlabJob, GitlabText } from "./gitlabText.ts";

/** See https://docs.gitlab.com/ci/yaml/#stages. */
const DEFAULT_STAGES = [".pre", "build", "test", "deploy", ".post"];

interface Broken {
  readonly path: readonly Step[];
  readonly message: string;
}

/** What is YAML and yet no pipeline: GitLab refuses the whole file. What is included may have the rest. */
export function misshapen({ file, part, jobs, includes }: GitlabText): readonly FileFinding[] {
  if (includes) return [];
  const named = at(part.value, "stages");
  const stages = Array.isArray(named) ? [".pre", ...textsAt(named.flat(3)), ".post"] : DEFAULT_STAGES;
  const names = new Set(jobs.map(({ name }) => name));
  const broken = runningJobs(jobs)
    .filter(({ extendsOthers }) => !extendsOthers)
    .flatMap((job) => [...stage(job, stages), ...needs(job, names), ...work(job)]);
  return broken.map(({ path, message }) =>
    found(
      MISTAKE_RULES["pipeline/readable"],
      "error",
      { file, range: part.keyRange(...path) },
      `${message} GitLab refuses the pipeline.`,
    ),
  );
}

function stage({ name, value }: GitlabJob, stages: readonly string[]): readonly Broken[] {
  const said = textAt(value, "stage") ?? "test";
  if (stages.includes(said) || said.includes("$")) return [];
  return [{ path: [name, "stage"], message: `Job ${name} is of stage ${said}, which stages: does not have.` }];
}

function needs({ name, value }: GitlabJob, names: ReadonlySet<string>): readonly Broken[] {
  return listAt(value, "needs").flatMap((one, index) => {
    const elsewhere = ["pipeline", "project"].some((member) => at(one, member) !== undefined);
    const wanted = textAt(one, "job") ?? textAt(one);
    if (elsewhere || at(one, "optional") === true || wanted === undefined || names.has(wanted)) return [];
    // Of a job that runs several times over, one of them may be named.
    if (/[$:[]|\d\/\d/u.test(wanted)) return [];
    return [{ path: [name, "needs", index], message: `Job ${name} needs ${wanted}, which is no job here.` }];
  });
}

function work({ name, value }: GitlabJob): readonly Broken[] {
  if (["script", "run", "trigger", "inherit"].some((member) => value[member] !== undefined)) return [];
  if (name === "pages" && value["pages"] !== undefined) return [];
  return [{ path: [name], message: `Job ${name} has no script.` }];
}
