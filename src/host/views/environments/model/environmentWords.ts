import type { RolloutStatus } from "../../../../core/rollout/verdict.ts";
import { l10n } from "../../../l10n.ts";
import type { RowState } from "../../../rows/row.ts";
import { duration, timeOfDay } from "../../../text/time.ts";
import { dotted, oneLine } from "../../../text/words.ts";
import type { WorkloadFacts } from "./facts.ts";
import type { EnvironmentInput, ViewInput } from "./input.ts";

/** From what needs a person most to what needs nobody: an environment stands as its worst workload does. */
const BY_NEED: readonly RolloutStatus[] = [
  "Failed",
  "InProgress",
  "Paused",
  "Partial",
  "Unknown",
  "Terminating",
  "Untracked",
  "Superseded",
  "ScaledToZero",
  "Current",
];

/** The state an environment's row shows. */
export function environmentState({ snapshot, workloads }: EnvironmentInput): RowState {
  const { phase } = snapshot;
  if (phase.phase === "failed") return phase.reason === "Forbidden" ? "forbidden" : "failed";
  if (phase.phase === "stale") return "stale";
  if (workloads.length === 0) return phase.phase === "live" ? "none" : "loading";
  const present = new Set(workloads.map(({ verdict }) => verdict.status));
  // An application scaled to zero in part is as healthy as its other workloads.
  return (
    BY_NEED.find((status) => present.has(status) && !(status === "ScaledToZero" && present.has("Current"))) ?? "none"
  );
}

/** An environment's state in words, for its row. */
export function environmentWords(input: EnvironmentInput, view: ViewInput): string {
  const { phase } = input.snapshot;
  switch (phase.phase) {
    case "idle":
      return l10n.t("not watched");
    case "stale":
      return staleWords(phase.since, view);
    case "failed":
      return failedWords(phase);
    case "loading":
      return input.workloads.length === 0 ? l10n.t("loading") : rolloutWords(input, view);
    case "live":
      return input.workloads.length === 0 ? l10n.t("nothing deployed yet") : rolloutWords(input, view);
  }
}

function staleWords(since: number, { now, timeZone }: ViewInput): string {
  return dotted(l10n.t("no answer for {0}", duration(now - since)), l10n.t("showing {0}", timeOfDay(since, timeZone)));
}

function failedWords({ reason, message, kind }: { reason: string; message: string; kind?: string }): string {
  switch (reason) {
    case "Forbidden":
      return l10n.t("not allowed to list {0}", `${kind ?? "Deployment"}s`);
    case "Unauthorized":
      return l10n.t("the credentials were not accepted");
    case "CredentialFailed":
      return l10n.t("no credentials");
    case "Unreachable":
      return l10n.t("not reachable");
    case "Timeout":
      return l10n.t("no answer");
    case "ContextUnknown":
      return l10n.t("no such context");
    case "KubeconfigInvalid":
      return l10n.t("no kubeconfig to read");
    default:
      return oneLine(message, 80);
  }
}

function rolloutWords(input: EnvironmentInput, { now }: ViewInput): string {
  const { run, workloads } = input;
  if (run !== undefined) return oneLine(run.line, 120);
  const newest = Math.max(...workloads.map(({ since }) => since ?? Number.NEGATIVE_INFINITY));
  const age = Number.isFinite(newest) ? duration(now - newest) : undefined;
  return dotted(versionWords(workloads), stateWords(input), age);
}

/** `1.9.0`, `1.9.0, 2.1` where workloads differ, `3 versions` where they differ much. */
function versionWords(workloads: readonly WorkloadFacts[]): string {
  const versions = workloads.flatMap(({ kind, version = "?" }) => (kind === "Job" ? [] : [oneLine(version, 40)]));
  const different = [...new Set(versions)];
  return different.length > 2 ? l10n.t("{0} versions", different.length) : different.join(", ");
}

function stateWords(input: EnvironmentInput): string {
  const { workloads } = input;
  const state = environmentState(input);
  if (state === "InProgress") return rollingWords(workloads);
  if (state === "Failed") {
    return l10n.t("{0} failed", workloads.find(({ verdict }) => verdict.status === state)?.name ?? "");
  }
  return statusWords()[state] ?? l10n.t("state unknown");
}

function statusWords(): Partial<Record<RowState, string>> {
  return {
    Current: l10n.t("healthy"),
    Paused: l10n.t("paused"),
    Partial: l10n.t("partly rolled out"),
    ScaledToZero: l10n.t("scaled to zero"),
    Terminating: l10n.t("terminating"),
    Untracked: l10n.t("not tracked"),
    Superseded: l10n.t("superseded"),
  };
}

function rollingWords(workloads: readonly WorkloadFacts[]): string {
  const rolling = workloads.flatMap(({ verdict }) => (verdict.status === "InProgress" ? [verdict.progress] : []));
  const updated = rolling.reduce((sum, progress) => sum + (progress?.updated ?? 0), 0);
  const desired = rolling.reduce((sum, progress) => sum + (progress?.desired ?? 0), 0);
  return desired === 0 ? l10n.t("rolling") : l10n.t("rolling, {0} of {1}", updated, desired);
}
