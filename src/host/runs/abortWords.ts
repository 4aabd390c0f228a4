import { nodeOf } from "../../core/graph/walk.ts";
import { hasChanged, visitsLeft } from "../../core/run/facts.ts";
import type { RunState } from "../../core/run/state.ts";
import { l10n } from "../l10n.ts";
import { plain } from "../text/plain.ts";
import { placeOf } from "./runView.ts";

/** What stopping a run leads to, by the rules of the walk: an end, a rollback, or the question what to do. */
export function abortWords(state: RunState): string {
  const stops = l10n.t("Run #{0} to {1} stops.", state.run, plain(placeOf(state)));
  return `${stops} ${afterwards(state)}`;
}

function afterwards(state: RunState): string {
  if (!hasChanged(state)) return l10n.t("It has changed nothing.");
  const next = nodeOf(state.graph, state.graph.trouble);
  if (next === undefined || visitsLeft(state, next) <= 0) return l10n.t("What it changed stays changed.");
  if (state.rollback === "automatic") return l10n.t("What it changed is rolled back.");
  return l10n.t("It then asks what to do about what it changed.");
}
