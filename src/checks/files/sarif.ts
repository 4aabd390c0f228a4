import type { Location, Log, ReportingDescriptor, Result, Run } from "sarif";
import { ruleOf } from "../../core/rules/allRules.ts";
import type { FileFinding, Severity } from "./finding.ts";
import { lineHashes } from "./lineHashes.ts";
import type { TextRange } from "./textEdit.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const LEVEL = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Severity, Result.level>;

/** What findings are told by beside themselves. */
export interface SarifParts {
  /** Tidegate's. */
  readonly version: string;
  /** The text of a file by its path; undefined where it is not known. */
  readonly textOf: (file: string) => string | undefined;
  /** Where the checked folder lies in its repository, such as `apps/shop`; empty where it is the repository. */
  readonly below: string;
}

/** A file's lines and what they are known by; of a file whose text is not known there are none. */
interface FileLines {
  readonly lines: readonly string[];
  readonly hashes: readonly string[];
}

type LinesOf = (file: string) => FileLines;

/**
 * Findings as SARIF 2.1.0, a run for each tool, as code scanning takes them: with everything that it calls required. See
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning.
 */
export function toSarif(findings: readonly FileFinding[], parts: SarifParts): Log {
  const tools = [...new Set(["tidegate", ...findings.map(({ tool }) => tool)])];
  const runs = tools.map((tool) =>
    runOf(
      tool,
      findings.filter((one) => one.tool === tool),
      parts,
    ),
  );
  return { $schema: SCHEMA, version: "2.1.0", runs };
}

function runOf(tool: string, findings: readonly FileFinding[], parts: SarifParts): Run {
  const { version } = parts;
  const linesOf = lineReader(parts);
  const ids = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  const own = tool === "tidegate" ? { version } : {};
  const rules = ids.map((id) => descriptor(tool, id, findings.find(({ rule }) => rule === id)?.url));
  return {
    tool: { driver: { name: tool, ...own, rules } },
    results: findings.map((finding) => resultOf(finding, ids.indexOf(finding.rule), parts.below, linesOf)),
    columnKind: "utf16CodeUnits",
  };
}

/** Each file is taken apart once. */
function lineReader({ textOf }: SarifParts): LinesOf {
  const known = new Map<string, FileLines>();
  return (file) => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const text = textOf(file);
    const read =
      text === undefined ? { lines: [], hashes: [] } : { lines: text.split(/\r\n?|\n/u), hashes: lineHashes(text) };
    known.set(file, read);
    return read;
  };
}

/** What another tool's rule says is told by its findings, and where it is explained. */
function descriptor(tool: string, id: string, url: string | undefined): ReportingDescriptor {
  const rule = ruleOf(id);
  const title = rule?.title ?? `${tool} ${id}`;
  const why = rule?.why ?? `A rule of ${tool}.`;
  const [named, linked] = [rule?.source.title ?? url ?? "", `[${rule?.source.title ?? id}](${url ?? ""})`];
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: {
      text: named === "" ? why : `${why} See ${named}.`,
      markdown: url === undefined ? why : `${why}\n\nSee ${linked}.`,
    },
    ...(url !== undefined && { helpUri: url }),
  };
}

function resultOf(
  { rule, severity, file, range, message, related = [] }: FileFinding,
  ruleIndex: number,
  below: string,
  linesOf: LinesOf,
): Result {
  const hash = linesOf(file).hashes[range.line - 1];
  const place = (at: string, where: TextRange): Location => locationOf(below, at, where, linesOf(at).lines);
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVEL[severity],
    message: { text: message },
    locations: [place(file, range)],
    ...(hash !== undefined && { partialFingerprints: { primaryLocationLineHash: hash } }),
    ...(related.length > 0 && {
      relatedLocations: related.map((one) => ({ ...place(one.file, one.range), message: { text: one.message } })),
    }),
  };
}

function locationOf(below: string, file: string, range: TextRange, lines: readonly string[]): Location {
  const wholeLine = range.endColumn >= Number.MAX_SAFE_INTEGER;
  const last = lines[range.endLine - 1];
  const endColumn = wholeLine && last !== undefined ? last.length + 1 : range.endColumn;
  const path = below === "" ? file : `${below}/${file}`;
  return {
    physicalLocation: {
      artifactLocation: { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" },
      region: {
        startLine: range.line,
        startColumn: range.column,
        endLine: range.endLine,
        ...(endColumn < Number.MAX_SAFE_INTEGER && { endColumn }),
      },
    },
  };
}
