import * as vscode from "vscode";
import { askText } from "../ask/pick.ts";
import { l10n } from "../l10n.ts";
import type { Services } from "../services.ts";
import { environmentId } from "../views/environments/model/target.ts";
import type { Handlers } from "./registry.ts";
import { environmentKeyOf, fileOf } from "./subject.ts";

type Own =
  | "tidegate.refresh"
  | "tidegate.filter"
  | "tidegate.clearFilter"
  | "tidegate.pin"
  | "tidegate.unpin"
  | "tidegate.openConfig"
  | "tidegate.showLog"
  | "tidegate.stopLogs";

/** Commands about the views themselves. */
export function viewCommands(services: Services): Pick<Handlers, Own> {
  const { memory, files, logs, pool, watches, inbox } = services;
  const setPinned = (subject: unknown, pinned: boolean): void => {
    const key = environmentKeyOf(subject);
    if (key !== undefined) memory.setPinned(environmentId(key), pinned);
  };
  return {
    "tidegate.refresh": async () => {
      pool.reset();
      await files.reload();
      watches.reopen();
      inbox.reopen();
    },
    "tidegate.filter": async () => {
      const question = {
        title: l10n.t("Filter Environments"),
        placeholder: l10n.t("Part of the name of an application, environment or workload, or of a version"),
        value: memory.filter,
      };
      const answer = await askText(question, () => undefined);
      if (answer.type === "next") memory.setFilter(answer.value);
    },
    "tidegate.clearFilter": () => memory.setFilter(""),
    "tidegate.pin": (subject) => setPinned(subject, true),
    "tidegate.unpin": (subject) => setPinned(subject, false),
    "tidegate.openConfig": async (subject) => {
      const file = environmentKeyOf(subject)?.file ?? fileOf(subject) ?? files.all[0]?.file;
      if (file !== undefined) await vscode.window.showTextDocument(vscode.Uri.parse(file));
    },
    "tidegate.showLog": () => services.showLog(),
    "tidegate.stopLogs": () => logs.stop(),
  };
}
