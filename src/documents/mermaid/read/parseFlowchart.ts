import type { Flowchart } from "../flowchart.ts";
import { newDraft, report } from "./draft.ts";
import { readHead } from "./head.ts";
import { readStatement } from "./statement.ts";
import { endOpenSubgraphs } from "./subgraph.ts";

/** Characters of a flowchart that are read. */
const MAX_LENGTH = 8 * 1024 * 1024;

/**
 * Reads a Mermaid flowchart in one pass. Never throws: whatever is wrong is a finding at its place, and what can be
 * read around it is read. What Mermaid itself would forgive is forgiven.
 */
export function parseFlowchart(whole: string): Flowchart {
  const draft = newDraft(whole.slice(0, MAX_LENGTH));
  if (whole.length > MAX_LENGTH) {
    report(draft, "TooLarge", 0, "Only the first 8 MB are read. Part the flowchart in several.");
  }
  if (readHead(draft)) {
    while (draft.at < draft.text.length) readStatement(draft);
    endOpenSubgraphs(draft);
  }
  if (draft.arrowNote !== undefined) {
    report(
      draft,
      "UnusedNote",
      draft.arrowNote.at,
      "This note is about an arrow, and none stands behind it. Remove it.",
    );
  }
  return draft;
}
