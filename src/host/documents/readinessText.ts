import { measureText } from "../../core/evidence/measureText.ts";
import { READINESS_CHECKS } from "../../core/gates/descriptions/readiness.ts";
import type { Finding } from "../../core/gates/finding.ts";
import { placeText } from "../../core/place.ts";
import type { ReadinessCheckId } from "../../engine/checks/readiness/tryReadiness.ts";
import { l10n } from "../l10n.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import { dateAndTime } from "../text/time.ts";
import { oneLine } from "../text/words.ts";

/** What trying an application has shown, as Markdown: what fails first. `at` in milliseconds since the epoch. */
export function readinessText(
  found: ReadonlyMap<ReadinessCheckId, Finding>,
  folder: string,
  at: number,
  timeZone?: string,
): string {
  const all = [...found];
  const commit = all.map(([, { facts }]) => facts?.["commit"]).find((one) => typeof one === "string");
  const sorted = ORDER.flatMap((verdict) => all.filter(([, finding]) => finding.verdict === verdict));
  return [
    `# ${l10n.t("Readiness of {0}", e(folder))}`,
    commit === undefined
      ? l10n.t("Tried at {0}, with the files as they lie there.", e(dateAndTime(at, timeZone)))
      : l10n.t(
          "Tried at {0}, in a clean copy of the commit {1}.",
          e(dateAndTime(at, timeZone)),
          e(commit.slice(0, 12)),
        ),
    ...sorted.map(([check, finding]) => checkText(check, finding)),
  ].join("\n\n");
}

const ORDER = ["fail", "inconclusive", "pass"] as const;

function checkText(check: ReadinessCheckId, { verdict, message, measure, places = [], files = [] }: Finding): string {
  const lines = [
    `## ${e(READINESS_CHECKS[check].label)}`,
    `**${verdict}**: ${e(oneLine(message, 2000))}`,
    ...(measure === undefined ? [] : [l10n.t("Measured: {0}.", e(measureText(measure)))]),
  ];
  const seen = places.map(
    ({ path, line, about }) => `- ${e(placeOf(path, line))}${about === undefined ? "" : `: ${e(oneLine(about, 300))}`}`,
  );
  const kept = files.map(({ path, bytes }) => l10n.t("- What was printed: {0} ({1} bytes)", e(path), bytes));
  const list = [...seen, ...kept].join("\n");
  return [...lines, ...(list === "" ? [] : [list])].join("\n\n");
}

function placeOf(path: string, line: number | undefined): string {
  return line === undefined ? path : placeText({ file: path, line });
}

const e = escapeMarkdown;
