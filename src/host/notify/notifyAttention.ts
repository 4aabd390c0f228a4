import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { choose } from "../commands/runCommands.ts";
import { guarded } from "../commands/registry.ts";
import { buttons, sentences } from "../messages/messages.ts";
import { riskOf } from "../runs/risk.ts";
import { keyOf } from "../runs/runView.ts";
import type { Services } from "../services.ts";
import { setting } from "../settings/settings.ts";
import { plain } from "../text/plain.ts";
import { type Attention, attentionOf, notYetNotified } from "./attention.ts";

const NOTIFIED = "notified";

/** Notifies once about each approval and each question that waits, over reloads too. */
export function registerNotifications(services: Services): Disposable {
  const store = new DisposableStore();
  const look = (): void => {
    if (!setting("tidegate.notifyApprovals")) return;
    const before = services.state.get<string[]>(NOTIFIED) ?? [];
    const { fresh, notified } = notYetNotified(attentionOf(services.runs.all), before);
    if (notified.join(" ") !== before.join(" ")) void services.state.update(NOTIFIED, notified);
    for (const attention of fresh) void guarded(services, "Notification", () => notify(services, attention));
  };
  store.add(services.runs.onChange(look));
  return store;
}

async function notify(services: Services, attention: Attention): Promise<void> {
  if (attention.type === "approval") await notifyApproval(services, attention);
  else await notifyQuestion(services, attention);
}

async function notifyApproval(services: Services, { id, run }: Attention): Promise<void> {
  const approval = run.state.approval;
  if (approval === undefined) return;
  const show = run.state.release.production ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const text = sentences.approvalWaits(run, approval.expiresAt, riskOf(run.state));
  const [review, approve, reject] = [buttons.review(), buttons.approve(), buttons.reject()];
  const answer = await show(text, review, approve, reject);
  if (answer === undefined) return;
  if (!stillWaits(services, id)) {
    vscode.window.setStatusBarMessage(sentences.answered(), 3000);
    return;
  }
  const command = answer === review ? "tidegate.review" : answer === approve ? "tidegate.approve" : "tidegate.reject";
  await vscode.commands.executeCommand(command, keyOf(run));
}

async function notifyQuestion(services: Services, attention: Extract<Attention, { type: "decision" }>): Promise<void> {
  const { id, run, question, options } = attention;
  const labels = options.map(({ label }) => plain(label));
  const answer = await vscode.window.showWarningMessage(sentences.decisionWaits(run, question), ...labels);
  const option = options[labels.indexOf(answer ?? "")];
  if (option === undefined) return;
  const now = services.runs.find(keyOf(run));
  if (now === undefined || !stillWaits(services, id)) vscode.window.setStatusBarMessage(sentences.answered(), 3000);
  else await choose(services, now, option.id);
}

/** A notification cannot be taken back by who showed it: one that was answered elsewhere does nothing. */
function stillWaits({ runs }: Services, id: string): boolean {
  return attentionOf(runs.all).some((one) => one.id === id);
}
