import type { ScaffoldPlan } from "../../engine/scaffold/scaffoldPlan.ts";
import { l10n } from "../l10n.ts";
import { type FileChoices, isUndecided } from "./fileChoices.ts";
import { filesWord } from "./words.ts";

/** What stands above the files of a preview. `changed` are paths that were saved since it was shown. */
export function previewWords(plan: ScaffoldPlan, choices: FileChoices, changed: readonly string[] = []): string {
  const taken = plan.files.filter((file) => choices.isTaken(file) === true).length;
  const waiting = plan.files.filter((file) => isUndecided(file) && choices.isTaken(file) === false).length;
  return [
    l10n.t("Nothing is written yet. {0} taken.", filesWord(taken)),
    waiting === 0 ? undefined : l10n.t("{0} left as it is unless you choose.", filesWord(waiting)),
    changed.length === 0 ? undefined : l10n.t("Read anew, as it was saved meanwhile: {0}.", changed.join(", ")),
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}
