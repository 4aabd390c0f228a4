import type { GitState } from "../../ports/git.ts";
import { list } from "../../run/words.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** A version as people write it in a tag, perhaps behind the name of a part: `v1.4.0`, `1.4.0-rc.1`, `web-1.4.0`. */
const VERSION_TAG = /(?:^|[-/@])v?\d+\.\d+(?:\.\d+)?(?:[-+][\w.-]+)?$/u;

/** Whether the commit that is shipped carries a version tag. Undefined state: no work tree, or git is not there. */
export function judgeGitTagged(state: GitState | undefined): Finding {
  if (state === undefined) {
    return inconclusive("NoWorkTree", "The workspace is in no git work tree, so no tag can name what is shipped.");
  }
  const { head, tags } = state;
  if (head === undefined) return inconclusive("NoCommit", "There is no commit yet that a tag could name.");
  if (tags === undefined) return inconclusive("NotRead", "The tags of the commit were not read.");
  const versions = tags.filter((tag) => VERSION_TAG.test(tag));
  const commit = head.slice(0, 8);
  if (versions.length > 0) return passed("Tagged", `${commit} is tagged ${list(versions)}.`, { commit: head });
  const others = tags.length === 0 ? "no tag" : `only the tags ${list(tags)}`;
  return failed("Untagged", `${commit} has ${others}. Tag it with its version, such as v1.4.0.`, { commit: head });
}
