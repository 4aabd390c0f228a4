import type { Choice, MergedFile } from "../../scaffold/merge/mergedFile.ts";
import { l10n } from "../l10n.ts";
import type { RowIcon } from "../rows/row.ts";
import type { FileChoices } from "./fileChoices.ts";

/** How a file stands and what becomes of it, in a few words. */
export function fileWords(file: MergedFile, choices: FileChoices): string {
  const taken = choices.isTaken(file);
  switch (file.state) {
    case "create":
      return taken === true ? l10n.t("new") : l10n.t("new, left out");
    case "update":
      return taken === true ? l10n.t("updated") : l10n.t("updated, left out");
    case "merge":
      return taken === true ? l10n.t("merged with your edits") : l10n.t("merged, left out");
    case "adopt":
      return taken === true ? l10n.t("as generated already") : l10n.t("as generated, left out");
    case "unchanged":
      return l10n.t("unchanged");
    case "blocked":
      return l10n.t("cannot be read, is left");
    case "removed":
      return taken === true ? l10n.t("removed by you, written again") : l10n.t("removed by you");
    case "exists":
      return existsWords(choices.choice(file));
    case "conflict":
      return conflictWords(choices.choice(file), file.conflicts.length);
  }
}

function existsWords(choice: Choice): string {
  if (choice === "generated") return l10n.t("exists, replaced");
  if (choice === "markers") return l10n.t("exists, both with markers");
  return choice === "mine" ? l10n.t("exists, yours is kept") : l10n.t("exists and is left");
}

function conflictWords(choice: Choice, count: number): string {
  if (choice === "generated") return l10n.t("conflict, generated lines win");
  if (choice === "markers") return l10n.t("conflict, both with markers");
  if (choice === "mine") return l10n.t("conflict, your lines win");
  return count === 1 ? l10n.t("conflict in 1 place") : l10n.t("conflict in {0} places", count);
}

const ICONS: Readonly<Record<MergedFile["state"], RowIcon>> = {
  create: { id: "diff-added", color: "gitDecoration.addedResourceForeground" },
  update: { id: "diff-modified", color: "gitDecoration.modifiedResourceForeground" },
  merge: { id: "git-merge", color: "gitDecoration.modifiedResourceForeground" },
  conflict: { id: "warning", color: "gitDecoration.conflictingResourceForeground" },
  exists: { id: "file", color: "charts.yellow" },
  removed: { id: "diff-removed", color: "gitDecoration.deletedResourceForeground" },
  adopt: { id: "pass" },
  unchanged: { id: "pass" },
  blocked: { id: "error", color: "testing.iconFailed" },
};

/** The codicon of a file's state; the state also stands in words. */
export function fileIcon({ state }: MergedFile): RowIcon {
  return ICONS[state];
}
