import { lastStep, parentOf } from "../../base/treePath.ts";
import type { ScaffoldPlan } from "../../engine/scaffold/scaffoldPlan.ts";
import { KINDS } from "../../scaffold/generate/kind.ts";
import type { MergedFile } from "../../scaffold/merge/mergedFile.ts";
import { l10n } from "../l10n.ts";
import { contextValue, type Row } from "../rows/row.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import { dotted, oneLine, spoken } from "../text/words.ts";
import { type FileChoices, isUndecided } from "./fileChoices.ts";
import { fileIcon, fileWords } from "./fileWords.ts";
import { filesWord, kindTitle } from "./words.ts";

/** What a row of the preview stands for: a file by its path, or a group of them. */
export interface PreviewTarget {
  readonly type: "scaffoldFile" | "scaffoldGroup";
  readonly path: string;
}

type Shown = Pick<ScaffoldPlan, "files" | "detection">;

/** The files of a plan by application and kind: what is for all applications last. */
export function previewRows(plan: Shown, choices: FileChoices): readonly Row<PreviewTarget>[] {
  const owners = [...plan.detection.applications.map(({ path }) => path), undefined];
  return owners.flatMap((owner) =>
    KINDS.flatMap((kind) => {
      const files = plan.files.filter((file) => file.kind === kind && file.application === owner);
      return files.length === 0 ? [] : [groupRow(kindTitle(kind), ownerName(plan, owner), files, choices)];
    }),
  );
}

function ownerName({ detection }: Shown, owner: string | undefined): string {
  return detection.applications.find(({ path }) => path === owner)?.name ?? l10n.t("for all applications");
}

function groupRow(
  title: string,
  owner: string,
  files: readonly MergedFile[],
  choices: FileChoices,
): Row<PreviewTarget> {
  const description = dotted(oneLine(owner, 60), filesWord(files.length));
  return {
    id: `group:${owner}:${title}`,
    label: title,
    description,
    tooltip: escapeMarkdown(dotted(title, description)),
    accessibilityLabel: spoken(title, owner, filesWord(files.length)),
    state: "none",
    icon: { id: "folder" },
    collapsible: "expanded",
    contextValue: contextValue("group"),
    target: { type: "scaffoldGroup", path: "" },
    children: () => files.map((file) => fileRow(file, choices)),
  };
}

function fileRow(file: MergedFile, choices: FileChoices): Row<PreviewTarget> {
  const { path, note, removed } = file;
  const name = oneLine(lastStep(path));
  const folder = path.includes("/") ? oneLine(parentOf(path)) : undefined;
  const words = fileWords(file, choices);
  const taken = choices.isTaken(file);
  const undecided = isUndecided(file);
  const away =
    removed.length === 0 ? undefined : l10n.t("Taken out by you and not written again: {0}", removed.join(", "));
  return {
    id: `file:${path}`,
    label: name,
    description: dotted(words, folder),
    tooltip: [path, words, note, away]
      .flatMap((text) => (text === undefined ? [] : [escapeMarkdown(text)]))
      .join("\n\n"),
    accessibilityLabel: spoken(name, words, folder, note === undefined ? undefined : oneLine(note, 300)),
    state: "none",
    icon: fileIcon(file),
    collapsible: "none",
    contextValue: contextValue(
      "file",
      undecided && "choice",
      undecided && file.state !== "removed" && "mine",
      undecided && taken === false && "undecided",
    ),
    ...(taken !== undefined && { checked: taken }),
    target: { type: "scaffoldFile", path },
    click: "tidegate.scaffoldCompare",
  };
}
