import type { ChecksFacts } from "../../core/github/checksVerdict.ts";
import type { Github } from "../../core/ports/github.ts";

/** What GitHub tells of a commit's checks. */
export async function readChecks(github: Github, commit: string, signal?: AbortSignal): Promise<ChecksFacts> {
  const [runs, suites, statuses] = await Promise.all([
    github.checkRuns(commit, signal),
    github.checkSuites(commit, signal),
    github.statuses(commit, signal),
  ]);
  return { commit, runs, suites, statuses };
}
