import { Fault } from "../base/result.ts";
import { readRun, readRuns } from "../engine/records/readRuns.ts";
import { EXIT, type ExitCode, exitCodeAfter } from "./exitCode.ts";
import type { CliParts } from "./parts.ts";
import { type FolderOptions, openProject } from "./place.ts";
import { type OutputOptions, printJson, table, visible } from "./report.ts";
import { messageFor, runOutputOf, runSummaryOf } from "./runText.ts";

export type RunsOptions = FolderOptions & OutputOptions;

/** `tidegate runs`: all runs of the workspace, newest first. */
export async function listRuns(parts: CliParts, options: RunsOptions): Promise<ExitCode> {
  const { terminal, hash } = parts;
  const project = await openProject(terminal.cwd, options);
  const { store } = await parts.workspace(project.folder);
  const read = await readRuns(store, hash);
  const states = read.flatMap(({ state }) => state ?? []);
  if (options.json === true) printJson(terminal, { runs: states.map(runSummaryOf) });
  else if (states.length === 0) terminal.note("Nothing was deployed from here yet.");
  else {
    const rows = states.map((state) => {
      const { application, environment, version } = state.release;
      const outcome = state.ended?.outcome ?? "open";
      return [state.run, `${application} → ${environment}`, version, outcome, messageFor(state)];
    });
    terminal.print(table([["RUN", "WHERE", "VERSION", "OUTCOME", "MESSAGE"], ...rows]));
  }
  for (const { run, problems } of read) {
    for (const problem of problems) terminal.note(visible(`Run ${run}: ${problem.message}`));
  }
  return EXIT.ok;
}

/** `tidegate runs RUN`: the way one run took. Its outcome is the exit code, unless its journal is broken. */
export async function showRun(parts: CliParts, run: string, options: RunsOptions): Promise<ExitCode> {
  const { terminal, hash } = parts;
  const project = await openProject(terminal.cwd, options);
  const { store } = await parts.workspace(project.folder);
  const { state, problems } = await readRun(store, run, hash);
  const [problem] = problems;
  if (state === undefined) throw new Fault(problem?.reason ?? "NoRun", problem?.message ?? `Run ${run} is empty.`);
  const output = runOutputOf(state, problems);
  if (options.json === true) printJson(terminal, output);
  else {
    const { application, environment, version, message, path } = output;
    terminal.print(visible(`#${run} ${application} → ${environment} ${version}: ${message}`));
    terminal.print(table(path.map((step) => [step.at, step.node, step.outcome, step.message])));
  }
  if (problem !== undefined) terminal.note(visible(problem.message));
  // What stands behind the break is not known, so that the run must not look as if it went on.
  if (problems.some(({ reason }) => reason !== "TornTail")) return EXIT.failed;
  return state.ended === undefined ? EXIT.pending : exitCodeAfter(state.ended.outcome);
}
