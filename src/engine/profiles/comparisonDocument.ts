import { escapeMarkdown } from "../../base/escapeMarkdown.ts";
import type {
  Cell,
  ComparedGroup,
  ComparedRow,
  Comparison,
  Difference,
  Origin,
} from "../../core/profiles/comparison.ts";
import { PROFILES } from "../../core/profiles/profile.ts";
import { placeText } from "../../core/place.ts";

/** What the document says beside what was found, in the reader's language. */
export interface ComparisonWords {
  readonly title: (application: string) => string;
  readonly intro: string;
  readonly property: string;
  readonly surprising: string;
  readonly noSurprise: string;
  readonly details: string;
  readonly none: string;
  readonly unknown: string;
  readonly byDefault: string;
  readonly inCluster: (context: string) => string;
  readonly noProfile: string;
}

/** Marked by a sign as well: nothing hangs on colour. */
export const DIFFERENCE_MARKS: Readonly<Record<Difference, string>> = {
  same: "=",
  expected: "≠",
  surprising: "⚠",
  unknown: "?",
};

/** A comparison as Markdown: what is surprising, a table a group, and for each row why, and where each value stands. */
export function comparisonDocument(comparison: Comparison, words: ComparisonWords): string {
  const { application, environments, groups } = comparison;
  const surprising = groups.flatMap(({ rows }) => rows.filter(({ difference }) => difference === "surprising"));
  const found =
    surprising.length === 0
      ? words.noSurprise
      : surprising.map(({ label, sentence }) => `- ⚠ **${e(label)}**: ${e(aboutIt(sentence, label))}`).join("\n");
  const profiles = environments.map(({ environment, profile }) => {
    if (profile === undefined) return `- **${e(environment)}**: ${words.noProfile}`;
    const { label, purpose, source } = PROFILES[profile];
    return `- **${e(environment)}** (${e(label)}): ${e(purpose)} ${e(source)}`;
  });
  return `${[
    `# ${words.title(e(application))}`,
    words.intro,
    profiles.join("\n"),
    `## ${words.surprising}`,
    found,
    ...groups.map((group) => groupText(group, comparison, words)),
  ].join("\n\n")}\n`;
}

function groupText({ label, rows }: ComparedGroup, { environments }: Comparison, words: ComparisonWords): string {
  const names = environments.map(({ environment }) => environment);
  const head = ["", words.property, ...names];
  const table = [
    line(head.map(e)),
    line(head.map(() => "---")),
    ...rows.map((row) => {
      const cells = row.cells.map((cell) => e(cellText(cell, words)));
      return line([DIFFERENCE_MARKS[row.difference], e(row.label), ...cells]);
    }),
  ];
  const details = rows.map((row) => detailText(row, names, words));
  return [`## ${e(label)}`, table.join("\n"), `${words.details}\n\n${details.join("\n")}`].join("\n\n");
}

function detailText(
  { label, difference, sentence, cells }: ComparedRow,
  names: readonly string[],
  words: ComparisonWords,
): string {
  const origins = cells.map((cell, index) => `${e(names[index] ?? "")} ${originsOf(cell, words)}`);
  return `- ${DIFFERENCE_MARKS[difference]} **${e(label)}**: ${e(aboutIt(sentence, label))} ${origins.join("; ")}.`;
}

/** A sentence without the label that stands before it already. */
function aboutIt(sentence: string, label: string): string {
  return sentence.replaceAll(`${label}: `, "");
}

/** A cell as words: `3`, `3 · live 4`, `none`, `not known`. */
export function cellText(cell: Cell, words: Pick<ComparisonWords, "none" | "unknown">): string {
  if (cell.state === "none") return words.none;
  if (cell.state === "unknown") return words.unknown;
  const { stated, live } = cell;
  return live === undefined || live.text === stated.text ? stated.text : `${stated.text} · live ${live.text}`;
}

function originsOf(cell: Cell, words: ComparisonWords): string {
  if (cell.state !== "known") return cell.state === "none" ? words.none : e(cell.why);
  const from = [cell.stated, ...(cell.live === undefined ? [] : [cell.live])].map((one) => originText(one.from, words));
  return [...new Set(from)].join(", ");
}

function originText(origin: Origin, words: ComparisonWords): string {
  switch (origin.kind) {
    case "config":
    case "manifest":
      return `\`${placeText(origin.place).replaceAll(/[`\r\n]/gu, "")}\``;
    case "cluster":
      return e(words.inCluster(origin.context));
    case "default":
      return words.byDefault;
  }
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

const e = escapeMarkdown;
