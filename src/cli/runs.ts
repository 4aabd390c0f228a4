import { Fault } from "../base/result.ts";
import { foldJournal } from "../core/journal/fold.ts";
import { readRun, readRuns } from "../engine/records/readRuns.ts";
import type { VerifyOutput } from "../protocol/output.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts } from "./parts.ts";
import { openProject, type PlaceOptions } from "./place.ts";
import { type OutputOptions, table } from "./report.ts";
import { messageFor, runOutputOf, runSummaryOf } from "./runText.ts";

export type RunsOptions = PlaceOptions & OutputOptions;

/** `tidegate runs`: all runs of the workspace, newest first. */
export async function listRuns(parts: CliParts, options: RunsOptions): Promise<ExitCode> {
  const { terminal, hash } = parts;
  const project = await openProject(terminal.cwd, options);
  const read = await readRuns(parts.workspace(project.folder).store, hash);
  const states = read.flatMap(({ state }) => state ?? []).filter(({ release }) => isWanted(release, options));
  if (options.json === true) {
    terminal.print(JSON.stringify({ runs: states.map(runSummaryOf) }, undefined, 2));
    return EXIT.ok;
  }
  const rows = states.map((state) => {
    const { application, environment, version } = state.release;
    return [
      `#${state.run}`,
      `${application} → ${environment}`,
      version,
      state.ended?.outcome ?? "open",
      messageFor(state),
    ];
  });
  if (rows.length === 0) terminal.note("Nothing was deployed from here yet.");
  else terminal.print(table(rows));
  return EXIT.ok;
}

function isWanted(release: { application: string; environment: string }, options: RunsOptions): boolean {
  const { application = release.application, environment = release.environment } = options;
  return release.application === application && release.environment === environment;
}

/** `tidegate runs RUN`: the way one run took. */
export async function showRun(parts: CliParts, run: string, options: RunsOptions): Promise<ExitCode> {
  const { terminal, hash } = parts;
  const project = await openProject(terminal.cwd, options);
  const { state, problems } = await readRun(parts.workspace(project.folder).store, run, hash);
  const [problem] = problems;
  if (state === undefined) throw new Fault(problem?.reason ?? "NoRun", problem?.message ?? `Run ${run} is empty.`);
  const output = runOutputOf(state);
  if (options.json === true) terminal.print(JSON.stringify(output, undefined, 2));
  else {
    terminal.print(`#${run} ${output.application} → ${output.environment} ${output.version}: ${output.message}`);
    terminal.print(table(output.path.map((step) => [step.at, step.node, step.outcome, step.message])));
  }
  if (problem !== undefined) terminal.note(problem.message);
  return EXIT.ok;
}

/** `tidegate journal verify [RUN]`: whether journals are whole and unchanged. A torn last line is told and is no fault. */
export async function verifyJournals(
  parts: CliParts,
  run: string | undefined,
  options: RunsOptions,
): Promise<ExitCode> {
  const { terminal, hash } = parts;
  const project = await openProject(terminal.cwd, options);
  const { store } = parts.workspace(project.folder);
  const runs: VerifyOutput["runs"] = [];
  for (const one of run === undefined ? await store.list() : [run]) {
    const text = await (await store.open(one)).read();
    const { journal, entries, problems } = foldJournal(text, { hash });
    const head = journal.head === undefined ? {} : { head: journal.head.hash };
    runs.push({ run: one, ok: !journal.broken, entries: entries.length, ...head, problems: [...problems] });
  }
  if (options.json === true) terminal.print(JSON.stringify({ runs }, undefined, 2));
  else for (const one of runs) terminal.print(verdictOn(one));
  return runs.every((one) => one.ok) ? EXIT.ok : EXIT.failed;
}

function verdictOn({ run, ok, entries, head, problems }: VerifyOutput["runs"][number]): string {
  const told = problems.map((problem) => ` ${problem.message}`).join("");
  return `#${run} ${ok ? "unchanged" : "BROKEN"}, ${entries} entries, head ${head ?? "none"}.${told}`;
}
