import type { Command } from "commander";
import { type Doing, groupOf, inWorkspace, machine } from "./commandOptions.ts";
import { init, type InitOptions } from "./init.ts";
import { showJournal, type ShowJournalOptions, verifyJournals } from "./journal.ts";
import type { CliParts } from "./parts.ts";
import { rolloutStatus, type RolloutStatusOptions } from "./rolloutStatus.ts";
import { listRuns, type RunsOptions, showRun } from "./runs.ts";
import { sandbox, type SandboxOptions } from "./sandboxCommand.ts";
import { status } from "./status.ts";

/** Commands that change nothing. */
export function addLooking(program: Command, parts: CliParts, doing: Doing): void {
  inWorkspace(program.command("status [application] [environment]"), "Show what runs where, and how it is.").action(
    doing((application: string | undefined, environment: string | undefined, options: RunsOptions) =>
      status(parts, { application, environment }, options),
    ),
  );
  inWorkspace(program.command("runs [run]"), "List runs, or show the way one run took.").action(
    doing((run: string | undefined, options: RunsOptions) =>
      run === undefined ? listRuns(parts, options) : showRun(parts, run, options),
    ),
  );
  const journal = groupOf(program, "journal", "Work with the journals of runs.");
  inWorkspace(journal.command("verify [run]"), "Check that journals are whole and unchanged.").action(
    doing((run: string | undefined, options: RunsOptions) => verifyJournals(parts, run, options)),
  );
  inWorkspace(journal.command("show <run>"), "Tell everything that happened in a run.")
    .option("--events", "the event stream for other tools, one JSON object a line")
    .action(doing((run: string, options: ShowJournalOptions) => showJournal(parts, run, options)));
  addWithoutWorkspace(program, parts, doing);
}

function addWithoutWorkspace(program: Command, parts: CliParts, doing: Doing): void {
  machine(program.command("rollout-status"), "Judge rollouts from YAML or JSON, without a cluster.")
    .requiredOption(
      "-f, --filename <file>",
      "objects, a List or several documents; - for standard input; may be repeated",
      (file: string, before: readonly string[] | undefined) => [...(before ?? []), file],
    )
    .addHelpText(
      "after",
      "\nExits with 0 where every rollout is Current, otherwise with 1; with 2 for bad input, such as no object at all.",
    )
    .action(doing((options: RolloutStatusOptions) => rolloutStatus(parts, options)));
  inWorkspace(program.command("init"), "Write a first tidegate.yaml from the contexts of the kubeconfig.")
    .option("--application <name>", "the application (default: the folder's name)")
    .option("--context <name...>", "contexts to look into (default: the current one)")
    .option("--namespace <name...>", "namespaces to take (default: all in which workloads are seen)")
    .option("-y, --yes", "write it without asking")
    .action(doing((options: InitOptions) => init(parts, options)));
  machine(program.command("sandbox"), "Start the embedded cluster with a sample shop, and write a kubeconfig for it.")
    .option("--kubeconfig <file>", "where to write it (default: a new temporary file)")
    .option("--port <number>", "port on 127.0.0.1 (default: a free one)")
    .option("--empty", "nodes and nothing else, instead of the sample shop")
    .addHelpText("after", "\nIt ends with Ctrl+C, or when a pipe on its standard input is closed.")
    .action(doing((options: SandboxOptions) => sandbox(parts, options)));
}
