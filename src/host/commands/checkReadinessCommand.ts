import * as vscode from "vscode";
import { Fault } from "../../base/result.ts";
import { READINESS_CHECKS } from "../../core/gates/descriptions/readiness.ts";
import type { Finding } from "../../core/gates/finding.ts";
import type { ReadinessCheckId, TryReadiness } from "../../engine/checks/readiness/tryReadiness.ts";
import { type ReadinessSubject, readinessAt } from "../../engine/request/readinessAt.ts";
import { askSteps } from "../ask/steps.ts";
import { readinessText } from "../documents/readinessText.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { type Environment, environments } from "./chooseEnvironment.ts";
import { environmentStep } from "./chooseWorkload.ts";
import type { Handlers } from "./registry.ts";

/** Really runs the commands of an application and shows what that has shown. */
export function checkReadinessCommand(services: Services): Pick<Handlers, "tidegate.checkReadiness"> {
  return {
    "tidegate.checkReadiness": async (subject) => {
      const chosen = await chooseSubject(services, subject);
      const checks = chosen === undefined ? undefined : await chooseChecks();
      if (chosen === undefined || checks === undefined || checks.length === 0) return;
      const { askedTrialIn } = await services.parts.trial();
      const trial = askedTrialIn(chosen.folder.fsPath, (error) => {
        services.log.error("What was tried could not be kept for the Readiness view.", error);
      });
      const found = await trying(trial, { ...chosen.subject, checks });
      services.readiness.lookAgain();
      const name = vscode.workspace.asRelativePath(chosen.folder);
      const text = readinessText(found, name, services.clock.now());
      await services.documents.preview(`readiness/${l10n.t("Readiness")}.md`, text);
    },
  };
}

interface Chosen {
  readonly folder: vscode.Uri;
  readonly subject: ReadinessSubject;
}

/** An environment where there is a `tidegate.yaml`, which may say how it is built; else a folder. */
async function chooseSubject(services: Services, subject: unknown): Promise<Chosen | undefined> {
  const [only, ...others] = environments(services);
  if (only === undefined) return chooseFolder();
  const start: { readonly environment?: Environment } = others.length === 0 ? { environment: only } : {};
  const steps = [environmentStep<typeof start>(services, subject, l10n.t("Check Readiness"))];
  const { environment } = (await askSteps(steps, start)) ?? {};
  if (environment === undefined) return undefined;
  const { key, config } = environment;
  const folder = vscode.Uri.joinPath(vscode.Uri.parse(key.file), "..");
  return { folder, subject: readinessAt([{ ...key, config }]) };
}

async function chooseFolder(): Promise<Chosen | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) throw new Fault("NoFolder", sentences.noFolder());
  const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
  return folder === undefined ? undefined : { folder: folder.uri, subject: readinessAt([]) };
}

async function chooseChecks(): Promise<readonly ReadinessCheckId[] | undefined> {
  const items = Object.values(READINESS_CHECKS).map(({ id, label, why }) => ({
    label,
    detail: why,
    picked: true,
    id: id as ReadinessCheckId,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t("Check Readiness"),
    placeHolder: l10n.t("The commands of the application are run in a clean copy of the commit"),
    canPickMany: true,
    matchOnDetail: true,
  });
  return picked?.map(({ id }) => id);
}

/** What was found out until then is shown, too, where a person gives up. */
async function trying(
  tryReadiness: TryReadiness,
  request: Omit<Parameters<TryReadiness>[0], "signal">,
): Promise<ReadonlyMap<ReadinessCheckId, Finding>> {
  const title = l10n.t("Installing, building and starting the application");
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, (_progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return tryReadiness({ ...request, signal: controller.signal });
  });
}
