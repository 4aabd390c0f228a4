import { l10n } from "../../../l10n.ts";
import { iconOf } from "../../../rows/icons.ts";
import { contextValue, type Row } from "../../../rows/row.ts";
import { escapeMarkdown } from "../../../text/markdown.ts";
import { dateAndTime } from "../../../text/time.ts";
import { oneLine, spoken } from "../../../text/words.ts";
import type { WorkloadFacts } from "./facts.ts";
import type { EnvironmentInput, ViewInput } from "./input.ts";
import { podRow } from "./podRow.ts";
import { revisionRow } from "./revisionRow.ts";
import { environmentId, type EnvironmentsTarget } from "./target.ts";
import { nextActionOf } from "./nextAction.ts";
import { workloadWords } from "./workloadWords.ts";

/** The row of one workload, with its revisions (a Job: its pods) below. */
export function workloadRow(
  facts: WorkloadFacts,
  environment: EnvironmentInput,
  view: ViewInput,
): Row<EnvironmentsTarget> {
  const id = `${environmentId(environment.key)}/${facts.kind}/${facts.name}`;
  const { status } = facts.verdict;
  const description = workloadWords(facts, environment);
  return {
    id,
    label: oneLine(facts.name),
    description,
    tooltip: tooltip(facts, view),
    accessibilityLabel: spoken(`${facts.kind} ${facts.name}`, statusWord(facts), description.replaceAll(" · ", ", ")),
    state: status,
    icon: iconOf(status),
    collapsible: !facts.opens ? "none" : status === "InProgress" || status === "Failed" ? "expanded" : "collapsed",
    contextValue: contextOf(facts, environment),
    target: {
      type: "workload",
      ...environment.key,
      kind: facts.kind,
      name: facts.name,
      ...(facts.image === undefined ? {} : { image: facts.image }),
    },
    ...(!facts.opens ? {} : { children: () => childrenOf(facts, id, environment, view) }),
  };
}

function childrenOf(
  facts: WorkloadFacts,
  id: string,
  environment: EnvironmentInput,
  view: ViewInput,
): Row<EnvironmentsTarget>[] {
  return [
    ...facts.revisions().map((revision) => revisionRow(revision, facts, id, environment, view)),
    ...facts.pods.map((pod) => podRow(pod, id, environment, view)),
  ];
}

function statusWord({ verdict }: WorkloadFacts): string {
  return verdict.status.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, " ").toLowerCase();
}

function contextOf({ kind, paused, image, verdict }: WorkloadFacts, { snapshot }: EnvironmentInput): string {
  const { access } = snapshot;
  const patch = access?.patch[kind] === true;
  const scalable = kind === "Deployment" || kind === "StatefulSet";
  const revisions = kind !== "Job";
  return contextValue(
    "workload",
    kind,
    "object",
    "named",
    patch && "canPatch",
    patch && revisions && "canDeploy",
    scalable && access?.scale[kind] === true && "scalable",
    revisions && "restartable",
    revisions && "revisions",
    kind === "Deployment" && (paused ? "paused" : "pausable"),
    access?.logs === true && "canLogs",
    access?.forward === true && "canForward",
    image !== undefined && "image",
    verdict.status,
  );
}

function tooltip(facts: WorkloadFacts, { timeZone }: ViewInput): string {
  const { verdict, since } = facts;
  const { progress } = verdict;
  return [
    `**${escapeMarkdown(facts.name)}** (${facts.kind}): ${statusWord(facts)}`,
    escapeMarkdown(oneLine(verdict.message, 400)),
    progress === undefined
      ? ""
      : l10n.t(
          "{0} desired, {1} updated, {2} ready, {3} available",
          progress.desired,
          progress.updated,
          progress.ready,
          progress.available,
        ),
    facts.image === undefined ? "" : l10n.t("Image {0}", escapeMarkdown(facts.image)),
    since === undefined ? "" : l10n.t("Since {0}", escapeMarkdown(dateAndTime(since, timeZone))),
    nextActionOf(facts) ?? "",
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}
