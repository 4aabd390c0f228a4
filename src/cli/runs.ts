import { Fault } from "../base/result.ts";
import { readRun, readRuns } from "../engine/records/readRuns.ts";
import type { RunOutput } from "../protocol/output.ts";
import { EXIT, type ExitCode, exitCodeAfter } from "./exitCode.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { type FolderOptions, openProject } from "./place.ts";
import { type OutputOptions, printJson, table, visible } from "./report.ts";
import { messageFor, runOutputOf, runSummaryOf } from "./runText.ts";
import { isUnwatched, unwatchedNote } from "./unwatched.ts";

export type RunsOptions = FolderOptions & OutputOptions;

/** `tidegate runs`: all runs of the workspace, newest first. */
export async function listRuns(parts: CliParts, options: RunsOptions): Promise<ExitCode> {
  const { terminal, hash, clock } = parts;
  const project = await openProject(terminal.cwd, options);
  const { store } = await parts.workspace(project.folder);
  const read = await readRuns(store, hash);
  const unwatched = new Set<string>();
  for (const one of read) if (await isUnwatched(store, one)) unwatched.add(one.run);
  const known = read.flatMap(({ run, state }) => (state === undefined ? [] : [{ run, state }]));
  if (options.json === true) {
    const runs = known.map(({ run, state }) => ({ ...runSummaryOf(state, clock.now()), ...mark(unwatched.has(run)) }));
    printJson(terminal, { runs });
  } else if (known.length === 0) terminal.note("Nothing was deployed from here yet.");
  else {
    const rows = known.map(({ state }) => {
      const { application, environment, version } = state.release;
      const outcome = state.ended?.outcome ?? "open";
      return [state.run, `${application} → ${environment}`, version, outcome, messageFor(state, clock.now())];
    });
    terminal.print(table([["RUN", "WHERE", "VERSION", "OUTCOME", "MESSAGE"], ...rows]));
  }
  for (const { run, problems } of read) {
    for (const problem of problems) terminal.note(visible(`Run ${run}: ${problem.message}`));
  }
  for (const run of unwatched) terminal.note(unwatchedNote(run));
  return EXIT.ok;
}

function mark(unwatched: boolean): { readonly unwatched?: true } {
  return unwatched ? { unwatched } : {};
}

/** `tidegate runs RUN`: the way one run took. Its outcome is the exit code, unless its journal is broken. */
export async function showRun(parts: CliParts, run: string, options: RunsOptions): Promise<ExitCode> {
  const { terminal, hash, clock } = parts;
  const project = await openProject(terminal.cwd, options);
  const { store } = await parts.workspace(project.folder);
  const { state, problems } = await readRun(store, run, hash);
  const [problem] = problems;
  if (state === undefined) throw new Fault(problem?.reason ?? "NoRun", problem?.message ?? `Run ${run} is empty.`);
  const unwatched = await isUnwatched(store, { run, state });
  const output: RunOutput = { ...runOutputOf(state, problems, clock.now()), ...mark(unwatched) };
  if (options.json === true) printJson(terminal, output);
  else printRun(terminal, output);
  if (unwatched) terminal.note(unwatchedNote(run));
  if (problem !== undefined) terminal.note(visible(problem.message));
  // What stands behind the break is not known, so that the run must not look as if it went on.
  if (problems.some(({ reason }) => reason !== "TornTail")) return EXIT.failed;
  return state.ended === undefined ? EXIT.pending : exitCodeAfter(state.ended.outcome);
}

function printRun(terminal: Terminal, output: RunOutput): void {
  const { run, application, environment, version, message, path, attempts, checks = [] } = output;
  terminal.print(visible(`${`#${run} ${application} → ${environment} ${version}`.trimEnd()}: ${message}`));
  terminal.print(table(path.map((step) => [step.at, step.node, step.outcome, step.message])));
  for (const [index, { by, statement, failures }] of attempts.entries()) {
    terminal.print(
      visible(`Attempt ${index + 1}, after ${failures.join(", ")} failed. ${by.name}: ${oneLine(statement)}`),
    );
  }
  if (checks.length === 0) return;
  const rows = checks.map((check) => [check.verdict, check.id, oneLine(`${check.label}. ${check.message}`)]);
  terminal.print(table([["FOUND", "CHECK", "WHAT"], ...rows]));
  for (const hint of hints(run, checks)) terminal.note(hint);
}

/** What a person can do about what is open. */
function hints(run: string, checks: NonNullable<RunOutput["checks"]>): readonly string[] {
  const word = `Give your word with: tidegate attest ${run} CHECK --statement "…"`;
  const again = `Measure again with: tidegate recheck ${run}`;
  return [...(checks.some((check) => check.attestable) ? [word] : []), again];
}

/** What people wrote may have lines of its own; a row has one. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ");
}
