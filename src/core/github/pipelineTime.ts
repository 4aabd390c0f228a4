import { failed, type Finding, inconclusive, passed } from "../gates/finding.ts";
import type { Page, WorkflowJob, WorkflowRun } from "../ports/github.ts";
import { list } from "../run/words.ts";

/** Runs of workflows for one commit, each with its jobs. */
export interface PipelineTimeFacts {
  readonly commit: string;
  /** Whether all runs of the commit were read. */
  readonly complete: boolean;
  readonly runs: readonly { readonly run: WorkflowRun; readonly jobs: Page<WorkflowJob> }[];
}

/** What a change starts by itself. Runs that a clock or a person started are no part of its way. */
const BY_CHANGE: ReadonlySet<string> = new Set([
  "push",
  "pull_request",
  "pull_request_target",
  "merge_group",
  "workflow_run",
]);

/** The runs that make up the pipeline: those of the named workflows, else those that a change started; each the newest. */
export function pipelineRuns(runs: readonly WorkflowRun[], workflows: readonly string[]): readonly WorkflowRun[] {
  const wanted = runs.filter((run) =>
    workflows.length === 0 ? BY_CHANGE.has(run.event) : workflows.some((name) => isCalled(run, name)),
  );
  const newest = wanted.toSorted((a, b) => b.createdAt - a.createdAt || b.id - a.id);
  return [...Map.groupBy(newest, ({ path }) => path).values()].flatMap(([first]) => first ?? []);
}

/** By the name that people see, or by its file. */
function isCalled({ workflow, path }: WorkflowRun, name: string): boolean {
  const file = path.replace(/@.*$/u, "");
  return workflow === name || file === name || file.endsWith(`/${name}`);
}

/**
 * Whether a commit's pipeline took at most so many seconds: the time in which at least one of its jobs ran. Times in
 * which it waited for a person or a machine are not its own. A pipeline that did not pass is no whole one, and how long
 * a whole one takes is then in doubt. Source: safety-handbook.md:1301.
 */
export function judgePipelineTime(facts: PipelineTimeFacts, workflows: readonly string[], seconds: number): Finding {
  const { runs } = facts;
  const doubt = doubtOf(facts, workflows);
  if (doubt !== undefined) return doubt;
  const spans = runs.flatMap(({ jobs }) => jobs.items.flatMap((job) => ranFrom(job) ?? []));
  const wrong = spans.find(({ from, to }) => !(from <= to));
  if (spans.length === 0 || wrong !== undefined)
    return inconclusive("NoTimes", "GitHub does not tell when the jobs of the pipeline began and ended.");
  const took = unionOf(spans);
  const value = Math.ceil(took / 1000);
  const workflowNames = list([...new Set(runs.map(({ run }) => run.workflow))]);
  const message = `The jobs of ${workflowNames} ran for ${value} s; ${seconds} s are allowed.`;
  const measure = { value, bound: seconds, good: "at-most", unit: "s" } as const;
  if (value <= seconds) return { ...passed("FastEnough", message, { jobs: spans.length }), measure };
  const what = "Keep dependencies from run to run, and let jobs run beside each other.";
  return { ...failed("TooSlow", `${message} ${what}`, { jobs: spans.length }), measure };
}

function doubtOf({ commit, complete, runs }: PipelineTimeFacts, workflows: readonly string[]): Finding | undefined {
  const short = commit.slice(0, 12);
  if (!complete || runs.some(({ jobs }) => !jobs.complete))
    return inconclusive(
      "TooMany",
      `Commit ${short} has more runs or jobs than are read. Name the workflows that count.`,
    );
  const missing = workflows.filter((name) => !runs.some(({ run }) => isCalled(run, name)));
  if (missing.length > 0)
    return inconclusive("NoRuns", `${list(missing)} did not run for commit ${short}. Look whether it is called so.`);
  if (runs.length === 0) return inconclusive("NoRuns", `GitHub ran no workflow for commit ${short}.`);
  const open = runs.filter(({ run }) => run.status !== "completed");
  if (open.length > 0)
    return inconclusive("StillRunning", `${names(open)} has not ended, so its time is not known. Measure again then.`);
  const bad = runs.filter(({ run }) => run.conclusion !== "success");
  if (bad.length > 0)
    return inconclusive("NotWhole", `${names(bad)} did not pass, so how long a whole pipeline takes is not known.`);
  return undefined;
}

function names(runs: PipelineTimeFacts["runs"]): string {
  return list(runs.map(({ run }) => `${run.workflow} (${run.conclusion ?? run.status})`));
}

/** Milliseconds since the epoch. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Undefined for a job that was skipped: it took no time. */
function ranFrom({ conclusion, startedAt, completedAt }: WorkflowJob): Span | undefined {
  if (conclusion === "skipped") return undefined;
  return { from: startedAt ?? Number.NaN, to: completedAt ?? Number.NaN };
}

/** The time that is covered by at least one of them. */
function unionOf(spans: readonly Span[]): number {
  let covered = 0;
  let until = -Infinity;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    covered += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return covered;
}
