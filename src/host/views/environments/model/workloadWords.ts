import type { Progress } from "../../../../core/rollout/verdict.ts";
import { notReady } from "../../../../core/rollout/verdicts.ts";
import { l10n } from "../../../l10n.ts";
import { dotted, oneLine } from "../../../text/words.ts";
import type { WorkloadFacts } from "./facts.ts";
import type { EnvironmentInput } from "./input.ts";

/** A workload's state in words, for its row: version, then what it does, then what is missing. */
export function workloadWords(facts: WorkloadFacts, { run }: EnvironmentInput): string {
  const version = facts.version === undefined ? undefined : oneLine(facts.version, 40);
  const { verdict } = facts;
  switch (verdict.status) {
    case "Current":
      return dotted(version, facts.kind === "Job" ? l10n.t("completed") : readyOf(verdict.progress));
    case "InProgress":
      return facts.kind === "Job" ? dotted(version, l10n.t("running")) : rolling(verdict.progress, verdict.message);
    case "Failed":
      return dotted(version, l10n.t("failed"), oneLine(verdict.reason, 60));
    case "Paused": {
      const asked = run?.waiting === "decision" && run.workloads.includes(facts.name);
      return dotted(l10n.t("paused"), asked ? l10n.t("waiting for a decision") : version);
    }
    case "ScaledToZero":
      return dotted(version, l10n.t("scaled to zero"));
    case "Partial":
      return dotted(version, l10n.t("partly rolled out"), updatedOf(verdict.progress));
    case "Untracked":
      return dotted(version, l10n.t("not tracked"), readyOf(verdict.progress));
    case "Terminating":
      return dotted(version, l10n.t("terminating"));
    case "Superseded":
      return dotted(version, l10n.t("superseded"));
    case "Unknown":
      return dotted(version, l10n.t("state unknown"));
  }
}

function readyOf(progress: Progress | undefined): string | undefined {
  return progress === undefined ? undefined : l10n.t("{0} of {1} ready", progress.ready, progress.desired);
}

function updatedOf(progress: Progress | undefined): string | undefined {
  return progress === undefined ? undefined : l10n.t("{0} of {1} updated", progress.updated, progress.desired);
}

function rolling(progress: Progress | undefined, message: string): string {
  if (progress === undefined) return oneLine(message, 80);
  const waiting = notReady(progress);
  return dotted(updatedOf(progress), waiting > 0 ? l10n.t("{0} not ready", waiting) : undefined);
}
