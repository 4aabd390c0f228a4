import type { Fix } from "../../../src/checks/files/finding.ts";
import { applyEdits } from "../../../src/checks/files/mendAll.ts";

/** The text after a fix. */
export function applyFix(text: string, fix: Fix | undefined): string {
  return applyEdits(text, fix?.edits ?? []);
}
