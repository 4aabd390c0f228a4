import type { FileRule } from "../../core/rules/rule.ts";
import type { FileFinding, Fix, Severity } from "./finding.ts";
import type { TextRange } from "./textEdit.ts";

/** A finding by a rule of ours, with where the rule is explained. */
export function found(
  rule: FileRule,
  severity: Severity,
  place: { readonly file: string; readonly range: TextRange },
  message: string,
  ...fixes: readonly Fix[]
): FileFinding {
  return { tool: "tidegate", rule: rule.id, severity, ...place, message, url: rule.source.url, fixes };
}
