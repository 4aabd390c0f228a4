/** `node tools/detectionTable.ts`: writes the right answers of the detectors into `docs/detection.md`. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Mark, FACTS } from "./baselines/answers.ts";
import { compareDetectors, type Compared, type Score, scoreOf, TOOLS } from "./baselines/compare.ts";
import { installBaselines } from "./baselines/install.ts";
import { root } from "./bootstrap.mjs";

const FILE = join(root, "docs", "detection.md");
const BEGIN = "<!-- made by tools/detectionTable.ts: begin -->";
const END = "<!-- end -->";

const compared = await compareDetectors(await installBaselines());
const before = await readFile(FILE, "utf8");
const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)];
if (from === -1 || to < from)
  throw new Error(`${FILE} has no place for the table: put "${BEGIN}" and "${END}" into it.`);
await writeFile(FILE, `${before.slice(0, from)}${BEGIN}\n\n${sections(compared)}\n${before.slice(to)}`);

function sections(all: readonly Compared[]): string {
  const byFact = [
    ["fact", ...TOOLS],
    ...FACTS.map((fact) => [fact, ...TOOLS.map((tool) => scoreText(scoreOf(all, tool, fact)))]),
    ["all", ...TOOLS.map((tool) => scoreText(scoreOf(all, tool)))],
  ];
  const byApplication = [
    ["application", ...FACTS],
    ...all.map(({ workspace, path, marks }) => [
      path === "." ? workspace : `${workspace}: ${path}`,
      ...FACTS.map((fact) => TOOLS.map((tool) => sign(marks[tool][fact])).join(" ")),
    ]),
  ];
  return `${tableOf(byFact)}\nEach application, ${TOOLS.join(", ")} in this order: ✓ right, ✗ wrong, – not asked.\n\n${tableOf(byApplication)}`;
}

function scoreText({ right, asked }: Score): string {
  return asked === 0 ? "–" : `${right} of ${asked}`;
}

function sign(mark: Mark): string {
  return mark === undefined ? "–" : { right: "✓", wrong: "✗" }[mark];
}

function tableOf(rows: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = rows.map((row) => `| ${row.join(" | ")} |`);
  const line = `|${"---|".repeat(rows[0]?.length ?? 0)}`;
  return `${[head, line, ...rest].join("\n")}\n`;
}
