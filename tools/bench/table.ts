import { figureOf, type Measured } from "./figure.ts";

const HEAD = ["figure", "median", "p95", "reference", "ratio", "goal", ""];

/** The figures for a person: one a line, in columns. */
export function tableOf(measured: readonly Measured[]): string {
  const rows = [HEAD, ...measured.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function rowOf(one: Measured): string[] {
  const { name, unit, median, p95, reference, ratio, goal, holds } = figureOf(one);
  const count = one.samples.length;
  return [
    `${name} (${count} ${count === 1 ? "sample" : "samples"})`,
    `${median} ${unit}`,
    `${p95} ${unit}`,
    `${one.reference.name}: ${reference} ${unit}`,
    String(ratio),
    goal,
    goal === "none" ? "" : holds ? "holds" : "MISSED",
  ];
}
