import * as vscode from "vscode";
import { Fault } from "../../base/result.ts";
import { type InboxAnswerKind, type InboxItem, needsReason } from "../../core/inbox/inboxItem.ts";
import { askStrictWord } from "../ask/askStrictWord.ts";
import { confirm } from "../ask/confirm.ts";
import { askText, pickOne } from "../ask/pick.ts";
import { requestText } from "../documents/requestText.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import { oneLine } from "../text/words.ts";
import type { Handlers } from "./registry.ts";
import { inboxIdOf } from "./subject.ts";

type Own =
  | "tidegate.showRequest"
  | "tidegate.openRequest"
  | "tidegate.approveRequest"
  | "tidegate.rejectRequest"
  | "tidegate.overrideRequest"
  | "tidegate.promoteRollout"
  | "tidegate.abortRollout"
  | "tidegate.syncApplication";

/** Longest reason that is taken. */
const LONGEST = 2000;

/** Answering what is kept in clusters and on GitHub, with the person's own sign-in there. No tool calls these. */
export function inboxCommands(services: Services): Pick<Handlers, Own> {
  const saying = (kind: InboxAnswerKind, verb: () => string) => (subject: unknown) =>
    answer(services, subject, kind, verb());
  return {
    "tidegate.showRequest": async (subject) => {
      const item = await chooseItem(services, subject, l10n.t("Show Request"), () => true);
      if (item !== undefined) await services.documents.preview("approvals/request.md", requestText(item));
    },
    "tidegate.openRequest": async (subject) => {
      const item = await chooseItem(services, subject, l10n.t("Open in Browser"), ({ url }) => url !== undefined);
      if (item?.url !== undefined) await vscode.env.openExternal(vscode.Uri.parse(item.url, true));
    },
    "tidegate.approveRequest": saying("approve", () => l10n.t("Approve")),
    "tidegate.rejectRequest": saying("reject", () => l10n.t("Reject")),
    "tidegate.overrideRequest": saying("override", () => l10n.t("Override")),
    "tidegate.promoteRollout": saying("promote", () => l10n.t("Promote")),
    "tidegate.abortRollout": saying("abort", () => l10n.t("Abort")),
    "tidegate.syncApplication": saying("sync", () => l10n.t("Sync")),
  };
}

/** Facts first, in production the environment's name, typed; then the reason where one is due, or a comment. */
async function answer(services: Services, subject: unknown, kind: InboxAnswerKind, verb: string): Promise<void> {
  const item = await chooseItem(services, subject, verb, ({ answers }) => answers.includes(kind));
  if (item === undefined) return;
  const { environment, production } = item;
  const facts = [item.message, ...(item.rules ?? [])].join(" ");
  const sentence = `${oneLine(item.heading)}: ${oneLine(facts, 500)}`;
  if (!(await confirm({ verb, sentence, environment, production }))) return;
  const title = `${verb} ${oneLine(item.heading)}`;
  const strict = kind === "approve" && item.strict === true;
  const comment = strict ? await askStrictWord(title) : await askComment(kind, title);
  if (comment === undefined) return;
  await services.inbox.answer(item.id, { kind, comment });
  vscode.window.setStatusBarMessage(l10n.t("{0}: answered.", plain(item.heading, 60)), 5000);
}

/** What is said with an answer: a reason, a comment where the person wants to give one, or nothing. */
async function askComment(kind: InboxAnswerKind, title: string): Promise<string | undefined> {
  if (!needsReason(kind) && kind !== "approve") return "";
  const typed = needsReason(kind)
    ? await askText(
        { title, placeholder: l10n.t("Reason"), prompt: l10n.t("Say why, for those who read it later.") },
        (text) => (text.trim() === "" ? l10n.t("Type a reason") : undefined),
      )
    : await askText(
        {
          title,
          placeholder: l10n.t("Comment (optional)"),
          prompt: l10n.t("Kept with your approval for those who read it later. Leave it empty to say nothing."),
        },
        () => undefined,
      );
  return typed.type === "next" ? typed.value.trim().slice(0, LONGEST) : undefined;
}

/** The request a command was called on; else asks, among those that it fits. */
async function chooseItem(
  { inbox }: Services,
  subject: unknown,
  title: string,
  fits: (item: InboxItem) => boolean,
): Promise<InboxItem | undefined> {
  const id = inboxIdOf(subject);
  if (id !== undefined) {
    const named = inbox.find(id);
    if (named === undefined) vscode.window.setStatusBarMessage(sentences.answered(), 3000);
    else if (!fits(named)) throw new Fault("NotYours", named.objection ?? l10n.t("This cannot be answered from here."));
    return named;
  }
  const items = inbox.items.filter(fits);
  if (items.length === 0) throw new Fault("NoRequests", l10n.t("Nothing waits for this answer."));
  const choices = items.map((value) => ({
    label: plain(value.heading),
    description: plain(value.message, 120),
    value,
  }));
  const picked = await pickOne({ title, placeholder: l10n.t("Request") }, choices);
  return picked.type === "next" ? picked.value : undefined;
}
