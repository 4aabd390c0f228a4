import { at, listAt, mapAt, type Step, textAt, textsAt } from "../../../core/read/value.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import type { WorkflowText } from "./inspectWorkflow.ts";

interface Broken {
  readonly path: readonly Step[];
  readonly message: string;
}

/** What a step may say beside what it does. Something else may be a way to do it that came later. */
const BESIDE: ReadonlySet<string> = new Set([
  "name",
  "id",
  "if",
  "env",
  "with",
  "shell",
  "working-directory",
  "continue-on-error",
  "timeout-minutes",
]);

/** What is YAML and yet no workflow: GitHub refuses the whole file. Others than GitHub have rules of their own. */
export function misshapen({ file, part }: WorkflowText): readonly FileFinding[] {
  if (!/(?:^|\/)\.github\//u.test(file)) return [];
  const jobs = mapAt(part.value, "jobs");
  const broken = Object.entries(jobs).flatMap(([name, job]) => [
    ...needs(jobs, name, job),
    ...runner(name, job),
    ...steps(name, job),
  ]);
  return broken.map(({ path, message }) =>
    found(
      MISTAKE_RULES["pipeline/readable"],
      "error",
      { file, range: part.keyRange("jobs", ...path) },
      `${message} GitHub refuses the workflow.`,
    ),
  );
}

function needs(jobs: Readonly<Record<string, unknown>>, name: string, job: unknown): readonly Broken[] {
  const one = textAt(job, "needs");
  return (one === undefined ? textsAt(job, "needs") : [one]).flatMap((wanted) => {
    // The names of jobs are compared without case.
    const there = Object.keys(jobs).some((other) => other.toLowerCase() === wanted.toLowerCase());
    return there ? [] : [{ path: [name, "needs"], message: `Job ${name} needs ${wanted}, which is no job here.` }];
  });
}

function runner(name: string, job: unknown): readonly Broken[] {
  if (at(job, "runs-on") !== undefined || at(job, "uses") !== undefined) return [];
  return [{ path: [name], message: `Job ${name} names no runs-on.` }];
}

function steps(name: string, job: unknown): readonly Broken[] {
  return listAt(job, "steps").flatMap((step, index) => {
    const [runs, uses] = [at(step, "run") !== undefined, at(step, "uses") !== undefined];
    if (runs !== uses || (!runs && !Object.keys(mapAt(step)).every((key) => BESIDE.has(key)))) return [];
    const message = runs ? "A step has both run and uses: it does one of them." : "A step has neither run nor uses.";
    return [{ path: [name, "steps", index], message }];
  });
}
