import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { riskNow } from "../../core/approvals/risk.ts";
import { choose } from "../commands/runCommands.ts";
import { guarded } from "../commands/registry.ts";
import { buttons, sentences } from "../messages/messages.ts";
import { throttled } from "../rows/throttled.ts";
import { keyOf } from "../runs/runView.ts";
import type { Services } from "../services.ts";
import { setting } from "../settings/settings.ts";
import { plain } from "../text/plain.ts";
import { type Attention, attentionOf, batched, freshIds } from "./attention.ts";
import { openWaiting } from "./openWaiting.ts";

/** More buttons than these are cut short. */
const MOST_BUTTONS = 3;
const NOTIFIED = "notified";
/** Requests that arrive within this time are one notification. Milliseconds. */
const TOGETHER_MS = 500;

/** Notifies once about each approval and each question that waits, over reloads too. */
export function registerNotifications(services: Services): Disposable {
  const store = new DisposableStore();
  const look = store.add(
    throttled(services.clock, TOGETHER_MS, () => {
      if (!setting("tidegate.notifyApprovals")) return;
      const before = services.state.get<string[]>(NOTIFIED) ?? [];
      const { fresh, notified } = freshIds(attentionOf(services.runs.all), before);
      if (fresh.length === 0) return;
      void services.state.update(NOTIFIED, notified);
      for (const together of batched(fresh)) void guarded(services, "Notification", () => notify(services, together));
    }),
  );
  store.add(services.runs.onChange(look.run));
  look.run();
  return store;
}

async function notify(services: Services, together: readonly Attention[]): Promise<void> {
  const [first] = together;
  if (first?.type === "decision") await notifyQuestion(services, first);
  else if (first !== undefined && together.length === 1) await notifyApproval(services, first);
  else await notifyApprovals(services, together);
}

/** Several approvals at once: the view lists them, and each is answered there by itself. */
async function notifyApprovals(services: Services, together: readonly Attention[]): Promise<void> {
  const production = together.some(({ run }) => run.state.release.production);
  const review = buttons.review();
  if ((await showing(production)(sentences.approvalsWait(together.length), review)) !== review) return;
  const left = together.filter(({ id }) => stillWaits(services, id));
  const [only] = left;
  if (only === undefined) sayAnswered();
  else if (left.length === 1) await openWaiting(only.run);
  else await vscode.commands.executeCommand("tidegate.approvals.focus");
}

async function notifyApproval(services: Services, { id, run }: Attention): Promise<void> {
  const approval = run.state.approval;
  if (approval === undefined) return;
  const { level } = riskNow(run.state, approval.node);
  const text = sentences.approvalWaits(run, approval.expiresAt, level);
  const [review, approve, reject] = [buttons.review(), buttons.approve(), buttons.reject()];
  const answer = await showing(run.state.release.production)(text, review, approve, reject);
  if (answer === undefined) return;
  if (!stillWaits(services, id)) sayAnswered();
  else if (answer === review) await openWaiting(run);
  else await vscode.commands.executeCommand(answer === approve ? "tidegate.approve" : "tidegate.reject", keyOf(run));
}

async function notifyQuestion(services: Services, attention: Extract<Attention, { type: "decision" }>): Promise<void> {
  const { id, run, question, options } = attention;
  if (options.length > MOST_BUTTONS) return askToOpen(services, attention);
  const labels = options.map(({ label }) => plain(label));
  const answer = await vscode.window.showWarningMessage(sentences.decisionWaits(run, question), ...labels);
  const option = options[labels.indexOf(answer ?? "")];
  if (option === undefined) return;
  const now = services.runs.find(keyOf(run));
  if (now === undefined || !stillWaits(services, id)) sayAnswered();
  else await choose(services, now, option.id);
}

/** Where there are more options than buttons have room: the panel shows them with their reasons. */
async function askToOpen(services: Services, { id, run, question }: Attention & { question: string }): Promise<void> {
  const open = buttons.answer();
  if ((await vscode.window.showWarningMessage(sentences.decisionWaits(run, question), open)) !== open) return;
  if (stillWaits(services, id)) await openWaiting(run);
  else sayAnswered();
}

function showing(production: boolean): (text: string, ...items: string[]) => Thenable<string | undefined> {
  return production ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
}

function sayAnswered(): void {
  vscode.window.setStatusBarMessage(sentences.answered(), 3000);
}

/** A notification cannot be taken back by who showed it: one that was answered elsewhere does nothing. */
function stillWaits({ runs }: Services, id: string): boolean {
  return attentionOf(runs.all).some((one) => one.id === id);
}
