import type { Command } from "commander";
import { Fault } from "../base/result.ts";
import { graphsIn } from "../documents/graphsIn.ts";
import { planOwnGraph } from "../engine/request/planOwnGraph.ts";
import type { Place } from "../engine/request/runPlan.ts";
import { begin } from "./beginRun.ts";
import { chooseGraph, graphNumber } from "./chooseGraph.ts";
import { type Doing, inWorkspace } from "./commandOptions.ts";
import type { ExitCode } from "./exitCode.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { type FolderOptions, openProject, type PlaceNames, placeOf } from "./place.ts";
import { planText } from "./planText.ts";
import { readSource } from "./readSource.ts";
import { type OutputOptions, visible } from "./report.ts";

export interface WalkOptions extends FolderOptions, OutputOptions {
  /** From 1. */
  readonly graph?: number;
  readonly wait?: boolean;
  readonly yes?: boolean;
  /** Production: the environment's name, typed beforehand. */
  readonly confirm?: string;
}

export function addWalk(program: Command, parts: CliParts, doing: Doing): void {
  inWorkspace(
    program.command("walk <file> <application> <environment>"),
    "Walk a graph of a Mermaid flowchart or a workflow document as a run. It releases and changes nothing.",
  )
    .option("--graph <number>", "which, where the document holds several", graphNumber)
    .option("--wait", "follow the run to its end, one line an event (JSON lines with --json)")
    .option("-y, --yes", "begin without being asked")
    .option("--confirm <name>", "the name of a production environment, instead of typing it")
    .action(
      doing((file: string, application: string, environment: string, options: WalkOptions) =>
        walk(parts, file, { application, environment }, options),
      ),
    );
}

/** `tidegate walk FILE APPLICATION ENVIRONMENT`. Faults: those of `chooseGraph` and `planOwnGraph`, `NotConfirmed`. */
export async function walk(
  parts: CliParts,
  file: string,
  names: Required<PlaceNames>,
  options: WalkOptions,
): Promise<ExitCode> {
  const { terminal } = parts;
  const project = await openProject(terminal.cwd, options);
  const place = placeOf(project, names, undefined);
  const name = file === "-" ? "standard input" : file;
  const graph = chooseGraph(graphsIn(await readSource(terminal, file), name), name, options.graph);
  const plan = planOwnGraph(place, { file: name, loaded: graph.load() });
  if (options.json !== true) terminal.print(`${planText(plan)}\n${visible(`Graph: ${graph.title}`)}`);
  await confirm(parts, place, options);
  return begin(parts, await parts.workspace(project.folder), plan, options);
}

/** A run in production's name is begun by someone who typed that name, whatever the run does. */
async function confirm({ terminal }: CliParts, { environment, config }: Place, options: WalkOptions): Promise<void> {
  if (config.production) {
    const typed = options.confirm ?? (await typedAt(terminal, `This is production. Type ${environment} to go on: `));
    if (typed.trim() === environment) return;
    const how = `${environment} is production: confirm with --confirm ${environment}.`;
    throw new Fault("NotConfirmed", `No run was begun. ${how}`);
  }
  if (options.yes === true || options.confirm?.trim() === environment) return;
  if (/^y(es)?$/iu.test((await typedAt(terminal, "Walk it? (y/N): ")).trim())) return;
  throw new Fault("NotConfirmed", "No run was begun. Say --yes to begin it.");
}

async function typedAt(terminal: Terminal, question: string): Promise<string> {
  return terminal.interactive ? terminal.ask(visible(question)) : "";
}
