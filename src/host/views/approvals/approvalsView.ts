import type { TreeView } from "vscode";
import type { Clock } from "../../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../../base/dispose.ts";
import { setContextKey } from "../../contextKey.ts";
import type { Inbox } from "../../inbox/inbox.ts";
import { l10n } from "../../l10n.ts";
import { sentences } from "../../messages/messages.ts";
import { attentionOf } from "../../notify/attention.ts";
import type { Row } from "../../rows/row.ts";
import { RowProvider } from "../../rows/rowProvider.ts";
import type { FilledView } from "../filledView.ts";
import { throttled } from "../../rows/throttled.ts";
import type { Runs } from "../../runs/runs.ts";
import { isActive, type RunKey } from "../../runs/runView.ts";
import { plain } from "../../text/plain.ts";
import { approvalRows } from "./approvalRow.ts";
import { type InboxKey, requestRow } from "./requestRow.ts";

/** Changes that come together are shown together. Milliseconds. */
const SHOW_AFTER_MS = 60;
/** How often deadlines are brought up to date while the view is visible. Milliseconds. */
const AGES_EVERY_MS = 30_000;

interface Parts {
  readonly runs: Runs;
  readonly inbox: Inbox;
  readonly clock: Clock;
}

/** Fills the Approvals view and its badge: what runs here wait for, then what waits elsewhere. */
export function fillApprovalsView(view: TreeView<unknown>, { runs, inbox, clock }: Parts): FilledView {
  const store = new DisposableStore();
  const current = (): readonly Row<RunKey | InboxKey>[] => {
    const time = { now: clock.now() };
    const own = approvalRows(runs.all, (file) => runs.me(file), time);
    return [...own, ...inbox.items.map((item) => requestRow(item, time))];
  };
  const rows = store.add(new RowProvider<RunKey | InboxKey>(current));
  let timer: Disposable | undefined;
  const refresh = (): void => {
    timer?.dispose();
    timer = view.visible ? clock.after(AGES_EVERY_MS, refresh) : undefined;
    if (view.visible) rows.refresh();
  };
  const show = store.add(
    throttled(clock, SHOW_AFTER_MS, () => {
      tellContext(runs, inbox);
      const waiting = attentionOf(runs.all).length + answerable(inbox);
      view.badge = waiting === 0 ? undefined : { value: waiting, tooltip: badgeTooltip(waiting) };
      view.message = messageOver(inbox);
      refresh();
    }),
  );
  const look = (): void => {
    inbox.look(view.visible);
    show.run();
  };
  store.add(runs.onChange(show.run));
  store.add(inbox.onChange(show.run));
  store.add(view.onDidChangeVisibility(look));
  store.add({ dispose: () => timer?.dispose() });
  look();
  return { rows, dispose: () => store.dispose() };
}

/** Requests that this person may only look at wait for others. */
function answerable(inbox: Inbox): number {
  return inbox.items.filter(({ answers }) => answers.length > 0).length;
}

/** What is said above rows. Where there are none, the welcome says that nobody is signed in, and a message would hide it. */
function messageOver({ problems: [problem], items, signIn }: Inbox): string {
  if (problem !== undefined) return plain(problem, 300);
  return items.length > 0 && signIn?.refused === true ? sentences.signInRefused() : "";
}

function badgeTooltip(waiting: number): string {
  return waiting === 1 ? l10n.t("1 request waits for a person") : l10n.t("{0} requests wait for a person", waiting);
}

function tellContext(runs: Runs, inbox: Inbox): void {
  setContextKey("tidegate.requested", inbox.items.length > 0);
  setContextKey("tidegate.github", githubKey(inbox));
  setContextKey(
    "tidegate.waiting",
    runs.all.some((run) => isActive(run) && run.state.approval !== undefined),
  );
}

function githubKey({ signIn }: Inbox): string {
  if (signIn === undefined) return "";
  return signIn.refused ? "refused" : "signedOut";
}
