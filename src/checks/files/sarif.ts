import type { Location, Log, ReportingDescriptor, Result, Run } from "sarif";
import { ruleOf } from "../../core/rules/allRules.ts";
import type { FileFinding, Severity } from "./finding.ts";
import type { TextRange } from "./textEdit.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const LEVEL = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Severity, Result.level>;

/** Findings as SARIF 2.1.0, a run for each tool, as code scanning takes them. */
export function toSarif(findings: readonly FileFinding[], version: string): Log {
  const tools = [...new Set(["tidegate", ...findings.map(({ tool }) => tool)])];
  const runs = tools.map((tool) =>
    runOf(
      tool,
      findings.filter((one) => one.tool === tool),
      version,
    ),
  );
  return { $schema: SCHEMA, version: "2.1.0", runs };
}

function runOf(tool: string, findings: readonly FileFinding[], version: string): Run {
  const ids = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  const own = tool === "tidegate" ? { version } : {};
  const rules = ids.map((id) => descriptor(id, findings.find(({ rule }) => rule === id)?.url));
  return {
    tool: { driver: { name: tool, ...own, rules } },
    results: findings.map((finding) => resultOf(finding, ids.indexOf(finding.rule))),
    columnKind: "utf16CodeUnits",
  };
}

function descriptor(id: string, url: string | undefined): ReportingDescriptor {
  const rule = ruleOf(id);
  return {
    id,
    ...(rule !== undefined && { shortDescription: { text: rule.title }, fullDescription: { text: rule.why } }),
    ...(url !== undefined && { helpUri: url }),
  };
}

function resultOf({ rule, severity, file, range, message, related = [] }: FileFinding, ruleIndex: number): Result {
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVEL[severity],
    message: { text: message },
    locations: [locationOf(file, range)],
    ...(related.length > 0 && {
      relatedLocations: related.map((one) => ({ ...locationOf(one.file, one.range), message: { text: one.message } })),
    }),
  };
}

function locationOf(file: string, range: TextRange): Location {
  const wholeLine = range.endColumn >= Number.MAX_SAFE_INTEGER;
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" },
      region: {
        startLine: range.line,
        startColumn: range.column,
        endLine: range.endLine,
        ...(!wholeLine && { endColumn: range.endColumn }),
      },
    },
  };
}
