import { Command, CommanderError } from "commander";
import { addAnswering } from "./answerCommands.ts";
import { addCatalogue } from "./catalogueCommand.ts";
import type { Doing } from "./commandOptions.ts";
import { addCheck } from "./checkCommand.ts";
import { addChecklist } from "./checklistCommand.ts";
import { addCompare } from "./compareCommand.ts";
import { addDetect } from "./detectCommand.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import { addLooking } from "./lookCommands.ts";
import { addGraph } from "./graphCommand.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { addPorts } from "./portsCommand.ts";
import { printJson, reported, visibleLines } from "./report.ts";
import { addReady } from "./readyCommand.ts";
import { addReviews } from "./reviewsCommand.ts";
import { addRequests } from "./requestsCommand.ts";
import { addScaffold } from "./scaffoldCommand.ts";
import { addShipping } from "./shipCommands.ts";
import { addWalk } from "./walkCommand.ts";

const EXIT_CODES = `
Every command takes --json, and has more to say with --help.

Exit codes:
  0  done, or all is well
  1  a rollout, a run or a journal is not well, a check failed, ports are wanted twice, a line of a checklist is
     missing, or something unforeseen went wrong
  2  the command line, the configuration or the input cannot be used
  3  refused: by a gate, an approval, a policy of the cluster or of GitHub, another run, or not confirmed
  4  a cluster, or GitHub, gave no answer or did not let you in: you are not signed in, or lack the right
  5  not yet decided: a rollout is under way or paused, a run has not ended, a check is in doubt, conflicts are left
  6  nothing was found that could be deployed`;

/** Parses a command line (without the program's name) and runs it. Resolves with the exit code; never rejects. */
export async function runCommandLine(parts: CliParts, version: string, args: readonly string[]): Promise<ExitCode> {
  const { terminal } = parts;
  const json = args.includes("--json");
  const result: { code: ExitCode } = { code: EXIT.ok };
  const doing: Doing =
    (work) =>
    async (...given) => {
      const input = given.slice(0, -1) as Parameters<typeof work>;
      result.code = await reported(terminal, { json }, () => work(...input));
    };
  const program = rootCommand(terminal, version, json);
  addLooking(program, parts, doing);
  addGraph(program, parts, doing);
  addDetect(program, parts, doing);
  addScaffold(program, parts, doing);
  addPorts(program, parts, doing);
  addCheck(program, parts, doing, version);
  addChecklist(program, parts, doing);
  addCompare(program, parts, doing);
  addReady(program, parts, doing);
  addCatalogue(program, parts, doing);
  addShipping(program, parts, doing);
  addWalk(program, parts, doing);
  addAnswering(program, parts, doing);
  addRequests(program, parts, doing);
  addReviews(program, parts, doing);
  try {
    await program.parseAsync(withJsonLast(program, args), { from: "user" });
    return result.code;
  } catch (error) {
    return misused(terminal, error, json);
  }
}

/** `--json` before a command's name means the same as behind it. */
function withJsonLast(program: Command, args: readonly string[]): string[] {
  let command: Command | undefined = program;
  const names: string[] = [];
  for (const [index, arg] of args.entries()) {
    if (arg === "--json") continue;
    command = command.commands.find((one) => one.name() === arg);
    if (command === undefined) break;
    names.push(arg);
    if (command.commands.length === 0) return moved(names, args.slice(0, index + 1), args.slice(index + 1));
  }
  return [...args];
}

function moved(names: readonly string[], before: readonly string[], rest: readonly string[]): string[] {
  return before.includes("--json") ? [...names, "--json", ...rest] : [...before, ...rest];
}

/** Commands made from this one inherit how it writes and that it throws instead of ending the process. */
function rootCommand(terminal: Terminal, version: string, json: boolean): Command {
  return new Command("tidegate")
    .description("Ship to production safely: see environments, deploy behind a gate and an approval, roll back.")
    .version(version)
    .addHelpText("after", EXIT_CODES)
    .showHelpAfterError("See --help.")
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => {
        if (!json) terminal.note(visibleLines(text.trimEnd()));
      },
    })
    .exitOverride();
}

function misused(terminal: Terminal, error: unknown, json: boolean): ExitCode | Promise<ExitCode> {
  if (!(error instanceof CommanderError)) return reported(terminal, { json }, () => Promise.reject(error));
  if (error.exitCode === 0) return EXIT.ok;
  // Every command knows --json: where it is unknown, no command was named.
  const unnamed = error.message.includes("unknown option '--json'");
  const message = unnamed ? "Name a command: --help lists them." : error.message.replace(/^error: /u, "");
  if (json) printJson(terminal, { error: { reason: "Usage", message } });
  return EXIT.badInput;
}
