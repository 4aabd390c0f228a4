import { describe } from "../description.ts";

/** What git says about the work tree. */
export const GIT_CHECKS = describe("git", {
  "git-clean": {
    label: "Git is clean",
    why: "What is shipped can be found again only if the work tree holds nothing uncommitted.",
    reads: "git status",
    source: "decision-path.md:41, 5",
  },
  "git-tagged": {
    label: "The commit has a version tag",
    why: "A version that people can name is one they can go back to.",
    reads: "tags of the commit that is checked out",
    source: "decision-path.md:41, 5",
  },
});
