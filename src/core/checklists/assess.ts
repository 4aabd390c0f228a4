import type { Evidence } from "../evidence/evidence.ts";
import { isForPeople } from "../gates/gateChecks.ts";
import { type CheckId, CHECKS } from "../gates/registry.ts";
import type { Checklist, ChecklistGroup, ChecklistLine } from "./checklist.ts";
import { isAskedOfRelease } from "./askedOfRelease.ts";

/**
 * How a line stands: `met` where every check holds, `missing` where one was found not to, `open` where nobody knows
 * yet. Doubt is never `met`.
 */
export type LineState = "met" | "missing" | "open";

/** What is known, and who can answer what is not. */
export interface Known {
  /** The newest on each check. */
  readonly evidence: readonly Evidence[];
  /** Checks that a deployment here asks for; what it does not ask for, nobody is asked. */
  readonly asked?: ReadonlySet<string>;
  /** Checks that were left alone, and why, in a sentence that says what to do. */
  readonly left?: Readonly<Record<string, string>>;
}

export interface AssessedList {
  readonly list: Checklist;
  readonly groups: readonly AssessedGroup[];
  readonly count: Count;
}

export interface AssessedGroup {
  readonly group: ChecklistGroup;
  readonly lines: readonly AssessedLine[];
  readonly count: Count;
}

export interface AssessedLine {
  readonly line: ChecklistLine;
  readonly state: LineState;
  /** What was found, or what is missing and what to do about it. */
  readonly sentence: string;
  readonly checks: readonly AssessedCheck[];
  /** When the oldest evidence behind it was collected, in milliseconds since the epoch. */
  readonly at: number | undefined;
}

export interface AssessedCheck {
  readonly id: CheckId;
  readonly label: string;
  readonly state: LineState;
  readonly sentence: string;
  readonly evidence: Evidence | undefined;
}

export interface Count {
  readonly met: number;
  readonly missing: number;
  readonly open: number;
  readonly total: number;
}

/** Holds a list against what is known. Pure: ages are for whoever shows it. */
export function assess(list: Checklist, known: Known): AssessedList {
  const groups = list.groups.map((group): AssessedGroup => {
    const lines = group.lines.map((line) => assessLine(line, known));
    return { group, lines, count: countOf(lines) };
  });
  return { list, groups, count: countOf(groups.flatMap(({ lines }) => lines)) };
}

function assessLine(line: ChecklistLine, known: Known): AssessedLine {
  const checks = line.checks.map((id) => assessCheck(id, line, known));
  const state = worst(checks);
  const telling = checks.filter((check) => check.state === state);
  const times = checks.flatMap(({ evidence }) => (evidence === undefined ? [] : [evidence.collectedAt]));
  return {
    line,
    state,
    sentence: [...new Set(telling.map(({ sentence }) => sentence))].join(" "),
    checks,
    at: times.length === 0 ? undefined : Math.min(...times),
  };
}

function assessCheck(id: CheckId, line: ChecklistLine, known: Known): AssessedCheck {
  const { evidence: all, left = {} } = known;
  const evidence = all.findLast((one) => one.check === id);
  const { label } = CHECKS[id];
  const common = { id, label, evidence };
  if (evidence?.verdict === "pass") return { ...common, state: "met", sentence: evidence.message };
  if (evidence?.verdict === "fail") return { ...common, state: "missing", sentence: evidence.message };
  if (evidence === undefined) return { ...common, state: "open", sentence: left[id] ?? toDo(id, label, known) };
  return { ...common, state: "open", sentence: openSentence(evidence, line, known) };
}

/** What a rule did not find may be elsewhere, or not be wanted: both are for a person to say. */
function openSentence({ check, reason, message }: Evidence, { whereUsed }: ChecklistLine, { asked }: Known): string {
  if (reason !== "NothingFound") return message;
  if (whereUsed === true) return `${message} It is asked for only where there are such; otherwise nothing is to do.`;
  return asked?.has(check) === true
    ? `${message} Add them, or say where they are when a version is deployed.`
    : `${message} Add them.`;
}

function toDo(id: CheckId, label: string, { asked }: Known): string {
  const isAsked = asked?.has(id) === true;
  if (isForPeople(id)) {
    return isAsked
      ? `${label}: only a person can tell, and is asked when a version is deployed.`
      : `${label}: only a person can tell. Name checklist or definition-of-done in the gate, and a deployment asks.`;
  }
  if (!isAskedOfRelease(id)) return `${label}: nothing was found out yet.`;
  return isAsked
    ? `${label}: asked when a version is deployed.`
    : `${label}: only a deployment can show it. Name ${id} in the gate, and it is asked.`;
}

function worst(checks: readonly AssessedCheck[]): LineState {
  if (checks.some(({ state }) => state === "missing")) return "missing";
  return checks.length === 0 || checks.some(({ state }) => state === "open") ? "open" : "met";
}

function countOf(lines: readonly { readonly state: LineState }[]): Count {
  const of = (state: LineState): number => lines.filter((line) => line.state === state).length;
  return { met: of("met"), missing: of("missing"), open: of("open"), total: lines.length };
}
