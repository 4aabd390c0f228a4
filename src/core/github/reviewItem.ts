import type { InboxItem } from "../inbox/inboxItem.ts";
import type { GithubPlace } from "../ports/github.ts";
import { type PendingReview, reviewerName } from "./pendingReview.ts";

/** What waits on GitHub as an entry of the inbox. An attempt that is started anew is another request. */
export function reviewItem(review: PendingReview, place: GithubPlace, production: boolean): InboxItem {
  const { run, environment, mine, reviewers } = review;
  const { host, owner, repo } = place;
  const starter = run.triggeredBy?.login;
  return {
    id: `github ${host}/${owner}/${repo} ${run.id} ${run.attempt} ${environment}`,
    store: "github",
    heading: `${repo} → ${environment} ${run.title}`,
    message: messageOf(review),
    production,
    environment,
    ...(starter === undefined ? {} : { askedBy: starter }),
    since: run.createdAt,
    ...(reviewers.length === 0 ? {} : { given: { yes: 0, required: 1 } }),
    answers: mine.may ? ["approve", "reject"] : [],
    ...(mine.may ? {} : { objection: mine.message }),
    ...(/^https?:\/\//u.test(run.url) ? { url: run.url } : {}),
  };
}

function messageOf({ run, reviewers, rules }: PendingReview): string {
  const from = run.branch === undefined ? "" : ` of ${run.branch}`;
  const asked = reviewers.length === 0 ? "" : ` Any one of them may answer: ${reviewers.map(reviewerName).join(", ")}.`;
  const others = rules?.preventSelfReview === true ? " Who started it may not." : "";
  return `Run ${run.number} of ${run.workflow} waits with commit ${run.commit.slice(0, 12)}${from}.${asked}${others}`;
}
