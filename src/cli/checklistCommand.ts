import { type Command, Option } from "commander";
import { timestamp } from "../base/clock.ts";
import type { AssessedList, Count, LineState } from "../core/checklists/assess.ts";
import type { ChecklistId } from "../core/checklists/checklist.ts";
import { CHECKLISTS } from "../core/checklists/lists.ts";
import { measureText } from "../core/evidence/measureText.ts";
import type { Assessment } from "../engine/readiness/assessEnvironment.ts";
import { checklistDocument, type DocumentWords } from "../engine/readiness/checklistDocument.ts";
import { checklistOutputOf } from "./checklistOutput.ts";
import { type Doing, inWorkspace } from "./commandOptions.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { type FolderOptions, openProject, type PlaceNames, placesOf } from "./place.ts";
import { type OutputOptions, printJson, visible } from "./report.ts";

export interface ChecklistOptions extends FolderOptions, OutputOptions {
  readonly list?: ChecklistId;
  readonly format?: "text" | "json" | "markdown";
}

const HELP = `
Nothing is deployed, no program of the application is run, and no cluster is asked: what these would show is taken
from earlier runs or stays open. Exits with 1 where a line is missing; lines that are open fail nothing here.`;

export function addChecklist(program: Command, parts: CliParts, doing: Doing): void {
  inWorkspace(
    program.command("checklist [application] [environment]"),
    "Hold environments against the pre-deployment checklist and the definition of done.",
  )
    .addOption(new Option("--list <list>", "one list (default: both)").choices(Object.keys(CHECKLISTS)))
    .addOption(new Option("--format <format>", "how it is printed").choices(["text", "json", "markdown"]))
    .addHelpText("after", HELP)
    .action(
      doing((application: string | undefined, environment: string | undefined, options: ChecklistOptions) =>
        checklist(parts, { application, environment }, options),
      ),
    );
}

/** `tidegate checklist`: 1 where a line is missing. Faults: those of reading `tidegate.yaml` and of listing files. */
async function checklist(parts: CliParts, names: PlaceNames, options: ChecklistOptions): Promise<ExitCode> {
  const { terminal } = parts;
  const project = await openProject(terminal.cwd, options);
  const readiness = await parts.readiness(project.folder);
  const lists = options.list === undefined ? (Object.keys(CHECKLISTS) as ChecklistId[]) : [options.list];
  const assessments: Assessment[] = [];
  // One after another: they read the same files, and each reading is shared within itself.
  for (const place of placesOf(project, names)) assessments.push(await readiness.assess(place, lists));
  const format = options.json === true ? "json" : (options.format ?? "text");
  if (format === "json") printJson(terminal, checklistOutputOf(assessments));
  else if (format === "markdown")
    for (const one of assessments) terminal.print(checklistDocument(one, WORDS).trimEnd());
  else for (const one of assessments) printAssessment(terminal, one);
  const missing = assessments.some((one) => one.lists.some(({ count }) => count.missing > 0));
  return missing ? EXIT.failed : EXIT.ok;
}

const WORDS: DocumentWords = {
  met: "met",
  missing: "missing",
  open: "open",
  counted,
  seenAt: (ms) => timestamp(ms),
  attested: (name, until) => `The word of ${name}, until ${timestamp(until)}.`,
};

function counted({ met, missing, open, total }: Count): string {
  return `${met} of ${total} lines are met, ${missing} missing, ${open} open.`;
}

const MARKS: Readonly<Record<LineState, string>> = { met: "met    ", missing: "MISSING", open: "open   " };

function printAssessment(terminal: Terminal, { application, environment, production, lists }: Assessment): void {
  terminal.print(visible(`${application} → ${environment}${production ? " (PROD)" : ""}`));
  for (const list of lists) printList(terminal, list);
}

function printList(terminal: Terminal, { list, groups, count }: AssessedList): void {
  terminal.print(`\n${list.title}: ${counted(count)}`);
  for (const { group, lines, count: own } of groups) {
    terminal.print(`\n  ${group.label}: ${own.met} of ${own.total}`);
    for (const { line, state, checks } of lines) {
      terminal.print(`    ${MARKS[state]}  ${line.label}`);
      for (const { state: one, sentence, evidence } of checks) {
        if (one === "met") continue;
        const figure = evidence?.measure === undefined ? "" : ` (${measureText(evidence.measure)})`;
        terminal.print(visible(`             ${sentence}${figure}`));
      }
    }
  }
}
