import type { ComparisonWords } from "../../engine/profiles/comparisonDocument.ts";
import type { DocumentWords } from "../../engine/readiness/checklistDocument.ts";
import { l10n } from "../l10n.ts";
import { dateAndTime } from "../text/time.ts";
import { countText, stateWord } from "./readinessRows.ts";

/** What the document of the lists says, in the editor's language. */
export function documentWords(): DocumentWords {
  return {
    met: stateWord("met"),
    missing: stateWord("missing"),
    open: stateWord("open"),
    counted: countText,
    seenAt: (ms) => dateAndTime(ms),
    attested: (name, until) =>
      l10n.t("The word of {0}, an attestation. It counts until {1}.", name, dateAndTime(until)),
  };
}

/** What the comparison says, in the editor's language. */
export function comparisonWords(): ComparisonWords {
  return {
    title: (application) => l10n.t("{0}: environments side by side", application),
    intro: l10n.t("**=** alike · **≠** differs as it should · **⚠** surprising · **?** not known"),
    property: l10n.t("Property"),
    surprising: l10n.t("What is surprising"),
    noSurprise: l10n.t("Nothing is."),
    details: l10n.t("Why, and where each value stands:"),
    none: l10n.t("none"),
    unknown: l10n.t("not known"),
    byDefault: l10n.t("by default"),
    inCluster: (context) => l10n.t("in the cluster of {0}", context),
    noProfile: l10n.t("its name tells no profile, so nothing is expected of it."),
  };
}
