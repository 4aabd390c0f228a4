import type { GitState } from "../../ports/git.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** Whether a commit stands for what is shipped. Undefined state: no work tree, or git is not there. */
export function judgeGitClean(state: GitState | undefined): Finding {
  if (state === undefined) {
    return inconclusive("NoWorkTree", "The workspace is in no git work tree, so nothing says what is shipped.");
  }
  const { head, changed } = state;
  if (head === undefined) return inconclusive("NoCommit", "There is no commit yet. Commit first.");
  const facts = { commit: head, changed: changed.length };
  if (changed.length > 0)
    return failed("Uncommitted", `${named(changed.map((file) => file.path))} not committed.`, facts);
  return passed("Clean", `Everything is committed in ${head.slice(0, 8)}.`, facts);
}

function named(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(", ");
  const more = paths.length - 3;
  if (paths.length === 1) return `${shown} is`;
  return more > 0 ? `${shown} and ${more} more are` : `${shown} are`;
}
