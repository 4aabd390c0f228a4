import { yesesIn } from "../../../core/approvals/enough.ts";
import { riskNow } from "../../../core/approvals/risk.ts";
import { movedImages } from "../../../core/run/release.ts";
import type { PendingApproval, RunState } from "../../../core/run/state.ts";
import { l10n } from "../../l10n.ts";
import { keptShortly } from "../../messages/keptWords.ts";
import { evidenceWords } from "../../runs/evidenceWords.ts";
import { dateAndTime } from "../../text/time.ts";
import { oneLine } from "../../text/words.ts";

/** What an answer is bound to, a line each, for a dialog that is read before it. Nothing of it is markup there. */
export function boundFacts(state: RunState, approval: PendingApproval, timeZone?: string): string {
  const risk = riskNow(state, approval.node);
  return [
    ...movedImages(state.release).map(
      ({ workload, from, to }) => `${workload.name}: ${oneLine(from)} → ${oneLine(to)}`,
    ),
    l10n.t("Asked for by {0}", oneLine(state.requestedBy.name)),
    l10n.t(
      "{0} of {1} approvals given, until {2}",
      yesesIn(approval.decisions).length,
      approval.required,
      dateAndTime(approval.expiresAt, timeZone),
    ),
    l10n.t("Risk: {0}. {1}", risk.level, risk.reasons.map((reason) => oneLine(reason, 200)).join(" ")),
    ...evidenceWords(state),
    keptShortly(state, approval),
  ].join("\n");
}
