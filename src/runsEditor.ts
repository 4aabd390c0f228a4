import * as vscode from "vscode";
import { DisposableStore } from "./base/dispose.ts";
import type { InboxSource } from "./host/inbox/inboxSource.ts";
import { type InboxNeeds, inboxSources } from "./host/inbox/inboxSources.ts";
import { useTranslation } from "./host/l10n.ts";
import { registerNotifications } from "./host/notify/notifyAttention.ts";
import { registerBlocked } from "./host/notify/notifyBlocked.ts";
import { registerRequestNotifications } from "./host/notify/notifyRequests.ts";
import { registerStatusItem } from "./host/notify/statusItem.ts";
import type { RunsEditor, RunsViews } from "./host/runs/runsEditor.ts";
import type { Services } from "./host/services.ts";
import { startEach } from "./host/startEach.ts";
import { fillApprovalsView } from "./host/views/approvals/approvalsView.ts";
import { fillRunsView } from "./host/views/runs/runsView.ts";

/** The editor's side of runs and of what waits: loaded when there is some, so that activation need not read it. */
export function openRunsEditor(services: Services, views: RunsViews): RunsEditor {
  translate();
  const { runs, inbox, clock, log } = services;
  const store = new DisposableStore();
  const approvalsShown = store.add(fillApprovalsView(views.approvals, { runs, inbox, clock }));
  const runsShown = store.add(fillRunsView(views.runs, runs, clock));
  store.add(
    startEach(log, {
      "notifications of approvals": () => registerNotifications(services),
      "notifications of blocked runs": () => registerBlocked(services),
      "notifications of requests": () => registerRequestNotifications(services),
      "status bar item": () => registerStatusItem(runs),
    }),
  );
  return { approvals: approvalsShown.rows, runs: runsShown.rows, dispose: () => store.dispose() };
}

/** The stores of requests outside this workspace's runs: loaded when somebody looks. */
export function openInboxSources(needs: InboxNeeds): readonly InboxSource[] {
  translate();
  return inboxSources(needs);
}

/** This bundle has texts of its own, and so its own place for the translation. */
function translate(): void {
  useTranslation((text, ...values) => vscode.l10n.t(text, ...values), vscode.env.language);
}
