import { yesesIn } from "../../../core/approvals/enough.ts";
import { mayOverride } from "../../../core/approvals/mayAnswer.ts";
import { samePerson } from "../../../core/approvals/person.ts";
import { riskNow } from "../../../core/approvals/risk.ts";
import type { Risk } from "../../../core/graph/graph.ts";
import { nodeOf } from "../../../core/graph/walk.ts";
import { movedImages, type Person, releaseName } from "../../../core/run/release.ts";
import type { PendingApproval } from "../../../core/run/state.ts";
import { l10n } from "../../l10n.ts";
import { keptShortly } from "../../messages/keptWords.ts";
import { iconOf } from "../../rows/icons.ts";
import { contextValue, type Row } from "../../rows/row.ts";
import { keyOf, placeOf, runId, type RunKey, type RunView } from "../../runs/runView.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import { dateAndTime, duration, timeOfDay } from "../../text/time.ts";
import { dotted, nameOnly, oneLine, spoken } from "../../text/words.ts";
import type { RowTime } from "../runs/runRow.ts";

/** The rows of the Approvals view: one for each run that waits for an approval, the first deadline first. */
export function approvalRows(
  runs: readonly RunView[],
  meIn: (file: string) => Person | undefined,
  time: RowTime,
): Row<RunKey>[] {
  return runs
    .flatMap((run) =>
      run.state.approval === undefined || run.state.ended !== undefined ? [] : [{ run, approval: run.state.approval }],
    )
    .toSorted((a, b) => a.approval.expiresAt - b.approval.expiresAt)
    .map(({ run, approval }) => approvalRow(run, approval, meIn(run.file), time));
}

function approvalRow(run: RunView, approval: PendingApproval, me: Person | undefined, time: RowTime): Row<RunKey> {
  const { state } = run;
  const label = oneLine(`${placeOf(state)} ${releaseName(state.release)}`);
  const count = l10n.t("{0} of {1}", yesesIn(approval.decisions).length, approval.required);
  const late = time.now >= approval.expiresAt;
  const until = late ? l10n.t("expired") : l10n.t("until {0}", timeOfDay(approval.expiresAt, time.timeZone));
  const mine = me !== undefined && samePerson(state.requestedBy, me);
  const asked = l10n.t("asked by {0}", mine ? l10n.t("you") : nameOnly(state.requestedBy.name));
  return {
    id: `${runId(keyOf(run))}/${approval.binding.nonce}`,
    label,
    description: dotted(count, until, asked),
    tooltip: tooltip(run, approval, time),
    accessibilityLabel: spoken(
      l10n.t("Approval for {0} to {1}", state.release.application, state.release.environment),
      state.release.purpose ?? l10n.t("version {0}", state.release.version),
      l10n.t("{0} given", count),
      until,
      asked,
      l10n.t("risk {0}", riskNow(state, approval.node).level),
      keptShortly(state, approval),
    ),
    state: "waiting",
    icon: iconOf("waiting"),
    collapsible: "none",
    contextValue: contextValue("approval", ...mayHere(run, approval, me)),
    production: state.release.production,
    target: keyOf(run),
    click: "tidegate.openRunPanel",
  };
}

/** What menus may offer the person here beside a yes and a no, which say for themselves why they would not count. */
function mayHere({ state }: RunView, { node: id, decisions }: PendingApproval, me: Person | undefined): string[] {
  if (me === undefined) return [];
  const node = nodeOf(state.graph, id);
  const overridable = node?.kind === "approval" && mayOverride(node.policy, state.requestedBy, state.authors, me).ok;
  const withdrawable = [state.requestedBy, ...decisions.map(({ by }) => by)].some((one) => samePerson(one, me));
  return [...(withdrawable ? ["withdrawable"] : []), ...(overridable ? ["overridable"] : [])];
}

function tooltip({ state }: RunView, approval: PendingApproval, { now, timeZone }: RowTime): string {
  return [
    `**${escapeMarkdown(placeOf(state))}** ${escapeMarkdown(releaseName(state.release))}`,
    ...movedImages(state.release).map(
      ({ workload, from, to }) => `${escapeMarkdown(workload.name)}: ${escapeMarkdown(from)} → ${escapeMarkdown(to)}`,
    ),
    l10n.t("Asked {0} ago by {1}", duration(now - approval.requestedAt), escapeMarkdown(state.requestedBy.name)),
    l10n.t("Expires {0}", escapeMarkdown(dateAndTime(approval.expiresAt, timeZone))),
    ...yesesIn(approval.decisions).map(({ by }) => l10n.t("Approved by {0}", escapeMarkdown(by.name))),
    riskWords(riskNow(state, approval.node)),
    keptShortly(state, approval),
  ].join("\n\n");
}

function riskWords({ level, reasons }: Risk): string {
  return l10n.t("Risk: {0}. {1}", level, reasons.map(escapeMarkdown).join(" "));
}
