import { l10n } from "../../l10n.ts";
import { iconOf } from "../../rows/icons.ts";
import { contextValue, type Row } from "../../rows/row.ts";
import { isActive, runId, type RunKey, type RunView, type UnreadableRun } from "../../runs/runView.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import { oneLine, spoken } from "../../text/words.ts";
import { type RowTime, runRow } from "./runRow.ts";

/** Most runs that have ended are looked for elsewhere; the view shows the latest. */
const MOST_ENDED = 30;

/** The rows of the Runs view, newest first; runs with a broken journal say so. */
export function runRows(runs: readonly RunView[], unreadable: readonly UnreadableRun[], time: RowTime): Row<RunKey>[] {
  const ended = new Set(runs.filter((run) => !isActive(run)).slice(0, MOST_ENDED));
  const broken = new Map(unreadable.map((run) => [runId(run), run]));
  const known = runs
    .filter((run) => isActive(run) || ended.has(run))
    .map((run) => withProblem(runRow(run, time), broken));
  const lost = unreadable.filter((run) => !run.known).map(lostRow);
  return [...lost, ...known];
}

function withProblem(row: Row<RunKey>, broken: ReadonlyMap<string, UnreadableRun>): Row<RunKey> {
  const problem = broken.get(row.id);
  if (problem === undefined) return row;
  return {
    ...row,
    tooltip: `${row.tooltip}\n\n${escapeMarkdown(oneLine(problem.message, 400))}`,
    accessibilityLabel: spoken(row.accessibilityLabel, l10n.t("its journal is damaged")),
    icon: { id: "warning", color: "list.warningForeground" },
  };
}

function lostRow(run: UnreadableRun): Row<RunKey> {
  const words = oneLine(run.message, 120);
  return {
    id: runId(run),
    label: oneLine(`#${run.run}`),
    description: words,
    tooltip: escapeMarkdown(oneLine(run.message, 400)),
    accessibilityLabel: spoken(l10n.t("Run {0}", run.run), l10n.t("its journal cannot be read"), words),
    state: "failed",
    icon: iconOf("failed"),
    collapsible: "none",
    contextValue: contextValue("unreadable"),
    target: { file: run.file, run: run.run },
  };
}
