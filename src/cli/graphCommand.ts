import { type Command, Option } from "commander";
import { graphsIn } from "../documents/graphsIn.ts";
import type { LoadedGraph } from "../documents/loadedGraph.ts";
import { writeMermaid } from "../documents/mermaid/writeMermaid.ts";
import { pictureOf } from "../engine/panel/pictureOf.ts";
import { layoutPicture } from "../picture/layout.ts";
import { LIGHT } from "../picture/palette.ts";
import { svgOf } from "../picture/svg.ts";
import { chooseGraph, graphNumber } from "./chooseGraph.ts";
import { type Doing, machine } from "./commandOptions.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { readSource } from "./readSource.ts";
import { type OutputOptions, printJson, visible } from "./report.ts";

const FORMATS = ["json", "mermaid", "svg"] as const;

export interface GraphOptions extends OutputOptions {
  readonly format: (typeof FORMATS)[number];
  /** From 1. */
  readonly graph?: number;
}

export function addGraph(program: Command, parts: CliParts, doing: Doing): void {
  machine(program.command("graph <file>"), "Read a graph from a Mermaid flowchart or a workflow document, and show it.")
    .addOption(new Option("--format <format>", "what to print").choices(FORMATS).default("json"))
    .option("--graph <number>", "which, where the document holds several", graphNumber)
    .addHelpText(
      "after",
      "\nA file - is standard input. Exits with 2 where something keeps the graph from being walked; it is printed whole.",
    )
    .action(doing((file: string, options: GraphOptions) => showGraph(parts, file, options)));
}

/** `tidegate graph FILE`: 0 only where the graph can be walked. Faults: `NoGraph`, `SeveralGraphs`, `NoSuchGraph`. */
export async function showGraph({ terminal }: CliParts, file: string, options: GraphOptions): Promise<ExitCode> {
  const name = file === "-" ? "standard input" : file;
  const loaded = chooseGraph(graphsIn(await readSource(terminal, file), name), name, options.graph).load();
  print(terminal, loaded, options.json === true ? "json" : options.format);
  if (options.json !== true) {
    for (const { line, column, message } of loaded.problems)
      terminal.note(visible(`${name}:${line}:${column}: ${message}`));
  }
  return loaded.problems.length === 0 ? EXIT.ok : EXIT.badInput;
}

function print(terminal: Terminal, { graph, problems }: LoadedGraph, format: GraphOptions["format"]): void {
  if (format === "json") printJson(terminal, { graph, problems });
  else if (format === "mermaid") terminal.print(writeMermaid(graph).trimEnd());
  else terminal.print(svgText(graph).trimEnd());
}

function svgText(graph: LoadedGraph["graph"]): string {
  const picture = pictureOf(graph);
  return svgOf(picture, layoutPicture(picture), LIGHT);
}
