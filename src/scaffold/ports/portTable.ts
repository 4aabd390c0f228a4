/** A line of the table of ports. */
export interface PortRow {
  readonly service: string;
  readonly environment: string;
  /** Undefined where the port is fixed. */
  readonly variable: string | undefined;
  /** On the machine; undefined where it is not published. */
  readonly published: number | undefined;
  /** In its container. */
  readonly container: number;
}

const HEADINGS = ["Service", "Environment", "Variable", "Published", "Container"];

/** A Markdown table of ports, numbers to the right, by service and in the order of environments. */
export function portTable(rows: readonly PortRow[]): string {
  const cells = rows.map((row) => [
    cell(row.service),
    cell(row.environment),
    row.variable === undefined ? "" : `\`${row.variable}\``,
    row.published === undefined ? "" : String(row.published),
    String(row.container),
  ]);
  const lines = [HEADINGS, [":---", ":---", ":---", "---:", "---:"], ...cells];
  return lines.map((line) => `| ${line.join(" | ")} |\n`).join("");
}

function cell(text: string): string {
  return text.replaceAll(/[|\\`*_[\]<>]/gu, String.raw`\$&`).replaceAll(/\s+/gu, " ");
}
