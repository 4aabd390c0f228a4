import { type Command, Option } from "commander";
import { Fault } from "../base/result.ts";
import type { ComparedRow, Comparison } from "../core/profiles/comparison.ts";
import {
  cellText,
  comparisonDocument,
  type ComparisonWords,
  DIFFERENCE_MARKS,
} from "../engine/profiles/comparisonDocument.ts";
import { type Doing, inWorkspace } from "./commandOptions.ts";
import { compareOutputOf } from "./compareOutput.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { type FolderOptions, openProject } from "./place.ts";
import { type OutputOptions, printJson, table, visible } from "./report.ts";

export interface CompareOptions extends FolderOptions, OutputOptions {
  readonly format?: "text" | "json" | "markdown";
  readonly live?: boolean;
}

const HELP = `
Marks: = alike, ≠ differs as it should, ⚠ surprising, ? not known. Values come from tidegate.yaml and the manifests
of the workspace; no cluster is asked unless --live says so. Exits with 0 whatever differs.`;

export function addCompare(program: Command, parts: CliParts, doing: Doing): void {
  inWorkspace(program.command("compare [application]"), "Put an application's environments side by side.")
    .option("--live", "ask the clusters, too, and say where they differ from the files")
    .addOption(new Option("--format <format>", "how it is printed").choices(["text", "json", "markdown"]))
    .addHelpText("after", HELP)
    .action(
      doing((application: string | undefined, options: CompareOptions) => compareAll(parts, application, options)),
    );
}

/** `tidegate compare`. Faults: `UnknownApplication`, those of reading `tidegate.yaml` and of listing files. */
async function compareAll(parts: CliParts, name: string | undefined, options: CompareOptions): Promise<ExitCode> {
  const { terminal } = parts;
  const { folder, config, text } = await openProject(terminal.cwd, options);
  const names = Object.keys(config.applications);
  if (name !== undefined && !names.includes(name)) {
    throw new Fault("UnknownApplication", `There is no application "${name}"; there are ${names.join(", ")}.`);
  }
  const readiness = await parts.readiness(folder);
  const connect = options.live === true ? { connect: parts.connect } : {};
  const chosen = name === undefined ? names : [name];
  const comparisons = await Promise.all(
    chosen.map((application) => readiness.compare({ application, config, text, ...connect })),
  );
  const format = options.json === true ? "json" : (options.format ?? "text");
  if (format === "json") printJson(terminal, compareOutputOf(comparisons));
  for (const one of comparisons) {
    if (format === "markdown") terminal.print(comparisonDocument(one, WORDS).trimEnd());
    if (format === "text") printComparison(terminal, one);
  }
  return EXIT.ok;
}

const WORDS: ComparisonWords = {
  title: (application) => `${application}: environments`,
  intro: "= alike, ≠ differs as it should, ⚠ surprising, ? not known.",
  property: "property",
  surprising: "Surprising",
  noSurprise: "Nothing.",
  details: "Why, and where it stands:",
  none: "none",
  unknown: "not known",
  byDefault: "by default",
  inCluster: (context) => `in the cluster of ${context}`,
  noProfile: "Its name tells no profile, so nothing is expected of it.",
};

/** Of a terminal that is as narrow as terminals get. */
const WIDTH = 80;
const NARROWEST = 8;

function printComparison(terminal: Terminal, { application, environments, groups }: Comparison): void {
  const heads = environments.map(({ environment, profile }) => {
    return profile === undefined || profile === environment ? environment : `${environment} (${profile})`;
  });
  terminal.print(visible(application));
  for (const { label, rows } of groups) {
    terminal.print(`\n${label}`);
    terminal.print(table(narrowed(["", "", ...heads], rows)));
    for (const row of rows) {
      if (row.difference === "surprising" || row.difference === "unknown") {
        terminal.print(visible(`  ${DIFFERENCE_MARKS[row.difference]} ${row.sentence}`));
      }
    }
  }
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Cells are cut so that a line fits; what is cut stands whole in the other formats. */
function narrowed(head: readonly string[], rows: readonly ComparedRow[]): string[][] {
  const labels = Math.max(...rows.map(({ label }) => label.length));
  const room = Math.max(NARROWEST, Math.floor((WIDTH - Math.min(labels, 30) - 5) / (head.length - 2)) - 2);
  return [
    head.map((one) => cut(one, room)),
    ...rows.map(({ label, difference, cells }) => [
      DIFFERENCE_MARKS[difference],
      cut(label, 30),
      ...cells.map((cell) => cut(cellText(cell, WORDS), room)),
    ]),
  ];
}
