import * as vscode from "vscode";
import type { RunPlan } from "../../engine/request/runPlan.ts";
import { l10n } from "../l10n.ts";
import { buttons, sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";

/** Starts a planned run beside the `tidegate.yaml` of this address, and says so. */
export async function startRun(services: Services, file: string, plan: RunPlan): Promise<void> {
  const { application, environment } = plan.release;
  const place = `${application} → ${environment}`;
  const options = { location: { viewId: "tidegate.runs" }, title: l10n.t("Starting a run to {0}", place) };
  const folder = await services.runs.folder(file);
  const run = await vscode.window.withProgress(options, () => folder.request(plan));
  services.log.info(`Run ${run} to ${place} was asked for.`);
  const show = buttons.showRun();
  const answer = await vscode.window.showInformationMessage(sentences.runStarted(run, place), show);
  if (answer === show) await vscode.commands.executeCommand("tidegate.openRunPanel", { file, run });
}
