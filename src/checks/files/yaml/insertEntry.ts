import type { TextEdit } from "../textEdit.ts";
import type { YamlPart } from "./yamlText.ts";
import type { Step } from "../../../core/read/value.ts";

/**
 * Puts lines before the first entry of a block mapping, at its column; undefined where there is no such mapping.
 * Lines are written without indentation of their own begin.
 */
export function beforeFirstEntry(
  part: YamlPart,
  path: readonly Step[],
  lines: readonly string[],
): TextEdit | undefined {
  const at = part.entries(...path);
  if (at === undefined) return undefined;
  const indent = " ".repeat(at.column - 1);
  const text = `${lines.join(`\n${indent}`)}\n${indent}`;
  return { range: { line: at.line, column: at.column, endLine: at.line, endColumn: at.column }, text };
}
