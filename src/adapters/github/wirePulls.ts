import * as z from "zod";
import type { CommitPerson, PullCommit, PullRequest, PullReview } from "../../core/ports/github.ts";
import { maybeAccount, maybeText, moment } from "./wireAccount.ts";

export const pulls = z.array(
  z
    .object({
      number: z.number(),
      title: z.string(),
      html_url: z.string(),
      user: maybeAccount,
      state: z.string(),
      head: z.object({ sha: z.string() }),
      merged_at: maybeText,
      merge_commit_sha: maybeText,
    })
    .transform((pull): PullRequest => ({
      number: pull.number,
      title: pull.title,
      url: pull.html_url,
      author: pull.user,
      state: pull.state,
      head: pull.head.sha,
      merged: pull.merged_at !== undefined,
      mergeCommit: pull.merge_commit_sha,
    })),
);

export const pullReviews = z.array(
  z
    .object({
      user: maybeAccount,
      state: z.string(),
      commit_id: maybeText,
      submitted_at: moment,
      author_association: z.string(),
    })
    .transform((review): PullReview => ({
      by: review.user,
      state: review.state,
      commit: review.commit_id,
      at: review.submitted_at,
      association: review.author_association,
    })),
);

const gitPerson = z.object({ name: z.string().optional(), email: z.string().optional() }).nullable();

export const pullCommits = z.array(
  z
    .object({
      sha: z.string(),
      author: maybeAccount,
      committer: maybeAccount,
      commit: z.object({ author: gitPerson, committer: gitPerson, message: z.string() }),
    })
    .transform(({ sha, author, committer, commit }): PullCommit => ({
      sha,
      author: personOf(commit.author, author),
      committer: personOf(commit.committer, committer),
      message: commit.message,
    })),
);

function personOf(git: z.infer<typeof gitPerson>, account: CommitPerson["account"]): CommitPerson {
  return { name: git?.name, email: git?.email, account };
}
