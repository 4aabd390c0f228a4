import { type PipelineTimeFacts, pipelineRuns } from "../../core/github/pipelineTime.ts";
import type { Github } from "../../core/ports/github.ts";

/** What GitHub tells of the runs that make up a commit's pipeline. One question a run, one after another. */
export async function readPipeline(
  github: Github,
  commit: string,
  workflows: readonly string[],
  signal?: AbortSignal,
): Promise<PipelineTimeFacts> {
  const all = await github.runsOf(commit, signal);
  const runs: PipelineTimeFacts["runs"][number][] = [];
  for (const run of pipelineRuns(all.items, workflows)) runs.push({ run, jobs: await github.jobs(run.id, signal) });
  return { commit, complete: all.complete, runs };
}
