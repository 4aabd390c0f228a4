import type { RowIcon, RowState } from "./row.ts";

/** State and its codicon, with colours of the theme; the state also stands in words in every row. */
const ICONS: Readonly<Record<RowState, RowIcon>> = {
  Current: { id: "pass-filled", color: "testing.iconPassed" },
  InProgress: { id: "sync~spin", color: "charts.blue" },
  Paused: { id: "debug-pause", color: "charts.yellow" },
  Failed: { id: "error", color: "testing.iconFailed" },
  Partial: { id: "circle-large-outline", color: "charts.yellow" },
  ScaledToZero: { id: "circle-slash", color: "testing.iconSkipped" },
  Untracked: { id: "question", color: "testing.iconUnset" },
  Unknown: { id: "question", color: "testing.iconUnset" },
  Terminating: { id: "trash", color: "testing.iconSkipped" },
  Superseded: { id: "history", color: "testing.iconSkipped" },
  loading: { id: "loading~spin" },
  stale: { id: "cloud-offline", color: "charts.orange" },
  forbidden: { id: "lock", color: "charts.orange" },
  failed: { id: "warning", color: "testing.iconErrored" },
  waiting: { id: "watch", color: "charts.yellow" },
  none: { id: "circle-outline", color: "testing.iconUnset" },
};

/** The icon of a row in this state. */
export function iconOf(state: RowState): RowIcon {
  return ICONS[state];
}
