import type { Cell, ComparedGroup, ComparedRow, Comparison, EnvironmentFacts } from "./comparison.ts";
import { explain, placedIn } from "./explain.ts";
import { PROPERTIES, PROPERTY_GROUPS, PROPERTY_IDS, type PropertyGroup, type PropertyId } from "./properties.ts";

/** Puts the environments of an application side by side: one row a property, one a workload where it is about those. */
export function compare(application: string, environments: readonly EnvironmentFacts[]): Comparison {
  const rows = PROPERTY_IDS.flatMap((property) => rowsOf(property, environments));
  const groups = (Object.keys(PROPERTY_GROUPS) as PropertyGroup[]).map((group): ComparedGroup => ({
    group,
    label: PROPERTY_GROUPS[group],
    rows: rows.filter((row) => PROPERTIES[row.property].group === group),
  }));
  return {
    application,
    environments: environments.map(({ environment, profile }) => ({ environment, profile })),
    groups: groups.filter((group) => group.rows.length > 0),
  };
}

function rowsOf(property: PropertyId, environments: readonly EnvironmentFacts[]): ComparedRow[] {
  const facts = environments.flatMap((one) => one.facts.filter((fact) => fact.property === property));
  // What nobody knows anything of and nobody misses is no row.
  const telling = facts.some(({ cell }) => cell.state !== "none" || cell.live !== undefined);
  const isMissed = PROPERTIES[property].expected !== undefined;
  if (facts.length === 0 || (!telling && !isMissed)) return [];
  const workloads = [...new Set(facts.map(({ workload }) => workload))];
  return workloads.map((workload) => rowOf(property, workload, environments));
}

function rowOf(
  property: PropertyId,
  workload: string | undefined,
  environments: readonly EnvironmentFacts[],
): ComparedRow {
  const { label: name } = PROPERTIES[property];
  const label = workload === undefined ? name : `${workload} ${name}`;
  const cellOf = ({ facts }: EnvironmentFacts): Cell =>
    facts.find((fact) => fact.property === property && fact.workload === workload)?.cell ?? { state: "none" };
  const placed = placedIn(environments, cellOf);
  return {
    property,
    ...(workload === undefined ? {} : { workload }),
    label,
    cells: placed.map(({ cell }) => cell),
    ...explain(PROPERTIES[property], label, placed),
  };
}
