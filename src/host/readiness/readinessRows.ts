import type {
  AssessedCheck,
  AssessedGroup,
  AssessedLine,
  AssessedList,
  Count,
  LineState,
} from "../../core/checklists/assess.ts";
import type { Evidence, EvidencePlace } from "../../core/evidence/evidence.ts";
import { measureText } from "../../core/evidence/measureText.ts";
import type { Assessment } from "../../engine/readiness/assessEnvironment.ts";
import { l10n } from "../l10n.ts";
import { iconOf } from "../rows/icons.ts";
import { contextValue, type Row, type RowState } from "../rows/row.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import { dateAndTime, duration } from "../text/time.ts";
import { dotted, oneLine, spoken } from "../text/words.ts";
import type { AttestSubject, ReadinessTarget } from "./target.ts";

/** What the rows are made with. */
export interface RowsContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Address of the `tidegate.yaml`. */
  readonly file: string;
  readonly timeZone?: string;
}

type ReadinessRow = Row<ReadinessTarget>;

const STATES: Readonly<Record<LineState, RowState>> = { met: "Current", missing: "Failed", open: "none" };

/** Lists, groups, lines and the evidence behind them. */
export function readinessRows(assessment: Assessment, context: RowsContext): readonly ReadinessRow[] {
  return assessment.lists.map((list) => listRow(list, assessment, context));
}

/** A row that says why there are no others. */
export function noteRow(state: RowState, label: string, description: string): ReadinessRow {
  return {
    id: "note",
    label,
    description: oneLine(description),
    tooltip: escapeMarkdown(oneLine(description, 400)),
    accessibilityLabel: spoken(label, description),
    state,
    icon: iconOf(state),
    collapsible: "none",
    contextValue: contextValue("note"),
    target: { type: "note" },
    ...(state === "failed" ? { click: "tidegate.assess" as const } : {}),
  };
}

function listRow({ list, groups, count }: AssessedList, assessment: Assessment, context: RowsContext): ReadinessRow {
  return {
    ...counted(list.id, list.title, count),
    tooltip: `**${escapeMarkdown(list.title)}**\n\n${escapeMarkdown(list.when)}\n\n${escapeMarkdown(countText(count))}`,
    collapsible: "expanded",
    children: () => groups.map((group) => groupRow(list.id, group, assessment, context)),
  };
}

function groupRow(
  list: string,
  { group, lines, count }: AssessedGroup,
  assessment: Assessment,
  context: RowsContext,
): ReadinessRow {
  const id = `${list}/${group.id}`;
  return {
    ...counted(id, group.label, count),
    tooltip: `**${escapeMarkdown(group.label)}**\n\n${escapeMarkdown(countText(count))}`,
    collapsible: "collapsed",
    children: () => lines.map((line) => lineRow(id, line, assessment, context)),
  };
}

function counted(id: string, label: string, count: Count) {
  const description = l10n.t("{0} of {1}", count.met, count.total);
  const state: LineState = count.missing > 0 ? "missing" : count.open > 0 ? "open" : "met";
  const missing = count.missing > 0 ? l10n.t("{0} missing", count.missing) : "";
  return {
    id,
    label,
    description: dotted(description, missing),
    accessibilityLabel: spoken(label, l10n.t("{0} met", description), missing),
    state: STATES[state],
    icon: iconOf(STATES[state]),
    contextValue: contextValue("group"),
    target: { type: "group" as const },
  };
}

/** How many of a list's lines are what, as a sentence. */
export function countText({ met, missing, open, total }: Count): string {
  return l10n.t("{0} of {1} lines are met, {2} are missing, {3} are open.", met, total, missing, open);
}

function lineRow(id: string, assessed: AssessedLine, assessment: Assessment, context: RowsContext): ReadinessRow {
  const { line, state, checks, at } = assessed;
  const [only, ...others] = checks;
  const sentence = others.length > 0 ? assessed.sentence : withoutLabel(assessed.sentence, only?.label);
  const age = at === undefined ? "" : duration(context.now - at);
  const attest = checks.map((check) => attestOf(check, assessment, context)).find((one) => one !== undefined);
  return {
    id: `${id}/${line.id}`,
    label: line.label,
    description: dotted(stateWord(state), age, state === "met" ? "" : oneLine(sentence)),
    tooltip: [
      `**${escapeMarkdown(line.label)}**`,
      `${stateWord(state)}: ${escapeMarkdown(oneLine(sentence, 600))}`,
      escapeMarkdown(line.source),
    ].join("\n\n"),
    accessibilityLabel: spoken(line.label, stateWord(state), oneLine(sentence), age),
    state: STATES[state],
    icon: iconOf(STATES[state]),
    collapsible: "collapsed",
    contextValue: contextValue("line", attest !== undefined && "attestable"),
    target: { type: "line", ...(attest === undefined ? {} : { attest }) },
    children: () => checks.map((check) => checkRow(`${id}/${line.id}`, check, assessment, context)),
  };
}

