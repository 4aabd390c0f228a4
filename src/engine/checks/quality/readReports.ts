import { parseTimestamp, timestamp } from "../../../base/clock.ts";
import type { AnyReport, ReadFile, ReportFacts } from "../../../core/gates/rules/reports/reportFacts.ts";
import type { FilesInCommit } from "../../../core/ports/filesInCommit.ts";
import type { Git, GitState } from "../../../core/ports/git.ts";
import type { ReportFile } from "../../../core/ports/reportFiles.ts";
import { readReport } from "../../../reports/readReport.ts";
import type { RunPorts } from "../../runPorts.ts";

/**
 * Reads every report that the globs match, one after another, each as a stream. What is not of the kind that is wanted
 * is for the rule to refuse. Rejects where git or the folder cannot be read.
 */
export async function readReports<R extends AnyReport>(
  { reports, git, inCommit, clock }: Pick<RunPorts, "reports" | "git" | "inCommit" | "clock">,
  globs: readonly string[],
): Promise<ReportFacts<R>> {
  const found = await reports.find(globs);
  const files: ReadFile<R>[] = [];
  if (found.complete && found.outside.length === 0 && found.unmatched.length === 0) {
    for (const file of found.files) files.push(await readFile<R>(file));
  }
  const state = globs.length === 0 ? undefined : await stateOf(git);
  const { unmatched, outside, complete } = found;
  const committed = await committedOf(files, state, inCommit);
  return { files, unmatched, outside, complete, now: clock.now(), commit: commitOf(state), committed };
}

/** The files that are as the commit has them. */
async function committedOf(
  files: readonly ReadFile[],
  state: GitState | undefined,
  inCommit: FilesInCommit,
): Promise<ReadonlySet<string>> {
  if (state?.head === undefined || files.length === 0) return new Set();
  const changed = new Set(state.changed.map(({ path }) => path));
  const held = await inCommit(
    state.head,
    files.map(({ path }) => path),
  );
  return new Set([...held].filter(([, fromRoot]) => !changed.has(fromRoot)).map(([path]) => path));
}

async function readFile<R extends AnyReport>(file: ReportFile): Promise<ReadFile<R>> {
  const { path, bytes, modifiedAt } = file;
  const source = file.read();
  const report = (await readReport(source)) as ReadFile<R>["report"];
  const madeHere = report.kind === "unreadable" ? undefined : hereOf((report as AnyReport).made);
  const here = madeHere === undefined ? {} : { madeHere };
  return { path, bytes, modifiedAt, report, sha256: await source.sha256(), ...here };
}

/** What a time that names no zone is where this machine stands. */
function hereOf(made: AnyReport["made"]): number | undefined {
  return made === undefined || made.zoned ? undefined : parseTimestamp(timestamp(made.at).replace("Z", ""));
}

/** What git is being asked, by whom it is asked: checks of one gate share one answer. */
const asking = new WeakMap<Git, Promise<GitState | undefined>>();

function stateOf(git: Git): Promise<GitState | undefined> {
  const shared = asking.get(git);
  if (shared !== undefined) return shared;
  const begun = git.state().finally(() => asking.delete(git));
  asking.set(git, begun);
  return begun;
}

function commitOf(state: GitState | undefined): ReportFacts["commit"] {
  return state?.head === undefined ? undefined : { hash: state.head, at: state.committedAt };
}
