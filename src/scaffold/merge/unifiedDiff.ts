import { createTwoFilesPatch } from "diff";

/** A unified diff of one file as `git diff` and `patch` read it; empty where both are the same. */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  if (before === after) return "";
  const from = before === undefined ? "/dev/null" : `a/${path}`;
  const patch = createTwoFilesPatch(from, `b/${path}`, before ?? "", after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/u, "");
}
