import type { CheckSpec } from "../graph/graph.ts";

/** What a check asks, for the panel and for plans. */
export interface CheckDescription {
  readonly id: string;
  readonly label: string;
  /** Why it stands before a deployment, in one sentence. */
  readonly why: string;
}

/** The checks a deployment knows. Whatever is not here is inconclusive wherever it is asked. */
export const CHECKS = {
  "git-clean": {
    id: "git-clean",
    label: "Git is clean",
    why: "What is shipped can be found again only if the work tree holds nothing uncommitted.",
  },
  "diff-reviewed": {
    id: "diff-reviewed",
    label: "Diff was reviewed",
    why: "The server's answer to what would change must be the one that was looked at.",
  },
  "workloads-ready": {
    id: "workloads-ready",
    label: "Workloads can roll",
    why: "A workload that is paused, scaled to zero or mid-rollout cannot show whether the new version is good.",
  },
  "may-patch": {
    id: "may-patch",
    label: "Changing is allowed",
    why: "A missing permission is better found before the first change than between two.",
  },
  "image-changes": {
    id: "image-changes",
    label: "Images change as planned",
    why: "A plan made from other images than those that run now would replace something unseen.",
  },
  "environment-free": {
    id: "environment-free",
    label: "No other run",
    why: "Two runs in one environment would undo each other.",
  },
} as const satisfies Record<string, CheckDescription>;

export type CheckId = keyof typeof CHECKS;

/** Whether this version of Tidegate can answer a check. */
export function isKnownCheck(id: string): id is CheckId {
  return Object.hasOwn(CHECKS, id);
}

/** A check as a plan names it. */
export function checkSpec(id: CheckId): CheckSpec {
  return { id, label: CHECKS[id].label };
}
