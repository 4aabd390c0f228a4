import type { RunOutcome } from "../../../core/graph/graph.ts";
import { nodeOf } from "../../../core/graph/walk.ts";
import { countdown } from "../../../core/run/words.ts";
import { l10n } from "../../l10n.ts";
import type { RowIcon, RowState } from "../../rows/row.ts";
import { contextValue, type Row } from "../../rows/row.ts";
import { iconOf } from "../../rows/icons.ts";
import { isGoingBack, progressOf } from "../../runs/progress.ts";
import { isActive, keyOf, placeOf, runId, type RunKey, type RunView } from "../../runs/runView.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import { dateAndTime, duration } from "../../text/time.ts";
import { dotted, oneLine, spoken } from "../../text/words.ts";

/** Time as rows need it: now in milliseconds since the epoch, and the zone of the reader. */
export interface RowTime {
  readonly now: number;
  readonly timeZone?: string;
}

/** The row of one run. */
export function runRow(run: RunView, time: RowTime): Row<RunKey> {
  const { state } = run;
  const label = oneLine(`#${state.run} ${placeOf(state)}`);
  const words = runWords(run, time);
  const rowState = stateOf(run);
  return {
    id: runId(keyOf(run)),
    label,
    description: words,
    tooltip: tooltip(run, label, words, time),
    accessibilityLabel: spoken(
      l10n.t("Run {0}", state.run),
      l10n.t("{0} to {1}", state.release.application, state.release.environment),
      l10n.t("version {0}", state.release.version),
      words.replaceAll(" · ", ", "),
    ),
    state: rowState,
    icon: iconOfRun(run, rowState),
    collapsible: "none",
    contextValue: contextOf(run),
    production: state.release.production,
    target: keyOf(run),
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
};

function stateOf({ state, guarded }: RunView): RowState {
  if (state.ended !== undefined) return OUTCOMES[state.ended.outcome];
  if (!guarded) return "stale";
  if (state.approval !== undefined || state.question !== undefined) return "waiting";
  return state.paused ? "Paused" : "InProgress";
}

function iconOfRun({ guarded, state }: RunView, rowState: RowState): RowIcon {
  return !guarded && state.ended === undefined ? { id: "debug-disconnect", color: "charts.orange" } : iconOf(rowState);
}

/** A run's state in words, for its row. */
export function runWords(run: RunView, { now }: RowTime): string {
  const { state, guarded } = run;
  if (state.ended !== undefined) return endWords(state.ended.outcome, state.ended.message);
  if (!guarded) return l10n.t("unprotected · nobody watches since {0}", duration(now - state.lastEventAt));
  if (isGoingBack(state)) return l10n.t("rolling back");
  if (state.question !== undefined) return l10n.t("waiting for a decision");
  const progress = progressOf(state);
  const step = progress === undefined ? undefined : l10n.t("step {0} of {1}", progress.step, progress.of);
  return dotted(step, state.paused ? l10n.t("paused") : placeWords(run, now));
}

function placeWords({ state }: RunView, now: number): string {
  if (state.approval !== undefined) return l10n.t("waiting for approval");
  const node = nodeOf(state.graph, state.node);
  if (node?.kind === "hold" && node.until === "elapsed" && state.holdEndsAt !== undefined) {
    return l10n.t("hold {0} left", countdown(state.holdEndsAt - now));
  }
  return oneLine(node?.label ?? l10n.t("starting"), 60);
}

function endWords(outcome: RunOutcome, message: string): string {
  const said: Readonly<Record<RunOutcome, string>> = {
    completed: l10n.t("completed"),
    "rolled-back": l10n.t("rolled back"),
    rejected: l10n.t("rejected"),
    blocked: l10n.t("blocked"),
    failed: l10n.t("failed"),
    aborted: l10n.t("aborted"),
    superseded: l10n.t("superseded"),
  };
  return dotted(said[outcome], oneLine(message, 80));
}

function contextOf(run: RunView): string {
  const { state } = run;
  const active = isActive(run);
  return contextValue(
    "run",
    active && "active",
    active && (state.paused ? "paused" : "pausable"),
    state.approval !== undefined && "waiting",
    state.question !== undefined && "asking",
    state.ended?.outcome,
  );
}

function tooltip({ state }: RunView, label: string, words: string, { timeZone }: RowTime): string {
  return [
    `**${escapeMarkdown(label)}** ${escapeMarkdown(state.release.version)}`,
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
