import { l10n } from "../../../l10n.ts";
import { iconOf } from "../../../rows/icons.ts";
import { contextValue, type Row, type RowState } from "../../../rows/row.ts";
import { escapeMarkdown } from "../../../text/markdown.ts";
import { dateAndTime, duration } from "../../../text/time.ts";
import { dotted, oneLine, spoken } from "../../../text/words.ts";
import type { RevisionFacts, WorkloadFacts } from "./facts.ts";
import type { EnvironmentInput, ViewInput } from "./input.ts";
import { podRow } from "./podRow.ts";
import type { EnvironmentsTarget } from "./target.ts";

/** The row of one revision, with its pods below, under the row with the id `parent`. */
export function revisionRow(
  facts: RevisionFacts,
  workload: WorkloadFacts,
  parent: string,
  environment: EnvironmentInput,
  view: ViewInput,
): Row<EnvironmentsTarget> {
  const id = `${parent}/revision/${facts.revision}`;
  const state = stateOf(facts, workload);
  const label = l10n.t("revision {0}", facts.revision);
  const words = wordsOf(facts, workload, environment);
  const { pods } = facts;
  const patch = environment.snapshot.access?.patch[workload.kind] === true;
  return {
    id,
    label,
    description: dotted(facts.version === undefined ? undefined : oneLine(facts.version, 40), ...words),
    tooltip: tooltip(label, facts, words, view),
    accessibilityLabel: spoken(label, facts.version, ...words),
    state,
    icon: iconOf(state),
    collapsible: pods.length === 0 ? "none" : state === "Current" ? "collapsed" : "expanded",
    contextValue: contextValue(
      "revision",
      patch && "canPatch",
      !facts.current && "old",
      facts.image !== undefined && "image",
      state,
    ),
    target: {
      type: "revision",
      ...environment.key,
      kind: workload.kind,
      name: workload.name,
      revision: facts.revision,
      ...(facts.image === undefined ? {} : { image: facts.image }),
    },
    ...(pods.length === 0 ? {} : { children: () => pods.map((pod) => podRow(pod, id, environment, view)) }),
  };
}

function stateOf(facts: RevisionFacts, { verdict }: WorkloadFacts): RowState {
  if (facts.current) return verdict.status;
  return facts.pods.length > 0 ? "Current" : "Superseded";
}

function wordsOf(facts: RevisionFacts, { verdict }: WorkloadFacts, { verified }: EnvironmentInput): string[] {
  const isVerified = verified.has(facts.templateHash);
  const settled = verdict.status === "Current" || verdict.status === "ScaledToZero";
  const place = facts.current ? (settled ? l10n.t("current") : l10n.t("new")) : l10n.t("previous");
  const ready = facts.pods.length > 0 && (settled || !facts.current);
  return [
    isVerified && !(facts.current && !settled) ? l10n.t("verified") : place,
    ...(ready ? [l10n.t("{0} of {1} ready", facts.ready, facts.desired)] : []),
  ];
}

function tooltip(label: string, facts: RevisionFacts, words: readonly string[], { now, timeZone }: ViewInput): string {
  const { createdAt } = facts;
  return [
    `**${label}**: ${escapeMarkdown(dotted(facts.version, ...words))}`,
    facts.image === undefined ? "" : l10n.t("Image {0}", escapeMarkdown(facts.image)),
    createdAt === undefined
      ? ""
      : l10n.t("Made {0}, {1} ago", escapeMarkdown(dateAndTime(createdAt, timeZone)), duration(now - createdAt)),
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}
