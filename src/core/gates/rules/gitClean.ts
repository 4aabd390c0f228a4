import { isRecordFile } from "../../run/recordPaths.ts";
import type { GitState } from "../../ports/git.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** Whether a commit stands for what is shipped. Files that Tidegate itself writes may wait to be committed. Undefined state: no work tree, or git is not there. */
export function judgeGitClean(state: GitState | undefined): Finding {
  if (state === undefined) {
    return inconclusive(
      "NoWorkTree",
      "The workspace is in no git work tree, so nothing says what is shipped. Put it under git and commit, then deploy again.",
    );
  }
  const { head, changed } = state;
  if (head === undefined) return inconclusive("NoCommit", "There is no commit yet. Commit first.");
  const facts = { commit: head, changed: changed.length };
  const [records, others] = parted(changed.map((file) => file.path));
  if (others.length > 0) return failed("Uncommitted", `${named(others)} not committed.`, facts);
  const waiting =
    records.length === 0 ? "" : ` ${named(records)} to be committed: what Tidegate itself wrote there is not shipped.`;
  return passed("Clean", `Everything is committed in ${head.slice(0, 8)}.${waiting}`, facts);
}

/** What Tidegate writes where a gate does not open must not be what shuts the gate the next time. */
function parted(paths: readonly string[]): readonly [readonly string[], readonly string[]] {
  return [paths.filter(isRecordFile), paths.filter((path) => !isRecordFile(path))];
}

function named(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(", ");
  const more = paths.length - 3;
  if (paths.length === 1) return `${shown} is`;
  return more > 0 ? `${shown} and ${more} more are` : `${shown} are`;
}
