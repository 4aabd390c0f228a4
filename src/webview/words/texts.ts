import type { CheckView, ApprovalView, NodeState, Steer } from "../../protocol/panel.ts";
import type { NodeKind } from "../../protocol/picture.ts";

/** Every word of the panel that does not come with a snapshot, in one place. */

export const STATE: Readonly<Record<NodeState, string>> = {
  ahead: "ahead",
  now: "now",
  waiting: "waiting",
  passed: "passed",
  failed: "failed",
  skipped: "not taken",
};

/** State and codicon: never colour alone. */
export const STATE_ICON: Readonly<Record<NodeState, string>> = {
  ahead: "circle-large-outline",
  now: "play-circle",
  waiting: "clockface",
  passed: "pass-filled",
  failed: "error",
  skipped: "circle-slash",
};

export const KIND: Readonly<Record<NodeKind, string>> = {
  start: "Start",
  check: "Check",
  decision: "Decision",
  approval: "Approval",
  action: "Action",
  hold: "Hold",
  end: "End",
};

export const STEER: Readonly<Record<Steer, { readonly label: string; readonly icon: string }>> = {
  pause: { label: "Pause", icon: "debug-pause" },
  resume: { label: "Resume", icon: "debug-continue" },
  abort: { label: "Abort", icon: "debug-stop" },
  rollback: { label: "Roll Back", icon: "discard" },
};

export const VERDICT: Readonly<Record<CheckView["verdict"], { readonly word: string; readonly icon: string }>> = {
  pass: { word: "Passed", icon: "pass-filled" },
  fail: { word: "Failed", icon: "error" },
  inconclusive: { word: "Not clear", icon: "question" },
  open: { word: "Open", icon: "circle-large-outline" },
};

export const APPROVAL: Readonly<Record<ApprovalView["state"], string>> = {
  ahead: "Not asked yet",
  waiting: "Waiting for people",
  approved: "Approved",
  rejected: "Rejected",
  expired: "Expired unanswered",
  withdrawn: "Withdrawn",
};

export const DECISION = { approve: "said yes", reject: "said no", override: "put it through alone" } as const;

export const RISK = { low: "Low risk", medium: "Medium risk", high: "High risk" } as const;

export const ROLLOUT_ICON: Readonly<Record<string, string>> = {
  Current: "pass-filled",
  InProgress: "sync",
  Paused: "debug-pause",
  Failed: "error",
  Partial: "circle-large-outline",
  ScaledToZero: "circle-slash",
  Terminating: "trash",
  Superseded: "history",
};

export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
