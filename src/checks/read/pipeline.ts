import type { Place } from "../../core/place.ts";
import type { Step as PathStep } from "../../core/read/value.ts";

/** A workflow of GitHub Actions, or the pipeline of GitLab CI: jobs, and what each waits for. */
export interface Pipeline {
  readonly system: "github" | "gitlab";
  readonly file: string;
  readonly value: unknown;
  readonly place: (...path: readonly PathStep[]) => Place;
  /** Only run by other pipelines, in which its jobs are seen. */
  readonly calledOnly: boolean;
  readonly jobs: readonly Job[];
  /** Templates of others that jobs come from, such as GitLab's own scanners. */
  readonly templates: readonly { readonly name: string; readonly place: Place }[];
}

export interface Job {
  readonly id: string;
  readonly place: Place;
  readonly value: unknown;
  /** Jobs of this pipeline that end before this one begins. */
  readonly waitsFor: readonly string[];
  readonly environment: string | undefined;
  /** A person starts it. */
  readonly manual: boolean;
  /** Several of it run side by side. */
  readonly matrix: boolean;
  readonly steps: readonly PipelineStep[];
}

export interface PipelineStep {
  readonly place: Place;
  readonly name: string;
  /** The action or reusable workflow; undefined where it runs a script. */
  readonly uses: string | undefined;
  /** The script; empty where it uses an action. */
  readonly run: string;
  /** The condition it runs under; empty where there is none. */
  readonly condition: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Everything a step says, for rules that look for a word. */
export function stepText(step: PipelineStep): string {
  const inputs = Object.values(step.inputs).filter((value) => typeof value === "string");
  return [step.name, step.uses ?? "", runText(step), ...inputs].join("\n");
}

/** What a step's script runs: a line that is a comment does nothing. */
export function runText({ run }: PipelineStep): string {
  return run.replaceAll(/^[^\S\n]*#.*$/gmu, "");
}

/** All jobs that end before a job begins, whatever lies between. */
export function jobsBefore(pipeline: Pipeline, job: Job): readonly Job[] {
  const byId = new Map(pipeline.jobs.map((one) => [one.id, one]));
  const found = new Set<Job>();
  const open = [...job.waitsFor];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const before = byId.get(id);
    if (before === undefined || found.has(before)) continue;
    found.add(before);
    open.push(...before.waitsFor);
  }
  return [...found];
}
