import { l10n } from "../../../l10n.ts";
import { iconOf } from "../../../rows/icons.ts";
import { contextValue, type Row } from "../../../rows/row.ts";
import { escapeMarkdown } from "../../../text/markdown.ts";
import { dateAndTime } from "../../../text/time.ts";
import { oneLine, spoken } from "../../../text/words.ts";
import { environmentState, environmentWords } from "./environmentWords.ts";
import type { EnvironmentInput, ViewInput } from "./input.ts";
import { environmentId, type EnvironmentsTarget } from "./target.ts";
import { workloadRow } from "./workloadRow.ts";

/** The row of one environment, with its workloads below in the order of the file, else by name. */
export function environmentRow(input: EnvironmentInput, view: ViewInput): Row<EnvironmentsTarget> {
  const { key, config, pinned, run, workloads } = input;
  const state = environmentState(input);
  const words = environmentWords(input, view);
  const name = oneLine(key.environment);
  return {
    id: environmentId(key),
    label: config.production ? l10n.t("{0} (PROD)", name) : name,
    description: words,
    tooltip: tooltip(input, words, view),
    accessibilityLabel: spoken(
      config.production ? l10n.t("Production environment {0}", name) : l10n.t("Environment {0}", name),
      words.replaceAll(" · ", ", "),
      pinned ? l10n.t("pinned") : undefined,
    ),
    state,
    icon: iconOf(state),
    collapsible: workloads.length > 0 || isToCome(input) ? "expanded" : "none",
    contextValue: contextValue(
      "environment",
      "configured",
      "named",
      canDeploy(input) && "canDeploy",
      pinned ? "pinned" : "unpinned",
      run?.waiting === "approval" && "waiting",
      state,
    ),
    production: config.production,
    target: { type: "environment", ...key },
    ...(workloads.length === 0
      ? {}
      : { children: () => workloads.map((workload) => workloadRow(workload, input, view)) }),
  };
}

/** The editor leaves a row closed that once had nothing below it, so what is still awaited is open from the start. */
function isToCome({ snapshot: { phase } }: EnvironmentInput): boolean {
  return phase.phase === "idle" || phase.phase === "loading";
}

function canDeploy({ snapshot, workloads }: EnvironmentInput): boolean {
  return workloads.some(({ kind }) => kind !== "Job" && snapshot.access?.patch[kind] === true);
}

function tooltip(input: EnvironmentInput, words: string, view: ViewInput): string {
  const { key, config, snapshot } = input;
  return [
    `**${escapeMarkdown(key.application)} → ${escapeMarkdown(key.environment)}**${config.production ? l10n.t(" (production)") : ""}: ${escapeMarkdown(words)}`,
    l10n.t("Context {0}, namespace {1}", escapeMarkdown(config.context), escapeMarkdown(config.namespace)),
    ...reasons(snapshot.phase, view),
  ].join("\n\n");
}

function reasons(phase: EnvironmentInput["snapshot"]["phase"], { timeZone }: ViewInput): string[] {
  switch (phase.phase) {
    case "stale":
      return [
        escapeMarkdown(oneLine(phase.message, 400)),
        l10n.t("Last heard from at {0}. Tidegate keeps trying.", escapeMarkdown(dateAndTime(phase.since, timeZone))),
      ];
    case "failed":
      return [escapeMarkdown(oneLine(phase.message, 400)), nextActionOf(phase.reason)];
    case "live":
      return phase.missing.map(({ kind, message }) =>
        l10n.t("{0}s are not shown: {1}", kind, escapeMarkdown(oneLine(message, 200))),
      );
    case "idle":
    case "loading":
      return [];
  }
}

function nextActionOf(reason: string): string {
  switch (reason) {
    case "Forbidden":
      return l10n.t("Next: ask the cluster's owner for a Role that may list and watch workloads in this namespace.");
    case "Unauthorized":
    case "CredentialFailed":
      return l10n.t("Next: sign in to the cluster again, then refresh.");
    case "ContextUnknown":
      return l10n.t("Next: correct the context in tidegate.yaml, or add it to the kubeconfig.");
    case "KubeconfigInvalid":
      return l10n.t("Next: mend the kubeconfig, or start the embedded cluster.");
    default:
      return l10n.t("Next: check the context and the network, then refresh.");
  }
}
