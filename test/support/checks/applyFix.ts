import type { Fix } from "../../../src/checks/files/finding.ts";

/** The text after a fix. */
export function applyFix(text: string, fix: Fix | undefined): string {
  const edits = [...(fix?.edits ?? [])].toReversed();
  return edits.reduce((changed, { range, text: put }) => {
    const from = offsetOf(changed, range.line, range.column);
    const to = offsetOf(changed, range.endLine, range.endColumn);
    return changed.slice(0, from) + put + changed.slice(to);
  }, text);
}

function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return before + column - 1;
}
