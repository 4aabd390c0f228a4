import type { Command } from "commander";
import type { ExitCode } from "./exitCode.ts";
import type { OutputOptions } from "./report.ts";

/** A command's work, made into what commander calls: faults become a sentence and an exit code. */
export type Doing = <Args extends unknown[], Options extends OutputOptions>(
  work: (...args: [...Args, Options]) => Promise<ExitCode>,
) => (...given: [...Args, Options, Command]) => Promise<void>;

/** Adds what every command takes. */
export function machine(command: Command, description: string): Command {
  return command.description(description).option("--json", "print JSON, errors included, on standard output");
}

/** A command that only has others below it. `--json` may stand before their names, too. */
export function groupOf(program: Command, name: string, description: string): Command {
  const group = program.command(name).description(description);
  return group.addHelpText("after", () => {
    const names = group.commands.map((command) => `tidegate ${name} ${command.name()}`);
    return `\nEach takes --json, and has more to say with --help: ${names.join(", ")}.`;
  });
}

/** Adds what every command of a workspace takes. */
export function inWorkspace(command: Command, description: string): Command {
  return machine(command, description).option(
    "-C, --directory <folder>",
    "where tidegate.yaml is looked for, upward (default: here)",
  );
}
