import { l10n } from "../../../l10n.ts";
import { contextValue, type Row } from "../../../rows/row.ts";
import { escapeMarkdown } from "../../../text/markdown.ts";
import { oneLine, spoken } from "../../../text/words.ts";
import { environmentRow } from "./environmentRow.ts";
import { filtered } from "./filtered.ts";
import type { ApplicationInput, ViewInput } from "./input.ts";
import type { EnvironmentsTarget } from "./target.ts";

/** The roots of the Environments view: applications in file order, pinned environments first in each. */
export function applicationRows(applications: readonly ApplicationInput[], view: ViewInput): Row<EnvironmentsTarget>[] {
  return applications.flatMap((application) => {
    const shown = filtered(application, view.filter);
    return shown === undefined ? [] : [applicationRow(shown, view)];
  });
}

function applicationRow(input: ApplicationInput, view: ViewInput): Row<EnvironmentsTarget> {
  const { application, environments, file, outdated } = input;
  const name = oneLine(application);
  const note = outdated ? l10n.t("tidegate.yaml has errors · showing what it said before") : "";
  return {
    id: `${file}#${encodeURIComponent(application)}`,
    label: name,
    description: note,
    tooltip: [
      `**${escapeMarkdown(application)}**`,
      note === "" ? "" : l10n.t("{0}. Next: open the file and mend the lines that the Problems panel names.", note),
    ]
      .filter((line) => line !== "")
      .join("\n\n"),
    accessibilityLabel: spoken(l10n.t("Application {0}", name), l10n.t("{0} environments", environments.length), note),
    state: outdated ? "failed" : "none",
    icon: outdated ? { id: "warning", color: "list.warningForeground" } : { id: "package" },
    collapsible: "expanded",
    contextValue: contextValue("application", "configured", "named"),
    target: { type: "application", file, application },
    children: () => pinnedFirst(input).map((environment) => environmentRow(environment, view)),
  };
}

function pinnedFirst({ environments }: ApplicationInput): ApplicationInput["environments"] {
  return [...environments.filter(({ pinned }) => pinned), ...environments.filter(({ pinned }) => !pinned)];
}
