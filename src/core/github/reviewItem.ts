import type { InboxItem } from "../inbox/inboxItem.ts";
import type { GithubPlace } from "../ports/github.ts";
import { type PendingReview, reviewerName } from "./pendingReview.ts";

/** What waits on GitHub as an entry of the inbox. An attempt that is started anew is another request. */
export function reviewItem(review: PendingReview, place: GithubPlace, production: boolean): InboxItem {
  const { run, environment, mine, reviewers, waitsUntil } = review;
  const { host, owner, repo } = place;
  const starter = run.triggeredBy?.login;
  const rules = rulesOf(review);
  return {
    id: `github ${host}/${owner}/${repo} ${run.id} ${run.attempt} ${environment}`,
    store: "github",
    heading: `${repo} → ${environment} ${run.title}`,
    message: messageOf(review),
    production,
    environment,
    ...(starter === undefined ? {} : { askedBy: starter }),
    since: run.createdAt,
    ...(waitsUntil === undefined ? {} : { notBefore: waitsUntil }),
    ...(reviewers.length === 0 ? {} : { given: { yes: 0, required: 1 } }),
    ...(rules.length === 0 ? {} : { rules }),
    answers: mine.may ? ["approve", "reject"] : [],
    ...(mine.may ? {} : { objection: mine.message }),
    ...(/^https?:\/\//u.test(run.url) ? { url: run.url } : {}),
  };
}

function messageOf({ run, reviewers }: PendingReview): string {
  const from = run.branch === undefined ? "" : ` of ${run.branch}`;
  return `Run ${run.number} of ${run.workflow} waits with commit ${run.commit.slice(0, 12)}${from}.${askedOf(reviewers)}`;
}

function askedOf(reviewers: PendingReview["reviewers"]): string {
  const names = reviewers.map(reviewerName);
  if (names.length === 0) return "";
  return names.length === 1 ? ` ${names[0]} may answer.` : ` Any one of them may answer: ${names.join(", ")}.`;
}

/** The rules of the environment, beside who may answer. */
function rulesOf({ environment, rules }: PendingReview): string[] {
  if (rules === undefined) return [];
  const { preventSelfReview, waitMinutes, branches, otherRules } = rules;
  return [
    ...(preventSelfReview ? ["Who started the run may not answer."] : []),
    ...(waitMinutes > 0 ? [`Every deployment to ${environment} waits ${waitMinutes} min, also with an approval.`] : []),
    ...(branches === "protected" ? [`Only protected branches are deployed to ${environment}.`] : []),
    ...(branches === "listed" ? [`Only the branches and tags that ${environment} lists are deployed to it.`] : []),
    ...otherRules.map((rule) => `Beside it, ${environment} asks for its rule ${rule}.`),
  ];
}
