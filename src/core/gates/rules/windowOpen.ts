import { standingOf } from "../../windows/standing.ts";
import { closedWords, momentWords } from "../../windows/words.ts";
import { type Finding, inconclusive, passed } from "../finding.ts";
import type { CheckTerms } from "../terms.ts";

/**
 * Whether changes may begin at `now`, milliseconds since the epoch. A closed window is a matter of time and not a
 * failure: whoever is listed for it may let a change through.
 */
export function judgeWindowOpen(terms: CheckTerms | undefined, now: number): Finding {
  if (terms?.kind !== "windows") return inconclusive("NoWindows", "The plan does not say when changes may begin.");
  const { windows } = terms;
  const standing = standingOf(windows, now);
  if (standing.state === "closed") {
    const { freeze, opensAt } = standing;
    const found = inconclusive(freeze === undefined ? "Closed" : "Frozen", closedWords(windows, now) ?? "");
    return opensAt === undefined ? found : { ...found, recheckAt: opensAt };
  }
  const { until } = standing;
  if (until === undefined) return passed("Open", "Changes may begin.");
  const timeZone = windows.open[0]?.timeZone ?? windows.freezes.find(({ from }) => from === until)?.timeZone ?? "UTC";
  return { ...passed("Open", `Changes may begin until ${momentWords(timeZone, until, now)}.`), recheckAt: until };
}
