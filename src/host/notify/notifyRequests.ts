import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import type { InboxAnswerKind, InboxItem } from "../../core/inbox/inboxItem.ts";
import { guarded } from "../commands/registry.ts";
import type { CommandId } from "../contributions/commands.ts";
import { buttons, sentences } from "../messages/messages.ts";
import { throttled } from "../rows/throttled.ts";
import type { Services } from "../services.ts";
import { setting } from "../settings/settings.ts";
import { freshIds } from "./attention.ts";

const NOTIFIED = "notifiedRequests";
/** Requests that arrive within this time are one notification. Milliseconds. */
const TOGETHER_MS = 500;

/** The answers that a notification offers itself; the others are in the row's menu. */
const OFFERED: Partial<Record<InboxAnswerKind, { readonly button: () => string; readonly command: CommandId }>> = {
  approve: { button: buttons.approve, command: "tidegate.approveRequest" },
  reject: { button: buttons.reject, command: "tidegate.rejectRequest" },
};

/** Notifies once about each request elsewhere that this person may answer, over reloads too. */
export function registerRequestNotifications(services: Services): Disposable {
  const store = new DisposableStore();
  const { inbox, state, clock } = services;
  const look = store.add(
    throttled(clock, TOGETHER_MS, () => {
      if (!setting("tidegate.notifyApprovals")) return;
      const before = state.get<string[]>(NOTIFIED) ?? [];
      const waiting = inbox.items.filter(({ answers }) => answers.length > 0);
      const { fresh, notified } = freshIds(waiting, before);
      if (fresh.length === 0) return;
      void state.update(NOTIFIED, notified);
      void guarded(services, "Notification", () => notify(services, fresh));
    }),
  );
  store.add(inbox.onChange(look.run));
  look.run();
  return store;
}

async function notify({ inbox }: Services, fresh: readonly InboxItem[]): Promise<void> {
  const [only] = fresh;
  const show = buttons.review();
  const say = fresh.some(({ production }) => production)
    ? vscode.window.showWarningMessage
    : vscode.window.showInformationMessage;
  if (only === undefined || fresh.length > 1) {
    if ((await say(sentences.requestsWait(fresh.length), show)) === show) {
      await vscode.commands.executeCommand("tidegate.approvals.focus");
    }
    return;
  }
  const offered = only.answers.flatMap((kind) => OFFERED[kind] ?? []);
  const pressed = await say(sentences.requestWaits(only), show, ...offered.map(({ button }) => button()));
  if (pressed === undefined) return;
  const command = offered.find(({ button }) => button() === pressed)?.command ?? "tidegate.showRequest";
  if (inbox.find(only.id) === undefined) vscode.window.setStatusBarMessage(sentences.answered(), 3000);
  else await vscode.commands.executeCommand(command, { inbox: only.id });
}
