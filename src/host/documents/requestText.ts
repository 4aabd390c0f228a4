import type { InboxItem } from "../../core/inbox/inboxItem.ts";
import { l10n } from "../l10n.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import { dateAndTime } from "../text/time.ts";
import { oneLine } from "../text/words.ts";
import { storeName } from "../views/approvals/requestRow.ts";

/** A request that is kept elsewhere, as a document. Everything of it from outside is escaped. */
export function requestText(item: InboxItem, timeZone?: string): string {
  const { given } = item;
  return [
    `# ${escapeMarkdown(item.heading)}`,
    escapeMarkdown(item.message),
    `- ${l10n.t("Kept in: {0}", storeName(item.store))}`,
    ...(item.askedBy === undefined ? [] : [`- ${l10n.t("Asked for by {0}", escapeMarkdown(item.askedBy))}`]),
    ...(item.since === undefined
      ? []
      : [`- ${l10n.t("Since {0}", escapeMarkdown(dateAndTime(item.since, timeZone)))}`]),
    ...(item.until === undefined
      ? []
      : [`- ${l10n.t("Expires {0}", escapeMarkdown(dateAndTime(item.until, timeZone)))}`]),
    ...(given === undefined ? [] : [`- ${l10n.t("{0} of {1} have said yes", given.yes, given.required)}`]),
    ...(item.notBefore === undefined
      ? []
      : [`- ${l10n.t("Goes on at the earliest: {0}", escapeMarkdown(dateAndTime(item.notBefore, timeZone)))}`]),
    ...(item.said ?? []).map((one) => `- ${escapeMarkdown(oneLine(one, 2000))}`),
    ...(item.rules ?? []).map((rule) => `- ${escapeMarkdown(rule)}`),
    ...(item.store === "cluster" ? [`\n${meaning()}`] : []),
    ...(item.objection === undefined ? [] : [`\n${escapeMarkdown(item.objection)}`]),
  ].join("\n");
}

function meaning(): string {
  return l10n.t(
    "A yes holds for exactly these images, and for the way back to those before. The API server judges who answers; where images are enforced, it refuses every other one, whoever sets it and with whatever tool.",
  );
}
