import type { FileFinding } from "./finding.ts";

/** By file, then from its first line to its last. */
export function byPlace(a: FileFinding, b: FileFinding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.range.line - b.range.line || a.range.column - b.range.column;
}
