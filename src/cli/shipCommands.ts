import { type Command, Option } from "commander";
import { type Doing, inWorkspace } from "./commandOptions.ts";
import { deploy, type DeployOptions, rollback, type RollbackOptions } from "./deploy.ts";
import type { CliParts } from "./parts.ts";

/** Commands that ask for a run. */
export function addShipping(program: Command, parts: CliParts, doing: Doing): void {
  shipping(
    program.command("deploy <application> <environment> [version]"),
    "Deploy a version: an image tag, or a digest (sha256:…). The decision path can be walked without one.",
  )
    .addOption(
      new Option("--path <path>", "what the deployment walks (default: what the environment says)").choices([
        "rollout",
        "decision",
      ]),
    )
    .action(
      doing((application: string, environment: string, version: string | undefined, options: DeployOptions) =>
        deploy(parts, { application, environment }, version, options),
      ),
    );
  shipping(program.command("rollback <application> <environment>"), "Go back to an earlier revision.")
    .option("--to <revision>", "verified, previous, or a number together with one --workload", "verified")
    .action(
      doing((application: string, environment: string, options: RollbackOptions) =>
        rollback(parts, { application, environment }, options),
      ),
    );
}

function shipping(command: Command, description: string): Command {
  return inWorkspace(command, description)
    .option("--workload <kind/name...>", "only these workloads (default: all of the environment)")
    .option("--dry-run", "show the plan and what the API server would change; change nothing")
    .option("--wait", "follow the run to its end, one line an event (JSON lines with --json)")
    .option("-y, --yes", "the diff was read")
    .option("--confirm <name>", "the name of a production environment, instead of typing it");
}
