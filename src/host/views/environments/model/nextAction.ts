import { l10n } from "../../../l10n.ts";
import type { WorkloadFacts } from "./facts.ts";

/** What a person can do about a workload's state, in one sentence; undefined where nothing needs doing. */
export function nextActionOf({ kind, verdict }: WorkloadFacts): string | undefined {
  switch (verdict.status) {
    case "Failed":
      return kind === "Job"
        ? l10n.t("Next: read the logs of its pods.")
        : l10n.t("Next: read the logs of the failing pods, or roll back.");
    case "Paused":
      return l10n.t("Next: resume the rollout, or roll back after resuming.");
    case "ScaledToZero":
      return l10n.t("Next: scale it up when it should run.");
    case "Untracked":
      return l10n.t("Its update strategy is OnDelete: pods change only when they are deleted.");
    case "Partial":
      return l10n.t("Its partition keeps the other pods on the old revision.");
    case "Current":
    case "InProgress":
    case "Terminating":
    case "Superseded":
    case "Unknown":
      return undefined;
  }
}
