import { Command, CommanderError } from "commander";
import { type AnswerOptions, abort, answerApproval, choose } from "./answer.ts";
import { deploy, rollback, type RollbackOptions, type ShipOptions } from "./deploy.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts } from "./parts.ts";
import type { PlaceOptions } from "./place.ts";
import { type OutputOptions, reported } from "./report.ts";
import { rolloutStatus, type RolloutStatusOptions } from "./rolloutStatus.ts";
import { listRuns, type RunsOptions, showRun, verifyJournals } from "./runs.ts";
import { sandbox, type SandboxOptions } from "./sandboxCommand.ts";
import { status } from "./status.ts";

const EXIT_CODES = `
Exit codes:
  0  done, or all is well
  1  a rollout, a run or a journal is not well
  2  the command line, the configuration or the input cannot be used
  3  refused: gate, approval, policy, another run, or not confirmed
  4  the cluster gave no answer or no access
  5  not yet decided: a rollout is under way or paused`;

/** Parses a command line (without the program's name) and runs it. Resolves with the exit code; never rejects. */
export async function runCommandLine(parts: CliParts, version: string, args: readonly string[]): Promise<ExitCode> {
  const result: { code: ExitCode } = { code: EXIT.ok };
  const program = programFor(parts, version, result);
  try {
    await program.parseAsync([...args], { from: "user" });
    return result.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badInput;
    return reported(parts.terminal, {}, () => Promise.reject(error));
  }
}

type Action<Args extends unknown[]> = (...args: Args) => Promise<ExitCode>;

function programFor(parts: CliParts, version: string, result: { code: ExitCode }): Command {
  const { terminal } = parts;
  const program = new Command("tidegate")
    .description("Ship to production safely: see environments, deploy behind a gate and an approval, roll back.")
    .version(version)
    .addHelpText("after", EXIT_CODES)
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
    })
    .exitOverride();
  const doing =
    <Args extends unknown[], Options extends OutputOptions>(work: Action<[...Args, Options]>) =>
    async (...given: [...Args, Options, Command]): Promise<void> => {
      const args = given.slice(0, -1) as [...Args, Options];
      const options = args.at(-1) as Options;
      result.code = await reported(terminal, options, () => work(...args));
    };
  addLooking(program, parts, doing);
  addShipping(program, parts, doing);
  addAnswering(program, parts, doing);
  return program;
}

type Doing = <Args extends unknown[], Options extends OutputOptions>(
  work: Action<[...Args, Options]>,
) => (...given: [...Args, Options, Command]) => Promise<void>;

function addLooking(program: Command, parts: CliParts, doing: Doing): void {
  placed(program.command("status"), "Show what runs where, and how it is.").action(
    doing((options: PlaceOptions & OutputOptions) => status(parts, options)),
  );
  placed(program.command("runs [run]"), "List runs, or show the way one run took.").action(
    doing((run: string | undefined, options: RunsOptions) =>
      run === undefined ? listRuns(parts, options) : showRun(parts, run, options),
    ),
  );
  const journal = program.command("journal").description("Work with the journals of runs.").exitOverride();
  placed(journal.command("verify [run]"), "Check that journals are whole and unchanged.").action(
    doing((run: string | undefined, options: RunsOptions) => verifyJournals(parts, run, options)),
  );
  machine(program.command("rollout-status"))
    .description("Judge rollouts from YAML or JSON, without a cluster.")
    .requiredOption("-f, --filename <file>", "objects to judge; - for standard input")
    .action(doing((options: RolloutStatusOptions) => rolloutStatus(parts, options)));
  machine(program.command("sandbox"))
    .description("Start the embedded cluster and write a kubeconfig for it.")
    .option("--kubeconfig <file>", "where to write it (default: tidegate-sandbox.kubeconfig)")
    .option("--port <number>", "port on 127.0.0.1 (default: a free one)")
    .action(doing((options: SandboxOptions) => sandbox(parts, options)));
}

function addShipping(program: Command, parts: CliParts, doing: Doing): void {
  shipping(program.command("deploy <version>"), "Deploy a version: an image tag, or a digest (sha256:…).").action(
    doing((version: string, options: ShipOptions) => deploy(parts, version, options)),
  );
  shipping(program.command("rollback"), "Go back to an earlier revision.")
    .option("--to <revision>", "verified, previous, or a number together with --workload", "verified")
    .option("--workload <name>", "the workload whose revision --to names")
    .action(doing((options: RollbackOptions) => rollback(parts, options)));
}

function addAnswering(program: Command, parts: CliParts, doing: Doing): void {
  for (const said of ["approve", "reject"] as const) {
    const what = said === "approve" ? "Say yes to what a run waits to do." : "Say no to it. A rejection is final.";
    answering(program.command(`${said} <run>`), what).action(
      doing((run: string, options: AnswerOptions) => answerApproval(parts, run, said, options)),
    );
  }
  answering(program.command("choose <run> <option>"), "Answer a run's question, such as roll-back or keep.").action(
    doing((run: string, option: string, options: AnswerOptions) => choose(parts, run, option, options)),
  );
  answering(program.command("abort <run>"), "Stop a run. What it changed is asked about or rolled back.").action(
    doing((run: string, options: AnswerOptions) => abort(parts, run, options)),
  );
}

function machine(command: Command): Command {
  return command.option("--json", "print one JSON value").exitOverride();
}

function placed(command: Command, description: string): Command {
  return machine(command)
    .description(description)
    .option("--config <file>", "tidegate.yaml (default: found from here upward)")
    .option("-a, --application <name>", "the application")
    .option("-e, --environment <name>", "the environment");
}

function shipping(command: Command, description: string): Command {
  return placed(command, description)
    .option("--dry-run", "show the plan and what the API server would change; change nothing")
    .option("--wait", "follow the run to its end")
    .option("--confirm <name>", "the name of a production environment, instead of typing it");
}

function answering(command: Command, description: string): Command {
  return placed(command, description).option("--comment <text>", "why").option("-y, --yes", "the facts were read");
}
