import type { CheckView, ApprovalView, NodeState, Steer } from "../../protocol/panel.ts";
import type { NodeKind } from "../../protocol/picture.ts";
import { t } from "./language.ts";

/** The words for what a snapshot names by an id, and their icons. */

export function stateText(state: NodeState): string {
  return {
    ahead: t("ahead"),
    now: t("now"),
    waiting: t("waiting"),
    passed: t("passed"),
    failed: t("failed"),
    skipped: t("not taken"),
  }[state];
}

/** State and codicon: never colour alone. */
export const STATE_ICON: Readonly<Record<NodeState, string>> = {
  ahead: "circle-large-outline",
  now: "play-circle",
  waiting: "clockface",
  passed: "pass-filled",
  failed: "error",
  skipped: "circle-slash",
};

export function kindText(kind: NodeKind): string {
  return {
    start: t("Start"),
    check: t("Check"),
    decision: t("Decision"),
    approval: t("Approval"),
    action: t("Action"),
    hold: t("Hold"),
    end: t("End"),
  }[kind];
}

export function steerText(steer: Steer): string {
  return { pause: t("Pause"), resume: t("Resume"), abort: t("Abort"), rollback: t("Roll Back") }[steer];
}

export const STEER_ICON: Readonly<Record<Steer, string>> = {
  pause: "debug-pause",
  resume: "debug-continue",
  abort: "debug-stop",
  rollback: "discard",
};

export function verdictText(verdict: CheckView["verdict"]): string {
  return { pass: t("Passed"), fail: t("Failed"), inconclusive: t("Not clear"), open: t("Open") }[verdict];
}

export const VERDICT_ICON: Readonly<Record<CheckView["verdict"], string>> = {
  pass: "pass-filled",
  fail: "error",
  inconclusive: "question",
  open: "circle-large-outline",
};

export function approvalText(state: ApprovalView["state"]): string {
  return {
    ahead: t("Not asked yet"),
    waiting: t("Waiting for people"),
    approved: t("Approved"),
    rejected: t("Rejected"),
    expired: t("Expired unanswered"),
    withdrawn: t("Withdrawn"),
  }[state];
}

/** What somebody answered; their name stands in the place of `{0}`. */
export function decisionText(answer: ApprovalView["decisions"][number]["answer"]): string {
  return { approve: t("{0} said yes"), reject: t("{0} said no"), override: t("{0} put it through alone") }[answer];
}

export function riskText(level: ApprovalView["risk"]["level"]): string {
  return { low: t("Low risk"), medium: t("Medium risk"), high: t("High risk") }[level];
}

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

export function nodesText(nodes: number): string {
  return nodes === 1 ? t("1 node") : t("{0} nodes", nodes);
}
