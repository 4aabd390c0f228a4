import type { Cell, ComparedRow, Comparison, Stated } from "../core/profiles/comparison.ts";
import type { CompareOutput } from "../protocol/compareOutput.ts";

type Application = CompareOutput["applications"][number];
type Row = Application["rows"][number];
type Value = NonNullable<Row["cells"][number]["value"]>;

/** Comparisons as `tidegate compare --format json` prints them. */
export function compareOutputOf(comparisons: readonly Comparison[]): CompareOutput {
  return { applications: comparisons.map(applicationOf) };
}

function applicationOf({ application, environments, groups }: Comparison): Application {
  const names = environments.map(({ environment }) => environment);
  return {
    application,
    environments: environments.map(({ environment, profile }) => ({ environment, profile: profile ?? null })),
    rows: groups.flatMap(({ group, rows }) => rows.map((row) => rowOf(group, row, names))),
  };
}

function rowOf(group: string, row: ComparedRow, names: readonly string[]): Row {
  const { property, workload, label, difference, sentence, cells } = row;
  return {
    group,
    property,
    workload: workload ?? null,
    label,
    difference,
    message: sentence,
    cells: cells.map((cell, index) => cellOf(cell, names[index] ?? "")),
  };
}

function cellOf(cell: Cell, environment: string): Row["cells"][number] {
  return {
    environment,
    state: cell.state,
    value: cell.state === "known" ? valueOf(cell.stated) : null,
    live: cell.live === undefined ? null : valueOf(cell.live),
    why: cell.state === "unknown" ? cell.why : null,
  };
}

function valueOf({ text, amount, from }: Stated): Value {
  const place =
    from.kind === "config" || from.kind === "manifest" ? { file: from.place.file, line: from.place.line } : null;
  return { text, amount: amount ?? null, from: from.kind, place };
}
