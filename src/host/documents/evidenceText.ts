import type { Evidence } from "../../core/evidence/evidence.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import type { RecordedEvidence, RunState } from "../../core/run/state.ts";
import { l10n } from "../l10n.ts";
import { headingOf } from "../runs/runView.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import { dateAndTime } from "../text/time.ts";
import { oneLine } from "../text/words.ts";

/** What a run knows of one check at one node, as Markdown: what was found, from where, when, and on whose word. */
export function evidenceText(state: RunState, node: string, check: string, timeZone?: string): string {
  const at = nodeOf(state.graph, node);
  const spec = at?.kind === "check" ? at.checks.find((one) => one.id === check) : undefined;
  const found = state.evidence.findLast((one) => one.node === node && one.evidence.check === check);
  return [
    `# ${e(spec?.label ?? check)}`,
    l10n.t("Run #{0} {1}, at {2}.", e(state.run), e(headingOf(state)), e(at?.label ?? node)),
    ...(found === undefined ? [l10n.t("Nothing was found out about it yet.")] : foundText(found, timeZone)),
  ].join("\n\n");
}

function foundText({ evidence, visit }: RecordedEvidence, timeZone: string | undefined): string[] {
  const { verdict, message, source, collectedAt, reason } = evidence;
  return [
    `**${verdict}**: ${e(oneLine(message, 2000))}`,
    l10n.t(
      "Read from {0} at {1}, in visit {2}. Reason: {3}.",
      e(oneLine(source, 400)),
      e(dateAndTime(collectedAt, timeZone)),
      visit,
      e(reason),
    ),
    ...measureText(evidence),
    ...placesText(evidence),
    ...filesText(evidence, timeZone),
    ...attestedText(evidence, timeZone),
    ...factsText(evidence),
  ];
}

function measureText({ measure }: Evidence): string[] {
  if (measure === undefined) return [];
  const { value, bound, good, unit } = measure;
  const found = `${value} ${unit}`;
  const wanted = `${bound} ${unit}`;
  const text =
    good === "at-least"
      ? l10n.t("Found {0}, at least {1} wanted.", found, wanted)
      : l10n.t("Found {0}, at most {1} allowed.", found, wanted);
  return [e(text)];
}

function placesText({ places = [] }: Evidence): string[] {
  if (places.length === 0) return [];
  const lines = places.map(({ path, line, about }) => {
    const place = line === undefined ? path : `${path}:${line}`;
    return `- ${e(oneLine(about === undefined ? place : `${place}: ${about}`, 600))}`;
  });
  return [`## ${l10n.t("Places")}`, lines.join("\n")];
}

function filesText({ files = [] }: Evidence, timeZone: string | undefined): string[] {
  if (files.length === 0) return [];
  const rows = files.map(({ path, sha256, bytes, madeAt }) => {
    return `| ${e(oneLine(path, 400))} | ${e(dateAndTime(madeAt, timeZone))} | ${bytes} | ${e(sha256)} |`;
  });
  const head = `| ${l10n.t("File")} | ${l10n.t("Made")} | ${l10n.t("Bytes")} | SHA-256 |`;
  return [`## ${l10n.t("Files")}`, [head, "| --- | --- | --- | --- |", ...rows].join("\n")];
}

function attestedText({ attested }: Evidence, timeZone: string | undefined): string[] {
  if (attested === undefined) return [];
  const until = e(dateAndTime(attested.expiresAt, timeZone));
  return [
    `> ${e(oneLine(attested.statement, 2000))}`,
    l10n.t("The word of {0}, an attestation. It counts until {1}.", e(oneLine(attested.by.name)), until),
  ];
}

function factsText({ facts }: Evidence): string[] {
  const entries = Object.entries(facts ?? {});
  if (entries.length === 0) return [];
  const rows = entries.map(([name, value]) => `| ${e(name)} | ${e(oneLine(String(value), 1000))} |`);
  return [`## ${l10n.t("Facts")}`, [`| ${l10n.t("Fact")} | ${l10n.t("Value")} |`, "| --- | --- |", ...rows].join("\n")];
}

const e = escapeMarkdown;
