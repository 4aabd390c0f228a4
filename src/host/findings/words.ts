import type { Severity } from "../../checks/files/finding.ts";
import type { Checked } from "../../engine/findings/checking.ts";
import { l10n } from "../l10n.ts";
import { plain } from "../text/plain.ts";

/** What a check of the workspace came to, and what it does not know. */
export function checkedSentence(results: readonly Checked[]): string {
  const files = results.reduce((sum, one) => sum + one.files.length, 0);
  if (files === 0) return l10n.t("There is no Dockerfile, manifest, workflow or compose file to check.");
  const findings = results.flatMap((one) => one.findings);
  const count = (wanted: Severity): number => findings.filter(({ severity }) => severity === wanted).length;
  const failed = [...new Set(results.flatMap(({ linters }) => (linters?.failed ?? []).map(({ linter }) => linter)))];
  const sentences = [
    l10n.t(
      "{0} files checked: {1} errors, {2} warnings, {3} notes.",
      files,
      count("error"),
      count("warning"),
      count("info"),
    ),
    failed.length === 0 ? "" : l10n.t("Without {0}, which failed: the log says why.", plain(failed.join(", "))),
    results.every(({ complete }) => complete) ? "" : l10n.t("There are more files than were listed."),
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
