import type { Uri } from "vscode";
import type { Services } from "../services.ts";
import { approvalCommands } from "./approvalCommands.ts";
import { changeCommands } from "./changeCommands.ts";
import { checkCommands } from "./checkCommands.ts";
import { checkFilesCommand } from "./checkFilesCommand.ts";
import { deployCommands } from "./deploy/deployCommand.ts";
import { exportCommand } from "./exportCommand.ts";
import { forwardCommands } from "./forwardCommands.ts";
import { historyCommands } from "./historyCommands.ts";
import { inboxCommands } from "./inboxCommands.ts";
import { initializeCommands } from "./initialize/initializeCommand.ts";
import { lookCommands } from "./lookCommands.ts";
import { panelCommands } from "./panelCommands.ts";
import { readinessCommands } from "./readinessCommands.ts";
import { policyCommands } from "./policyCommands.ts";
import type { Handlers } from "./registry.ts";
import { checkReadinessCommand } from "./checkReadinessCommand.ts";
import { runCommands } from "./runCommands.ts";
import { sandboxCommands } from "./sandboxCommands.ts";
import { scaffoldCommands } from "./scaffoldCommands.ts";
import { showRuleCommand } from "./showRule.ts";
import { signInCommand } from "./signInCommand.ts";
import { viewCommands } from "./viewCommands.ts";
import { walkGraphCommand } from "./walkGraph.ts";

/** Where commands find what is outside the workspace. */
export interface CommandPlaces {
  readonly extension: Uri;
  readonly kubeconfig: () => readonly string[];
}

/** Every command's handler. */
export function allCommands(services: Services, { extension, kubeconfig }: CommandPlaces): Handlers {
  return {
    ...viewCommands(services),
    ...initializeCommands(services, kubeconfig),
    ...deployCommands(services),
    ...changeCommands(services),
    ...historyCommands(services),
    ...lookCommands(services),
    ...forwardCommands(services),
    ...approvalCommands(services),
    ...inboxCommands(services),
    ...policyCommands(services, kubeconfig),
    ...runCommands(services),
    ...checkCommands(services),
    ...checkFilesCommand(services),
    ...readinessCommands(services),
    ...panelCommands(services),
    ...exportCommand(services),
    ...walkGraphCommand(services),
    ...checkReadinessCommand(services),
    ...scaffoldCommands(services),
    ...showRuleCommand(),
    ...signInCommand(services),
    ...sandboxCommands(services, extension),
  };
}
