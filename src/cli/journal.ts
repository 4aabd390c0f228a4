import { Fault } from "../base/result.ts";
import { emptyJournal, type FoldedJournal, foldJournal } from "../core/journal/fold.ts";
import { wholeLines } from "../core/journal/lines.ts";
import { toStreamEvents } from "../core/journal/streamEvents.ts";
import { readKnownJournal } from "../engine/records/knownJournal.ts";
import type { VerifyOutput } from "../protocol/output.ts";
import { happeningText } from "./eventText.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts } from "./parts.ts";
import { openProject } from "./place.ts";
import { jsonText, printJson, visible } from "./report.ts";
import type { RunsOptions } from "./runs.ts";

type Verified = VerifyOutput["runs"][number];

/** `tidegate journal verify [RUN]`: whether journals are whole and unchanged. A torn last line is told and is no fault. */
export async function verifyJournals(
  parts: CliParts,
  run: string | undefined,
  options: RunsOptions,
): Promise<ExitCode> {
  const { terminal, hash } = parts;
  const project = await openProject(terminal.cwd, options);
  const { store } = await parts.workspace(project.folder);
  const runs: Verified[] = [];
  for (const one of run === undefined ? await store.list() : [run]) {
    const { bytes, doubt } = await readKnownJournal(await store.open(one), hash);
    const folded = foldJournal(bytes, { hash });
    const { head } = folded.journal;
    const problems = [...folded.problems, ...(displaced(one, folded) ?? rewritten(folded, doubt))];
    const ok = problems.every(({ reason }) => reason === "TornTail");
    const hashed = head === undefined ? {} : { head: head.hash };
    runs.push({ run: one, ok, entries: folded.entries.length, ...hashed, problems });
  }
  if (options.json === true) printJson(terminal, { runs });
  else for (const one of runs) terminal.print(visible(verdictOn(one)));
  if (runs.length === 0) terminal.note("There is no journal yet.");
  return runs.every((one) => one.ok) ? EXIT.ok : EXIT.failed;
}

/** What the chain cannot tell: a journal that is whole, but not the one that Tidegate wrote here. */
function displaced(run: string, { state, problems }: FoldedJournal): Verified["problems"] | undefined {
  if (state === undefined) return problems.some(({ reason }) => reason !== "TornTail") ? [] : [EMPTIED];
  if (state.run === run) return undefined;
  const message = `Line 1: this is the journal of run ${state.run}, put in the place of another. Restore that of run ${run} from a copy.`;
  return [{ reason: "OtherRun", line: 1, message }];
}

/** What only the note outside of the workspace tells: lines cut off the end, or all of it written anew. */
function rewritten({ journal, entries }: FoldedJournal, doubt: Fault | undefined): Verified["problems"] {
  if (journal.broken || doubt?.reason !== "JournalRewritten") return [];
  return [{ reason: doubt.reason, line: entries.length + 1, message: doubt.message }];
}

/** A run is made with its first line, so that an empty journal is never what Tidegate wrote. */
const EMPTIED = {
  reason: "Emptied",
  line: 1,
  message: "Every journal begins with who asked: somebody has emptied this one. Restore it from a copy.",
};

function verdictOn({ run, ok, entries, head, problems }: Verified): string {
  const told = problems.map((problem) => ` ${problem.message}`).join("");
  return `#${run} ${ok ? "unchanged" : "BROKEN"}, ${entries} entries, head ${head ?? "none"}.${told}`;
}

export interface ShowJournalOptions extends RunsOptions {
  /** The stream for other tools, one JSON object a line. */
  readonly events?: boolean;
}

/** `tidegate journal show RUN`: everything that happened, oldest first, up to where the journal is broken. */
export async function showJournal(parts: CliParts, run: string, options: ShowJournalOptions): Promise<ExitCode> {
  const { terminal, hash } = parts;
  const project = await openProject(terminal.cwd, options);
  const { store } = await parts.workspace(project.folder);
  const bytes = await (await store.open(run)).read();
  const { journal, entries, problems } = foldJournal(bytes, { hash });
  if (options.events === true) for (const event of toStreamEvents(entries)) terminal.print(jsonText(event));
  else if (options.json === true) printJson(terminal, { run, entries, problems });
  else printLines(parts, bytes);
  for (const problem of problems) terminal.note(visible(problem.message));
  return journal.broken ? EXIT.failed : EXIT.ok;
}

/** Each line beside the run as it was then, which is where labels and options come from. */
function printLines({ terminal, hash }: CliParts, bytes: Uint8Array): void {
  const journal = emptyJournal({ hash, keep: false });
  for (const line of wholeLines(bytes)) {
    journal.add([line]);
    const { head: entry, state, broken } = journal;
    if (broken) return;
    if (entry !== undefined && state !== undefined) terminal.print(visible(happeningText({ entry, state })));
  }
  if (journal.head === undefined) throw new Fault("NoRun", "The journal is empty.");
}
