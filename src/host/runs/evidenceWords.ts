import type { Evidence } from "../../core/evidence/evidence.ts";
import { latestEvidence } from "../../core/run/latestEvidence.ts";
import type { RunState } from "../../core/run/state.ts";
import { l10n } from "../l10n.ts";
import { oneLine } from "../text/words.ts";

/**
 * What the checks found, a line each, for a dialog that lists the image changes itself: that these are as planned is
 * left out. Of a check that was repeated the last answer counts.
 */
export function evidenceWords(state: RunState): string[] {
  return latestEvidence(state)
    .filter((one) => !repeatsTheChanges(one))
    .map(sentenceOf);
}

function repeatsTheChanges({ check, verdict }: Evidence): boolean {
  return check === "image-changes" && verdict === "pass";
}

function sentenceOf({ verdict, message }: Evidence): string {
  const found = oneLine(message, 160);
  switch (verdict) {
    case "pass":
      return l10n.t("Passed: {0}", found);
    case "fail":
      return l10n.t("Failed: {0}", found);
    case "inconclusive":
      return l10n.t("Not known: {0}", found);
  }
}
