import type { InboxAnswerKind, InboxItem, InboxStore } from "../../../core/inbox/inboxItem.ts";
import { l10n } from "../../l10n.ts";
import { iconOf } from "../../rows/icons.ts";
import { contextValue, type Row } from "../../rows/row.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import { dateAndTime, duration, timeOfDay } from "../../text/time.ts";
import { dotted, nameOnly, oneLine, spoken } from "../../text/words.ts";
import type { RowTime } from "../runs/runRow.ts";

/** Names a request that is kept outside this workspace. */
export interface InboxKey {
  readonly inbox: string;
}

/** What menus ask for, by what can be answered. */
const MAY: Readonly<Record<InboxAnswerKind, string>> = {
  approve: "canApprove",
  reject: "canReject",
  override: "canOverride",
  promote: "canPromote",
  abort: "canAbort",
  sync: "canSync",
};

/** Where a request is kept, in words. */
export function storeName(store: InboxStore): string {
  switch (store) {
    case "cluster":
      return l10n.t("cluster");
    case "github":
      return "GitHub";
    case "argo-rollouts":
      return "Argo Rollouts";
    case "argo-cd":
      return "Argo CD";
  }
}

/** The row of a request that is kept elsewhere. */
export function requestRow(item: InboxItem, time: RowTime): Row<InboxKey> {
  const words = wordsOf(item, time);
  const mayAnswer = item.answers.length > 0;
  return {
    id: `inbox/${item.id}`,
    label: oneLine(item.heading),
    description: dotted(mayAnswer ? undefined : l10n.t("not yours to answer"), ...words),
    tooltip: tooltip(item, time),
    accessibilityLabel: spoken(oneLine(item.heading), ...words, oneLine(item.message, 300), item.objection),
    state: mayAnswer ? "waiting" : "forbidden",
    icon: iconOf(mayAnswer ? "waiting" : "forbidden"),
    collapsible: "none",
    contextValue: contextValue(
      "request",
      ...item.answers.map((kind) => MAY[kind]),
      item.url === undefined ? undefined : "linked",
    ),
    production: item.production,
    target: { inbox: item.id },
    click: "tidegate.showRequest",
  };
}

function wordsOf(
  { given, until, notBefore = 0, since, askedBy, store }: InboxItem,
  { now, timeZone }: RowTime,
): string[] {
  return [
    ...(given === undefined ? [] : [l10n.t("{0} of {1}", given.yes, given.required)]),
    ...(until === undefined ? [] : [l10n.t("until {0}", timeOfDay(until, timeZone))]),
    ...(notBefore > now ? [l10n.t("not before {0}", timeOfDay(notBefore, timeZone))] : []),
    ...(until !== undefined || since === undefined ? [] : [l10n.t("for {0}", duration(Math.max(0, now - since)))]),
    ...(askedBy === undefined ? [] : [l10n.t("asked by {0}", nameOnly(askedBy))]),
    storeName(store),
  ];
}

function tooltip(item: InboxItem, { timeZone }: RowTime): string {
  return [
    `**${escapeMarkdown(item.heading)}**`,
    escapeMarkdown(item.message),
    ...(item.since === undefined ? [] : [l10n.t("Since {0}", escapeMarkdown(dateAndTime(item.since, timeZone)))]),
    ...(item.until === undefined ? [] : [l10n.t("Expires {0}", escapeMarkdown(dateAndTime(item.until, timeZone)))]),
    ...(item.said ?? []).map((one) => escapeMarkdown(oneLine(one, 300))),
    ...(item.rules ?? []).map(escapeMarkdown),
    ...(item.objection === undefined ? [] : [escapeMarkdown(item.objection)]),
  ].join("\n\n");
}
