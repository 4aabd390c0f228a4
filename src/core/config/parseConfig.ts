import { messageOf } from "../../base/result.ts";
import { type Config, configSchema } from "./config.ts";
import { type ConfigDiagnostic, FILE_START } from "./diagnostic.ts";
import { diagnoseIssue } from "./issues.ts";
import { type Source, readSource } from "./source.ts";
import { diagnoseSyntax } from "./syntax.ts";
import { warnings } from "./warnings.ts";

/** Characters of `tidegate.yaml` that are read. */
const MAX_CONFIG_LENGTH = 1024 * 1024;
const MAX_ALIASES = 50;

export interface ParsedConfig {
  /** Absent where there is an error. */
  readonly config?: Config;
  /** Errors and warnings in the order of the file. */
  readonly diagnostics: readonly ConfigDiagnostic[];
}

/** Reads `tidegate.yaml`. Never throws; whatever is wrong with the text is a diagnostic at its place. */
export function parseConfig(text: string): ParsedConfig {
  if (text.length > MAX_CONFIG_LENGTH) {
    const size = `${Math.ceil(text.length / 1024 / 1024)} MB`;
    return failed("too-large", `The file has ${size}; at most 1 MB is read. Is it another file under this name?`);
  }
  if (text.trim() === "") {
    return failed(
      "not-a-mapping",
      "The file is empty: begin with version: 1 and applications, or run Tidegate: Initialize.",
    );
  }
  try {
    return parseSource(readSource(text));
  } catch (error) {
    return failed("syntax", `The file cannot be read: ${messageOf(error).split("\n", 1)[0]}.`);
  }
}

function parseSource(source: Source): ParsedConfig {
  const broken = diagnoseSyntax(source);
  if (broken.length > 0) return { diagnostics: broken };
  const data: unknown = source.document.toJS({ maxAliasCount: MAX_ALIASES });
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    return failed("not-a-mapping", "The file is not a mapping: begin with version: 1 and applications.");
  }
  const parsed = configSchema.safeParse(data);
  if (!parsed.success) {
    return { diagnostics: inOrder(parsed.error.issues.flatMap((issue) => diagnoseIssue(issue, data, source))) };
  }
  return { config: parsed.data, diagnostics: inOrder(warnings(parsed.data, source)) };
}

function failed(code: ConfigDiagnostic["code"], message: string): ParsedConfig {
  return { diagnostics: [{ severity: "error", code, message, range: FILE_START }] };
}

function inOrder(diagnostics: readonly ConfigDiagnostic[]): readonly ConfigDiagnostic[] {
  return diagnostics.toSorted(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column,
  );
}