function checkRow(id: string, check: AssessedCheck, assessment: Assessment, context: RowsContext): ReadinessRow {
  const { evidence, label, state } = check;
  const sentence = withoutLabel(check.sentence, label);
  const places = evidence?.places ?? [];
  const [first] = places;
  const figure = evidence?.measure === undefined ? "" : measureText(evidence.measure);
  const age = evidence === undefined ? "" : duration(context.now - evidence.collectedAt);
  const attest = attestOf(check, assessment, context);
  const own = `${id}/${check.id}`;
  return {
    id: own,
    label,
    description: dotted(figure, age, figure === "" ? oneLine(sentence) : ""),
    tooltip: checkTooltip(check, context),
    accessibilityLabel: spoken(label, stateWord(state), figure, oneLine(sentence), age),
    state: STATES[state],
    icon: iconOf(STATES[state]),
    collapsible: places.length > 1 ? "collapsed" : "none",
    contextValue: contextValue("evidence", first !== undefined && "placed", attest !== undefined && "attestable"),
    target: {
      type: "evidence",
      ...(first === undefined ? {} : { place: first }),
      ...(attest === undefined ? {} : { attest }),
    },
    ...(first === undefined ? {} : { click: "tidegate.openEvidence" as const }),
    children: () => (places.length > 1 ? places.map((place, index) => placeRow(`${own}/${index}`, place)) : []),
  };
}

/** Some sentences begin with what they are about, which stands beside them here. */
function withoutLabel(sentence: string, label: string | undefined): string {
  return label !== undefined && sentence.startsWith(`${label}: `) ? sentence.slice(label.length + 2) : sentence;
}

function placeRow(id: string, place: EvidencePlace): ReadinessRow {
  const label = place.line === undefined ? place.path : `${place.path}:${place.line}`;
  return {
    id,
    label: oneLine(label),
    description: oneLine(place.about ?? ""),
    tooltip: escapeMarkdown(label),
    accessibilityLabel: spoken(label, place.about),
    state: "none",
    icon: { id: "go-to-file" },
    collapsible: "none",
    contextValue: contextValue("evidence", "placed"),
    target: { type: "evidence", place },
    click: "tidegate.openEvidence",
  };
}

function checkTooltip({ label, sentence, evidence }: AssessedCheck, { timeZone }: RowsContext): string {
  return [
    `**${escapeMarkdown(label)}**`,
    escapeMarkdown(oneLine(sentence, 600)),
    ...(evidence === undefined ? [] : [readFrom(evidence, timeZone), ...wordOf(evidence, timeZone)]),
  ].join("\n\n");
}

function readFrom({ source, collectedAt }: Evidence, timeZone: string | undefined): string {
  return l10n.t("Read from {0} at {1}.", escapeMarkdown(source), escapeMarkdown(dateAndTime(collectedAt, timeZone)));
}

function wordOf({ attested }: Evidence, timeZone: string | undefined): string[] {
  if (attested === undefined) return [];
  const until = escapeMarkdown(dateAndTime(attested.expiresAt, timeZone));
  return [l10n.t("The word of {0}, an attestation. It counts until {1}.", escapeMarkdown(attested.by.name), until)];
}

function attestOf({ id }: AssessedCheck, { waiting }: Assessment, { file }: RowsContext): AttestSubject | undefined {
  if (waiting === undefined || !waiting.checks.includes(id)) return undefined;
  return { file, run: waiting.run, node: waiting.node, check: id };
}

/** How a line stands, in a word. */
export function stateWord(state: LineState): string {
  if (state === "met") return l10n.t("met");
  return state === "missing" ? l10n.t("missing") : l10n.t("open");
}
