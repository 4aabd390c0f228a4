/** A place in a text: line and column, both from 0, columns in UTF-16 units, as editors count them. */
interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** What is wrong with `tidegate.yaml` at a place, in one sentence, with a way to mend it where there is one. */
export interface ConfigDiagnostic {
  /** An error makes the file unusable; a warning does not. */
  readonly severity: "error" | "warning";
  readonly code: ConfigDiagnosticCode;
  readonly message: string;
  readonly range: Range;
  readonly fix?: ConfigFix;
}

/** A change that mends a diagnostic: what it does, as a command, and the edit. */
export interface ConfigFix {
  readonly title: string;
  readonly edit: TextEdit;
}

/** Stable: tests, documentation and quick fixes name them. */
export type ConfigDiagnosticCode =
  | "too-large"
  | "syntax"
  | "duplicate-key"
  | "not-a-mapping"
  | "unknown-version"
  | "unknown-key"
  | "missing-key"
  | "wrong-type"
  | "bad-value"
  | "bad-duration"
  | "bad-name"
  | "approval-missing"
  | "nobody-can-approve"
  | "too-few-approvers"
  | "shared-target";

export const FILE_START: Range = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
