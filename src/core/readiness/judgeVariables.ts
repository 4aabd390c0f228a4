import type { EvidencePlace } from "../evidence/evidence.ts";
import { failed, type Finding, inconclusive, passed } from "../gates/finding.ts";

/** A variable that the application needs, and where it is set. Names only: values are nobody's business here. */
export interface NeededVariable {
  readonly name: string;
  /** Where it is asked for. */
  readonly places: readonly EvidencePlace[];
  /** Workloads that do not set it, by name. */
  readonly missingIn: readonly string[];
  /** Workloads that may set it by way of an object that is not in the workspace. */
  readonly unknownIn: readonly string[];
  /** Whether it is set here: in this process, or in a file of variables. */
  readonly here: boolean;
  /** Whether the example file names it; undefined where there is no such file. */
  readonly inExample: boolean | undefined;
}

/** Whether every variable is set. `workloads`: how many were found in the workspace that tell. */
export function judgeVariables(needed: readonly NeededVariable[], workloads: number): Finding {
  if (needed.length === 0) return passed("NothingNeeded", "The application needs no variable to be set.");
  const missing = needed.filter((one) => (workloads > 0 ? one.missingIn.length > 0 : !one.here));
  if (missing.length > 0) {
    const names = missing.map((one) => nameOf(one, workloads));
    const where = workloads > 0 ? "by the workloads" : "here, and no workload of the workspace sets them";
    const message = `Not set ${where}: ${names.join(", ")}.${exampleClause(missing)}`;
    return { ...failed("VariablesMissing", message, counts(needed, missing.length)), ...placesOf(missing) };
  }
  const unknown = needed.filter((one) => one.unknownIn.length > 0);
  if (unknown.length > 0) {
    const names = unknown.map(({ name, unknownIn }) => `${name} (${unknownIn.join(", ")})`).join(", ");
    const message = `It cannot be told whether these are set, as they may come from a ConfigMap or Secret that is not in the workspace: ${names}.`;
    return { ...inconclusive("VariablesUnknown", message), ...placesOf(unknown) };
  }
  const names = needed.map(({ name }) => name).join(", ");
  const where = workloads > 0 ? `by ${workloads === 1 ? "the workload" : `${workloads} workloads`}` : "here";
  const message = `All that it needs is set ${where}: ${names}.${exampleClause(needed)}`;
  return passed("VariablesSet", message, counts(needed, 0));
}

function nameOf({ name, missingIn }: NeededVariable, workloads: number): string {
  return workloads > 1 ? `${name} (${missingIn.join(", ")})` : name;
}

/** Who sets the application up anew reads the example: what it does not name is forgotten. */
function exampleClause(variables: readonly NeededVariable[]): string {
  const unnamed = variables.filter(({ inExample }) => inExample === false).map(({ name }) => name);
  return unnamed.length === 0 ? "" : ` The example of variables does not name ${unnamed.join(", ")}.`;
}

function counts(needed: readonly NeededVariable[], missing: number): Readonly<Record<string, number>> {
  return { needed: needed.length, missing };
}

function placesOf(variables: readonly NeededVariable[]): { readonly places?: readonly EvidencePlace[] } {
  const places = variables.flatMap((one) => one.places.slice(0, 1)).slice(0, 20);
  return places.length === 0 ? {} : { places };
}
