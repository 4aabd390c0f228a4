import type { EnvironmentConfig } from "../config/config.ts";
import type { CheckSpec } from "../graph/graph.ts";
import { GATE_CHECKLISTS } from "../checklists/lists.ts";
import { FIGURE_CHECKS } from "./descriptions/figures.ts";
import { PEOPLE_CHECKS } from "./descriptions/people.ts";
import { QUALITY_CHECKS } from "./descriptions/quality.ts";
import { READINESS_CHECKS } from "./descriptions/readiness.ts";
import { checksOf, type GateEntry } from "./gateEntries.ts";
import { attestableCheck, type CheckId, checkSpec, WORKSPACE_CHECKS } from "./registry.ts";
import { termsOf } from "./termsOf.ts";

/** How long a word on a line of a checklist counts: a working day. Seconds. */
const WORD_COUNTS = 8 * 3600;

/** The checks of an environment's gate, which only a measurement passes, each with the terms that its file sets. */
export function gateChecks(environment: EnvironmentConfig): readonly CheckSpec[] {
  const { gate } = environment;
  return checksOf(gate)
    .filter((id) => !isWorked(id, gate))
    .map((id) => specOf(id, environment));
}

/**
 * The lines of an environment's checklists that people work through before its gate: what only they can tell, and what
 * files and figures tell, for which a word stands in where nothing could be read or measured.
 */
export function listChecks(environment: EnvironmentConfig): readonly CheckSpec[] {
  const { gate } = environment;
  return checksOf(gate)
    .filter((id) => isWorked(id, gate))
    .map((id) => ({ ...specOf(id, environment), ...attestableCheck(id, WORD_COUNTS) }));
}

/** Whether nothing measures a check. */
export function isForPeople(id: string): boolean {
  return Object.hasOwn(PEOPLE_CHECKS, id);
}

/** What the gate names otherwise than by a checklist stays with the gate. */
function isWorked(id: CheckId, gate: readonly GateEntry[]): boolean {
  if (isForPeople(id)) return true;
  const others = gate.filter((entry) => !Object.hasOwn(GATE_CHECKLISTS, entry));
  const settled = Object.hasOwn(WORKSPACE_CHECKS, id) || Object.hasOwn(FIGURE_CHECKS, id);
  return settled && !checksOf(others).includes(id);
}

/** Whether a check asks for the quality of what is shipped, and not for the state of things here. */
export function isQuality(id: string): boolean {
  return [QUALITY_CHECKS, FIGURE_CHECKS, READINESS_CHECKS].some((checks) => Object.hasOwn(checks, id));
}

/** A check with the terms that an environment's file sets for it. */
export function specOf(id: CheckId, environment: EnvironmentConfig): CheckSpec {
  const terms = termsOf(id, environment);
  return terms === undefined ? checkSpec(id) : { ...checkSpec(id), terms };
}
