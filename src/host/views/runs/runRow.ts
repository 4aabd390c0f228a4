import type { RunOutcome } from "../../../core/graph/graph.ts";
import { runTitle } from "../../../core/run/summary.ts";
import { l10n } from "../../l10n.ts";
import type { RowIcon, RowState } from "../../rows/row.ts";
import { contextValue, type Row } from "../../rows/row.ts";
import { iconOf } from "../../rows/icons.ts";
import { listAt, openListAt } from "../../runs/listAt.ts";
import { isActive, keyOf, runId, type RunKey, type RunView, runWords } from "../../runs/runView.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import { dateAndTime } from "../../text/time.ts";
import { oneLine, spoken } from "../../text/words.ts";

/** Time as rows need it: now in milliseconds since the epoch, and the zone of the reader. */
export interface RowTime {
  readonly now: number;
  readonly timeZone?: string;
}

/** The row of one run. */
export function runRow(run: RunView, time: RowTime): Row<RunKey> {
  const { state } = run;
  const label = oneLine(runTitle(state));
  const words = oneLine(runWords(run, time.now), 120);
  const rowState = stateOf(run);
  return {
    id: runId(keyOf(run)),
    label,
    description: words,
    tooltip: tooltip(run, label, words, time),
    accessibilityLabel: spoken(
      l10n.t("Run {0}", state.run),
      l10n.t("{0} to {1}", state.release.application, state.release.environment),
      state.release.version === "" ? l10n.t("nothing is released") : l10n.t("version {0}", state.release.version),
      words.replaceAll(" · ", ", "),
    ),
    state: rowState,
    icon: iconOfRun(run, rowState),
    collapsible: "none",
    contextValue: contextOf(run),
    production: state.release.production,
    target: keyOf(run),
    click: "tidegate.openRunPanel",
  };
}

const OUTCOMES: Readonly<Record<RunOutcome, RowState>> = {
  completed: "Current",
  "rolled-back": "Failed",
  rejected: "ScaledToZero",
  blocked: "Failed",
  failed: "Failed",
  aborted: "ScaledToZero",
  superseded: "Superseded",
  escalated: "Failed",
};

function stateOf({ state, guarded, startedHere }: RunView): RowState {
  if (!startedHere) return "stale";
  if (state.ended !== undefined) return OUTCOMES[state.ended.outcome];
  if (!guarded) return "stale";
  const asks = state.approval !== undefined || state.question !== undefined;
  if (asks || openListAt(state) !== undefined) return "waiting";
  return state.paused ? "Paused" : "InProgress";
}

function iconOfRun(run: RunView, rowState: RowState): RowIcon {
  return !run.guarded && isActive(run) ? { id: "debug-disconnect", color: "charts.orange" } : iconOf(rowState);
}

function contextOf(run: RunView): string {
  const { state } = run;
  const active = isActive(run);
  return contextValue(
    "run",
    active && "active",
    active && (state.paused ? "paused" : "pausable"),
    active && state.approval !== undefined && "waiting",
    active && state.question !== undefined && "asking",
    active && listAt(state) !== undefined && "checking",
    state.ended?.outcome,
  );
}

function tooltip({ state }: RunView, label: string, words: string, { timeZone }: RowTime): string {
  return [
    `**${escapeMarkdown(label)}** ${escapeMarkdown(state.release.version)}`.trimEnd(),
    escapeMarkdown(words),
    l10n.t(
      "Asked by {0}, {1}",
      escapeMarkdown(state.requestedBy.name),
      escapeMarkdown(dateAndTime(state.requestedAt, timeZone)),
    ),
    state.question === undefined ? "" : escapeMarkdown(oneLine(state.question.question, 400)),
    state.ended === undefined ? "" : escapeMarkdown(oneLine(state.ended.message, 400)),
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}
