import { nodeOf } from "../../core/graph/walk.ts";
import type { RunState } from "../../core/run/state.ts";
import { l10n } from "../l10n.ts";
import { headingOf, type RunView, runWords } from "../runs/runView.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import { dateAndTime, duration } from "../text/time.ts";
import { oneLine } from "../text/words.ts";

/** A run as it stands, as Markdown: the path taken with what came of each step, the place now, what was restored. */
export function runText(run: RunView, now: number, timeZone?: string): string {
  const { state } = run;
  return [
    `# #${e(state.run)} ${e(headingOf(state))}`,
    `**${e(runWords(run, now))}**`,
    l10n.t("Asked for by {0} at {1}.", e(state.requestedBy.name), e(dateAndTime(state.requestedAt, timeZone))),
    `## ${l10n.t("Path taken")}`,
    ...steps(state, timeZone),
    state.question === undefined ? "" : `> ${e(oneLine(state.question.question, 500))}`,
    `## ${l10n.t("Rollouts last seen")}`,
    ...(state.rollouts.length === 0
      ? [l10n.t("None yet.")]
      : state.rollouts.map(
          ({ workload, verdict, at }) =>
            `- ${e(workload.name)}: ${verdict.status}. ${e(oneLine(verdict.message, 400))} (${e(dateAndTime(at, timeZone))})`,
        )),
    ...unprotected(state, timeZone),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function steps({ graph, path, node, enteredAt, left, ended }: RunState, timeZone: string | undefined): string[] {
  const taken = path.map((step, index) => {
    const label = nodeOf(graph, step.node)?.label ?? step.node;
    const time = `${e(dateAndTime(step.enteredAt, timeZone))}, ${duration(step.leftAt - step.enteredAt)}`;
    return `${index + 1}. **${e(label)}**: ${e(step.outcome)}. ${e(oneLine(step.message, 400))} (${time})`;
  });
  if (ended !== undefined) return [...taken, `**${e(ended.outcome)}**: ${e(oneLine(ended.message, 400))}`];
  const here = left === undefined ? nodeOf(graph, node) : undefined;
  if (here === undefined) return taken;
  return [...taken, l10n.t("Now at **{0}**, since {1}.", e(here.label), e(dateAndTime(enteredAt, timeZone)))];
}

function unprotected({ unprotected: gaps }: RunState, timeZone: string | undefined): string[] {
  if (gaps.length === 0) return [];
  const lines = gaps.map(({ from, to }) =>
    l10n.t("- {0}, for {1}", e(dateAndTime(from, timeZone)), duration(to - from)),
  );
  return [`## ${l10n.t("Times in which nobody watched")}`, lines.join("\n")];
}

const e = escapeMarkdown;
