import { parseTimestamp } from "../../../../base/clock.ts";
import { doomed } from "../../../../core/rollout/doom.ts";
import type { Pod } from "../../../../core/rollout/objects.ts";
import { isReady, podWords } from "../../../../core/rollout/pod.ts";
import { l10n } from "../../../l10n.ts";
import { iconOf } from "../../../rows/icons.ts";
import { contextValue, type Row, type RowState } from "../../../rows/row.ts";
import { escapeMarkdown } from "../../../text/markdown.ts";
import { dateAndTime, duration } from "../../../text/time.ts";
import { dotted, oneLine, spoken } from "../../../text/words.ts";
import type { EnvironmentInput, ViewInput } from "./input.ts";
import type { EnvironmentsTarget } from "./target.ts";

/** The row of one pod, under the row with the id `parent`. */
export function podRow(
  pod: Pod,
  parent: string,
  { key, snapshot }: EnvironmentInput,
  view: ViewInput,
): Row<EnvironmentsTarget> {
  const { name } = pod.metadata;
  const state = stateOf(pod);
  const words = oneLine(podWords(pod), 80);
  const started = parseTimestamp(pod.metadata.creationTimestamp);
  const age = started === undefined ? undefined : duration(view.now - started);
  const image = pod.spec.containers[0]?.image;
  const { logs = false, forward = false } = snapshot.access ?? {};
  return {
    id: `${parent}/pod/${name}`,
    label: oneLine(name),
    description: state === "Failed" ? words : dotted(words, age),
    tooltip: tooltip(pod, words, started, view.timeZone),
    accessibilityLabel: spoken(l10n.t("Pod {0}", name), words, age === undefined ? undefined : l10n.t("age {0}", age)),
    state,
    icon: iconOf(state),
    collapsible: "none",
    contextValue: contextValue(
      "pod",
      "object",
      "named",
      image !== undefined && "image",
      logs && "canLogs",
      forward && "canForward",
      state,
    ),
    target: { type: "pod", ...key, name, ...(image === undefined ? {} : { image }) },
  };
}

function stateOf(pod: Pod): RowState {
  if (pod.metadata.deletionTimestamp !== undefined) return "Terminating";
  if (pod.status?.phase === "Succeeded") return "Current";
  if (pod.status?.phase === "Failed" || doomed(pod) !== undefined) return "Failed";
  return isReady(pod) ? "Current" : "InProgress";
}

function tooltip(pod: Pod, words: string, started: number | undefined, timeZone: string | undefined): string {
  const why = doomed(pod)?.message ?? pod.status?.message;
  const images = pod.spec.containers.map((container) => container.image ?? "").filter((image) => image !== "");
  return [
    `**${escapeMarkdown(pod.metadata.name)}**: ${escapeMarkdown(words)}`,
    why === undefined ? "" : escapeMarkdown(oneLine(why, 300)),
    started === undefined ? "" : l10n.t("Since {0}", escapeMarkdown(dateAndTime(started, timeZone))),
    pod.spec.nodeName === undefined ? "" : l10n.t("Node {0}", escapeMarkdown(pod.spec.nodeName)),
    ...images.map((image) => l10n.t("Image {0}", escapeMarkdown(image))),
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}
