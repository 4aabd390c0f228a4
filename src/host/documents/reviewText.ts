import { yesesIn } from "../../core/approvals/enough.ts";
import { riskNow } from "../../core/approvals/risk.ts";
import { hideEnvValues } from "../../core/rollout/hideEnvValues.ts";
import { releaseName } from "../../core/run/release.ts";
import { latestEvidence } from "../../core/run/latestEvidence.ts";
import type { PendingApproval, RunState } from "../../core/run/state.ts";
import type { ServerDiff } from "../../engine/change/serverDiff.ts";
import { l10n } from "../l10n.ts";
import { keptWords } from "../messages/keptWords.ts";
import { placeOf } from "../runs/runView.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import { dateAndTime } from "../text/time.ts";
import { oneLine } from "../text/words.ts";
import { changedPaths } from "./changedPaths.ts";

/** The diff as the API server gives it now, or why it could not be had. */
export type DiffNow = { readonly diff: ServerDiff } | { readonly problem: string };

/** Everything an approval is bound to, as Markdown. What comes from outside is escaped. */
export function reviewText(state: RunState, approval: PendingApproval, now: DiffNow, timeZone?: string): string {
  const { release } = state;
  const risk = riskNow(state, approval.node);
  const waits = state.ended === undefined && state.approval?.binding.nonce === approval.binding.nonce;
  return blocks(
    `# ${e(placeOf(state))} ${e(releaseName(release))}`,
    l10n.t(
      "Run #{0} was asked for by {1} at {2}. {3} of {4} approvals are given.",
      state.run,
      e(state.requestedBy.name),
      e(dateAndTime(state.requestedAt, timeZone)),
      yesesIn(approval.decisions).length,
      approval.required,
    ),
    waits
      ? l10n.t("It expires at {0}.", e(dateAndTime(approval.expiresAt, timeZone)))
      : l10n.t("**It does not wait for an answer any more.** {0}", e(oneLine(cameOf(state, approval), 400))),
    l10n.t("**Risk: {0}.** {1}", risk.level, risk.reasons.map((reason) => e(oneLine(reason, 400))).join(" ")),
    `## ${l10n.t("What changes")}`,
    table(
      [l10n.t("Workload"), l10n.t("Container"), l10n.t("From"), l10n.t("To")],
      release.changes.map(({ workload, container, from, to }) => [
        `${workload.kind} ${workload.name}`,
        container,
        from,
        to,
      ]),
    ),
    l10n.t("Context {0}, namespace {1}.", e(release.context), e(release.namespace)),
    diffBlock(approval, now, waits),
    `## ${l10n.t("Evidence")}`,
    evidenceBlock(state, timeZone),
    `## ${l10n.t("Answers so far")}`,
    approval.decisions.length === 0
      ? l10n.t("None.")
      : table(
          [l10n.t("Who"), l10n.t("Answer"), l10n.t("Comment")],
          approval.decisions.map(({ by, answer, comment }) => [by.name, answerWord(answer), comment ?? ""]),
        ),
    ...(waits ? yesMeans() : []),
    keptWords(state, approval),
  );
}

function yesMeans(): string[] {
  return [
    `## ${l10n.t("What a yes means")}`,
    l10n.t(
      "A yes holds for exactly these images, this diff, this evidence and this plan. Any change of them voids it, and it is checked again right before it is used. A no is final.",
    ),
  ];
}

/** What the run says of how its request ended. */
function cameOf({ path, ended }: RunState, { node }: PendingApproval): string {
  return path.findLast((step) => step.node === node)?.message ?? ended?.message ?? "";
}

function answerWord(answer: PendingApproval["decisions"][number]["answer"]): string {
  switch (answer) {
    case "approve":
      return l10n.t("yes");
    case "reject":
      return l10n.t("no");
    case "override":
      return l10n.t("override");
  }
}

function diffBlock({ binding }: PendingApproval, now: DiffNow, waits: boolean): string {
  const title = `### ${l10n.t("Diff by the API server")}`;
  if ("problem" in now) return blocks(title, l10n.t("It cannot be had now: {0}", e(oneLine(now.problem, 400))));
  const rows = now.diff.workloads.flatMap(({ workload, before, after }) =>
    changedPaths(hideEnvValues(before), hideEnvValues(after)).map((change) => [
      workload.name,
      change.path,
      printed(change.before),
      printed(change.after),
    ]),
  );
  const changed =
    !waits || now.diff.hash === binding.manifestHash
      ? ""
      : l10n.t(
          "**This diff is not the one that was asked about: the workload has changed since. A yes would be voided.**",
        );
  return blocks(
    title,
    changed,
    rows.length === 0
      ? l10n.t("The server would change nothing.")
      : table([l10n.t("Workload"), l10n.t("Field"), l10n.t("Before"), l10n.t("After")], rows),
  );
}

function printed(value: unknown): string {
  if (value === undefined) return "";
  return oneLine(typeof value === "string" ? value : JSON.stringify(value), 300);
}

function evidenceBlock(state: RunState, timeZone: string | undefined): string {
  if (state.evidence.length === 0) return l10n.t("None was collected.");
  return table(
    [l10n.t("Check"), l10n.t("Verdict"), l10n.t("Found"), l10n.t("Read from"), l10n.t("When")],
    latestEvidence(state).map((one) => [
      one.check,
      one.verdict,
      one.message,
      one.source,
      dateAndTime(one.collectedAt, timeZone),
    ]),
  );
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [
    line(head),
    line(head.map(() => "---")),
    ...rows.map((row) => line(row.map((cell) => e(oneLine(cell, 500))))),
  ].join("\n");
}

function blocks(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

const e = escapeMarkdown;
