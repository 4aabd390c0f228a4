import { timestamp } from "../base/clock.ts";
import type { AssessedCheck, AssessedList } from "../core/checklists/assess.ts";
import type { Evidence } from "../core/evidence/evidence.ts";
import type { Assessment } from "../engine/readiness/assessEnvironment.ts";
import type { ChecklistOutput } from "../protocol/checklistOutput.ts";

type Environment = ChecklistOutput["environments"][number];
type List = Environment["lists"][number];
type Check = List["groups"][number]["lines"][number]["checks"][number];

/** Assessments as `tidegate checklist --format json` prints them. */
export function checklistOutputOf(assessments: readonly Assessment[]): ChecklistOutput {
  return {
    environments: assessments.map(({ application, environment, production, lists }) => {
      return { application, environment, production, lists: lists.map(listOf) };
    }),
  };
}

function listOf({ list, count, groups }: AssessedList): List {
  return {
    id: list.id,
    title: list.title,
    count,
    groups: groups.map(({ group: { id, label }, count: own, lines }) => ({
      id,
      label,
      count: own,
      lines: lines.map(({ line, state, checks }) => {
        return { id: line.id, label: line.label, source: line.source, state, checks: checks.map(checkOf) };
      }),
    })),
  };
}

function checkOf({ id, label, state, sentence, evidence }: AssessedCheck): Check {
  return { id, label, state, message: sentence, evidence: evidence === undefined ? null : evidenceOf(evidence) };
}

function evidenceOf(evidence: Evidence): NonNullable<Check["evidence"]> {
  const { verdict, reason, source, collectedAt, attested, measure, places = [] } = evidence;
  return {
    verdict,
    reason,
    source,
    collectedAt: timestamp(collectedAt),
    attestedBy: attested?.by.name ?? null,
    measure: measure ?? null,
    places: places.map(({ path, line, about }) => ({ path, line: line ?? null, about: about ?? null })),
  };
}
