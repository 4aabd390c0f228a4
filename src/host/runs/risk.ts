import type { RunState } from "../../core/run/state.ts";
import { l10n } from "../l10n.ts";

/** How much harm a release can do, from what is known of it. */
export type Risk = "low" | "medium" | "high";

/**
 * High: production and something stands against it (evidence that is not a pass, or no verified revision to return
 * to). Medium: production, or several workloads at once. Low: the rest.
 */
export function riskOf(state: RunState): Risk {
  const { production, changes } = state.release;
  if (production && doubts(state).length > 0) return "high";
  return production || changes.length > 1 ? "medium" : "low";
}

/** Why the risk is what it is, in sentences. */
export function riskWords(state: RunState): string {
  const { production, changes } = state.release;
  const said = [
    production ? l10n.t("It changes production.") : l10n.t("It does not change production."),
    changes.length > 1 ? l10n.t("It changes {0} workloads in one go.", changes.length) : "",
    ...doubts(state),
    state.rollback === "automatic"
      ? l10n.t("A failure is rolled back by itself.")
      : l10n.t("After a failure a person is asked before it is rolled back."),
  ];
  return said.filter((sentence) => sentence !== "").join(" ");
}

function doubts({ evidence, graph }: RunState): string[] {
  const open = evidence.filter((one) => one.evidence.verdict !== "pass").length;
  const back = graph.nodes.some((node) => node.kind === "action" && node.action.type === "restore");
  return [
    open === 0 ? "" : l10n.t("{0} pieces of evidence are not a pass.", open),
    back ? "" : l10n.t("Its plan has no way back."),
  ].filter((sentence) => sentence !== "");
}
