import type { Command } from "commander";
import { Fault } from "../base/result.ts";
import { whatBecameOf } from "../engine/scaffold/scaffoldChanges.ts";
import type { Scaffolding } from "../engine/scaffold/scaffolding.ts";
import type { ScaffoldPlan, WrittenFile } from "../engine/scaffold/scaffoldPlan.ts";
import { KINDS } from "../scaffold/generate/kind.ts";
import { type Doing, machine } from "./commandOptions.ts";
import { problemText } from "./detectCommand.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { printJson, visible, visibleLines } from "./report.ts";
import { folderNamed } from "./folderNamed.ts";
import { decisionsOf, keptIn, kindsIn, repositoryIn, type ScaffoldOptions, undecidedIn } from "./scaffoldOptions.ts";
import { isConflict, scaffoldOutputOf, scaffoldText } from "./scaffoldOutput.ts";

const HELP = `
Kinds: ${KINDS.join(", ")}.
Files that are there are merged with: a person's edits stay. What cannot be merged is left as it is, and the command
exits with 5; so is a file that was there before, unless it is taken.`;

export function addScaffold(program: Command, parts: CliParts, doing: Doing): void {
  machine(
    program.command("scaffold [folder]"),
    "Write the files that a deployment needs, from the workspace's own code.",
  )
    .requiredOption("--kind <kinds>", "what to write, with commas between (required)", kindsIn)
    .option("--application <name...>", "applications to write for (default: all that are found)")
    .option("--image-repository <name>", "where images go (default: what belongs to git's origin)", repositoryIn)
    .option("--take <which>", "existing, conflicts, removed: take what is generated for these", undecidedIn)
    .option("--keep <which>", "existing, conflicts: keep what is there, and do not ask again", keptIn)
    .option("--markers", "write both sides of a conflict into the file, with marks around them")
    .option("--leave <path...>", "files to leave out")
    .option("--dry-run", "show what would be written, and write nothing")
    .option("--diff", "show the differences, also with --yes")
    .option("-y, --yes", "write without asking")
    .addHelpText("after", HELP)
    .action(doing((folder: string | undefined, options: ScaffoldOptions) => scaffold(parts, folder, options)));
}

/**
 * `tidegate scaffold`: writes all of what is decided or nothing. 5 where conflicts are left. Faults: those of planning
 * and writing, `NotConfirmed`, `UnknownPath`.
 */
export async function scaffold(
  parts: CliParts,
  folder: string | undefined,
  options: ScaffoldOptions,
): Promise<ExitCode> {
  const { terminal } = parts;
  const scaffolding = await parts.scaffolding(await folderNamed(parts, folder));
  const plan = await scaffolding.plan({ ...requestOf(options), ownTemplates: true });
  mustKnow(plan, options);
  const planned = expected(plan, options);
  if (options.json !== true) showPlan(terminal, scaffolding, plan, planned, options);
  const done = options.dryRun === true ? planned : await written(terminal, scaffolding, plan, planned, options);
  const result = { plan, files: done, dryRun: options.dryRun === true };
  const withDiff = options.diff === true || options.dryRun === true;
  if (options.json === true) printJson(terminal, scaffoldOutputOf(result, withDiff ? scaffolding.diff : undefined));
  else terminal.print(visibleLines(scaffoldText(result)));
  return done.some(isConflict) ? EXIT.pending : EXIT.ok;
}

function requestOf({ kind, application, imageRepository }: ScaffoldOptions) {
  return {
    kinds: kind,
    ...(application !== undefined && { applications: application }),
    ...(imageRepository !== undefined && { imageRepository }),
  };
}

/** A path that is misspelled would be written all the same. */
function mustKnow({ files }: ScaffoldPlan, options: ScaffoldOptions): void {
  const { leave } = decisionsOf(options);
  const strange = options.leave?.find((path) => !files.some((file) => file.path === path.replace(/^\.\//u, "")));
  if (strange === undefined || leave === undefined) return;
  throw new Fault(
    "UnknownPath",
    `"${strange}" is none of the files that would be written: ${files.map(({ path }) => path).join(", ")}.`,
  );
}

function expected({ files }: ScaffoldPlan, options: ScaffoldOptions): readonly WrittenFile[] {
  const decisions = decisionsOf(options);
  return files.map((file) => ({ file, ...whatBecameOf(file, decisions) }));
}

function showPlan(
  terminal: Terminal,
  { diff }: Scaffolding,
  { detection, portProblems, notes }: ScaffoldPlan,
  planned: readonly WrittenFile[],
  options: ScaffoldOptions,
): void {
  for (const problem of [...detection.problems, ...portProblems]) terminal.note(problemText(problem));
  for (const note of notes) terminal.note(visible(note));
  if (options.yes === true && options.diff !== true && options.dryRun !== true) return;
  for (const { file, text } of planned) {
    if (text !== undefined) terminal.print(visibleLines(diff(file.path, file.current, text).trimEnd()));
  }
}

async function written(
  terminal: Terminal,
  scaffolding: Scaffolding,
  plan: ScaffoldPlan,
  planned: readonly WrittenFile[],
  options: ScaffoldOptions,
): Promise<readonly WrittenFile[]> {
  const count = planned.filter(({ action }) => action !== "unchanged" && action !== "left").length;
  if (options.yes !== true && count > 0) {
    const question = `Write ${count === 1 ? "this file" : `these ${count} files`}? (y/N): `;
    const typed = terminal.interactive ? await terminal.ask(question) : "";
    if (!/^y(es)?$/iu.test(typed.trim()))
      throw new Fault("NotConfirmed", "Nothing was written. Say --yes to write it.");
  }
  return scaffolding.write(plan, decisionsOf(options));
}
