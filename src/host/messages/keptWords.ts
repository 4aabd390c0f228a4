import { isKeptInCluster } from "../../core/guard/keptInCluster.ts";
import type { PendingApproval, RunState } from "../../core/run/state.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "./messages.ts";

/** In a few words, where the answers to an approval are kept and what they are worth there. */
export function keptShortly({ graph }: Pick<RunState, "graph">, { node }: Pick<PendingApproval, "node">): string {
  return isKeptInCluster(graph, node)
    ? l10n.t("Kept in the cluster: its API server judges who answers.")
    : sentences.attestation();
}

/** The same in a whole sentence, for those who read everything. */
export function keptWords({ graph }: Pick<RunState, "graph">, { node }: Pick<PendingApproval, "node">): string {
  return isKeptInCluster(graph, node)
    ? l10n.t(
        "Answers are kept in the cluster under the name of whoever signs in there, and its API server refuses those that do not count.",
      )
    : l10n.t(
        "Answers are kept in this workspace under the name that git or the operating system gives: an attestation, not a proof of who answered.",
      );
}
