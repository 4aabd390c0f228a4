import { type Command, Option } from "commander";
import { Fault } from "../base/result.ts";
import { placeText } from "../core/place.ts";
import type { Scaffolding } from "../engine/scaffold/scaffolding.ts";
import type { ScaffoldPorts } from "../engine/scaffold/scaffoldPorts.ts";
import type { PortsOutput } from "../protocol/portsOutput.ts";
import { DOTENV } from "../scaffold/ports/hostPorts.ts";
import { portTable } from "../scaffold/ports/portTable.ts";
import { type Doing, machine } from "./commandOptions.ts";
import { problemText } from "./detectCommand.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import { folderNamed } from "./folderNamed.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { type OutputOptions, printJson, table, visible, visibleLines } from "./report.ts";

export interface PortsOptions extends OutputOptions {
  readonly environment?: string;
  readonly format?: "text" | "json" | "markdown";
  readonly writeEnv?: boolean;
  readonly yes?: boolean;
}

const HELP = `
Exits with 1 where two want one port, or a program of this machine has it: also where that program is the project
itself, because nothing tells.`;

export function addPorts(program: Command, parts: CliParts, doing: Doing): void {
  machine(program.command("ports [folder]"), "List every port that a workspace takes on this machine, and conflicts.")
    .option("--environment <name>", "whose ports (default: the first; of a Markdown table: all)")
    .addOption(new Option("--format <format>", "how they are printed").choices(["text", "json", "markdown"]))
    .option("--write-env", "write the ports into the workspace's own .env, free ones where there are conflicts")
    .option("-y, --yes", "write without asking")
    .addHelpText("after", HELP)
    .action(doing((folder: string | undefined, options: PortsOptions) => ports(parts, folder, options)));
}

/** `tidegate ports`: 1 where conflicts are left. Faults: `UnknownEnvironment`, `NotConfirmed`, those of writing. */
export async function ports(parts: CliParts, folder: string | undefined, options: PortsOptions): Promise<ExitCode> {
  const { terminal } = parts;
  const scaffolding = await parts.scaffolding(await folderNamed(parts, folder));
  const format = options.json === true ? "json" : (options.format ?? "text");
  const before = await scaffolding.ports(options.environment);
  if (format === "text") printPorts(terminal, before);
  if (format === "markdown") terminal.print((await markdown(scaffolding, before, options)).trimEnd());
  const { written, warnings } =
    options.writeEnv === true ? await settled(terminal, scaffolding, before, options) : IDLE;
  const after = written ? await scaffolding.ports(options.environment) : before;
  if (format === "json") printJson(terminal, outputOf(after, written, warnings));
  else for (const note of notesOf(after, written, warnings)) terminal.note(visible(note));
  return after.conflicts.length > 0 ? EXIT.failed : EXIT.ok;
}

const IDLE = { written: false, warnings: [] };

function printPorts(terminal: Terminal, { entries, environment, range }: ScaffoldPorts): void {
  if (entries.length === 0) return terminal.note(`Nothing takes a port of this machine in ${visible(environment)}.`);
  const rows = entries.map(({ service, variable, host, container, source, place }) => [
    service,
    variable ?? "",
    String(host),
    String(container),
    source === "range" ? `free in ${range.from}-${range.to}` : "",
    place === undefined ? "" : placeText(place),
  ]);
  return terminal.print(table([["SERVICE", "VARIABLE", "HOST", "CONTAINER", "", "FROM"], ...rows]));
}

async function markdown(scaffolding: Scaffolding, first: ScaffoldPorts, options: PortsOptions): Promise<string> {
  const others = options.environment === undefined ? first.environments : [];
  const rest = others.filter((name) => name !== first.environment).map((name) => scaffolding.ports(name));
  const all = [first, ...(await Promise.all(rest))];
  return portTable(
    all.flatMap(({ environment, entries }) =>
      entries.map(({ service, variable, host, container }) => {
        return { service, environment, variable, published: host, container };
      }),
    ),
  );
}

/** Shows what would be written, asks, and writes it. */
async function settled(
  terminal: Terminal,
  scaffolding: Scaffolding,
  found: ScaffoldPorts,
  options: PortsOptions,
): Promise<{ readonly written: boolean; readonly warnings: readonly string[] }> {
  const { before, after } = found.dotenv;
  const write = after !== (before ?? "");
  if (write && options.yes !== true) {
    const question = `Write these ports into ${DOTENV}? (y/N): `;
    for (const [name, port] of found.proposed) terminal.note(visibleLines(`${name}=${port}`));
    const typed = terminal.interactive ? await terminal.ask(question) : "";
    if (!/^y(es)?$/iu.test(typed.trim())) {
      throw new Fault("NotConfirmed", "Nothing was written. Say --yes to write it.");
    }
  }
  if (write) await scaffolding.writeDotenv(found);
  const state = await scaffolding.dotenvInGit();
  return { written: write, warnings: state === undefined ? [] : [WARNINGS[state]] };
}

const WARNINGS = {
  tracked: `${DOTENV} is tracked by git: what it holds is everybody's. Take it out with: git rm --cached ${DOTENV}`,
  open: `${DOTENV} is not ignored by git: the next "git add" may take it in. Add it to .gitignore.`,
};

function notesOf({ conflicts }: ScaffoldPorts, written: boolean, warnings: readonly string[]): readonly string[] {
  return [...(written ? [`${DOTENV} has the ports.`] : []), ...warnings, ...conflicts.map(problemText)];
}

function outputOf(found: ScaffoldPorts, written: boolean, warnings: readonly string[]): PortsOutput {
  return {
    environment: found.environment,
    range: found.range,
    ports: found.entries.map(({ service, variable, host, container, source, place }) => ({
      service,
      variable: variable ?? null,
      host,
      container,
      source,
      place: place === undefined ? null : { file: place.file, line: place.line },
    })),
    conflicts: found.conflicts.map(({ claim, free, message, evidence }) => ({
      service: claim.name,
      port: claim.port,
      free: free ?? null,
      message,
      evidence: evidence.map(({ file, line, says }) => ({ file, line, says })),
    })),
    written,
    warnings: [...warnings],
  };
}
