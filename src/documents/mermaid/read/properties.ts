import { skip, skipLine, skipSpace, take, takeText } from "./cursor.ts";
import { type Draft, report } from "./draft.ts";

const PAIR = /([\w-]+)\s*:\s*(?:"([^"]*)"|'([^']*)'|([^,}\n]*))/y;
const PARTING = /[\s,]*/y;

/** Reads `shape: diam, label: "…"` up to the closing brace; whatever else it says is about looks. */
export function readProperties(draft: Draft, owner: string): { shape?: string; label?: string } {
  const begun = draft.at;
  const pairs = new Map<string, string>();
  skipSpace(draft);
  for (;;) {
    const pair = take(draft, PAIR);
    if (pair === undefined) break;
    pairs.set(pair[1] ?? "", pair[2] ?? pair[3] ?? (pair[4] ?? "").trim());
    skip(draft, PARTING);
  }
  if (!takeText(draft, "}")) {
    const message = `The braces of ${owner} are not closed. Write them as ${owner}@{ shape: rect, label: "…" }.`;
    report(draft, "UnclosedText", begun - 2, message);
    draft.at = begun;
    skipLine(draft);
  }
  const shape = pairs.get("shape");
  const label = pairs.get("label");
  return { ...(shape === undefined ? {} : { shape }), ...(label === undefined ? {} : { label }) };
}
