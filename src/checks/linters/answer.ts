import * as z from "zod";
import { Fault, messageOf } from "../../base/result.ts";
import type { Severity } from "../files/finding.ts";
import type { TextRange } from "../files/textEdit.ts";

/** Reads a linter's JSON by its schema. Throws a `Fault` with reason `LinterAnswer` where it is something else. */
export function readAnswer<T>(linter: string, schema: z.ZodType<T>, output: string): T {
  try {
    return schema.parse(JSON.parse(output));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new Fault("LinterAnswer", `${linter} answered in a way that is not known: ${why.slice(0, 300)}`, {
      cause: error,
    });
  }
}

/** A whole line, or from a column on. Numbers that are missing or below 1 are the file's begin. */
export function rangeAt(line: number | null | undefined, column?: number | null, endLine?: number | null): TextRange {
  const first = Math.max(1, line ?? 1);
  const from = Math.max(1, column ?? 1);
  return { line: first, column: from, endLine: Math.max(first, endLine ?? first), endColumn: Number.MAX_SAFE_INTEGER };
}

const SEVERITIES: Readonly<Record<string, Severity>> = {
  critical: "error",
  high: "error",
  error: "error",
  medium: "warning",
  warning: "warning",
  unknown: "warning",
  low: "info",
  info: "info",
  informational: "info",
  style: "info",
  ignore: "info",
};

/** A linter's own word for how bad it is; one that is not known is a warning. */
export function severityOf(word: string | null | undefined): Severity {
  return SEVERITIES[(word ?? "").toLowerCase()] ?? "warning";
}
