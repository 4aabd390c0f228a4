import type { Command } from "commander";
import { placeText } from "../core/place.ts";
import type { Application, Tool } from "../scaffold/facts/application.ts";
import { commandText } from "../scaffold/facts/commandText.ts";
import type { Detection, Problem } from "../scaffold/facts/detection.ts";
import { type Doing, machine } from "./commandOptions.ts";
import { detectOutputOf, factsOf } from "./detectOutput.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { type OutputOptions, printJson, table, visible } from "./report.ts";
import { folderNamed } from "./folderNamed.ts";

export function addDetect(program: Command, parts: CliParts, doing: Doing): void {
  machine(program.command("detect [folder]"), "Find what a workspace holds that could be deployed, and show why.")
    .addHelpText("after", "\nNothing of the workspace is run. Exits with 6 where nothing deployable is found.")
    .action(doing((folder: string | undefined, options: OutputOptions) => detect(parts, folder, options)));
}

/** `tidegate detect`: 6 where nothing can be deployed, which is printed all the same. Fault: `FolderMissing`. */
export async function detect(parts: CliParts, folder: string | undefined, options: OutputOptions): Promise<ExitCode> {
  const { terminal } = parts;
  const detection = await (await parts.scaffolding(await folderNamed(parts, folder))).detect();
  if (options.json === true) printJson(terminal, detectOutputOf(detection));
  else printDetection(terminal, detection);
  return detection.applications.length === 0 ? EXIT.nothing : EXIT.ok;
}

function printDetection(terminal: Terminal, detection: Detection): void {
  const { applications, workspaces, libraries, problems } = detection;
  for (const application of applications) terminal.print(`${applicationText(application)}\n`);
  for (const { tool, root } of workspaces) terminal.print(visible(`${tool} holds the members of ${root} together.`));
  for (const { path, why } of libraries) terminal.print(visible(`${path} is not deployed: ${why}`));
  for (const problem of problems) terminal.note(problemText(problem));
  const nothing = problems.some(({ reason }) => reason === "NothingDeployable");
  if (applications.length === 0 && !nothing) terminal.note("Nothing was found here that could be deployed.");
}

/** A problem with the first line that shows it. */
export function problemText({ path, message, evidence }: Problem): string {
  const [first] = evidence;
  return visible(`${first === undefined ? path : placeText(first)}: ${message}`);
}

function applicationText(application: Application): string {
  const { name, path, role } = application;
  const rows = factsOf(application).map(([fact, { value, confidence, evidence }]) => {
    const [first] = evidence;
    const more = evidence.length > 1 ? ` and ${evidence.length - 1} more` : "";
    const where = first === undefined ? "" : `${placeText(first)}${more}`;
    return [`  ${LABELS[fact] ?? fact}`, valueText(value), confidence, where, first?.says ?? ""];
  });
  return `${visible(`${name} (${path}), ${role.value}`)}\n${table(rows)}`;
}

const LABELS: Readonly<Record<string, string>> = {
  packageManager: "package manager",
  buildCommand: "build",
  startCommand: "start",
  testCommand: "test",
  lintCommand: "lint",
  outputDirectory: "output folder",
  services: "service",
  environment: "variable",
  writes: "writes to",
};

/** Facts are words, commands, tools and what has a name or number. */
function valueText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return commandText(value.map(String));
  const { name, version, number, variable } = value as Partial<Tool> & { number?: number; variable?: string };
  const main = name ?? String(number);
  return [main, version, variable === undefined ? undefined : `(${variable})`].filter(Boolean).join(" ");
}
