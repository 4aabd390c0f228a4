import type { FileRule } from "../../core/rules/rule.ts";
import { l10n } from "../l10n.ts";
import { escapeMarkdown } from "../text/markdown.ts";

/** What a rule says, why, and where that comes from, as Markdown. */
export function ruleHover({ title, why, source }: FileRule): string {
  const link = `[${escapeMarkdown(source.title)}](${source.url})`;
  return [`**${escapeMarkdown(title)}**`, escapeMarkdown(why), l10n.t("Source: {0}", link)].join("\n\n");
}
