import { expect, test } from "vitest";
import type { PendingReview } from "../../../../src/core/github/pendingReview.ts";
import { reviewItem } from "../../../../src/core/github/reviewItem.ts";
import type { GithubEnvironment } from "../../../../src/core/ports/github.ts";
import { account, workflowRun } from "../../../support/github/facts.ts";

const PLACE = { api: "https://api.github.com", host: "github.com", owner: "acme", repo: "shop" };

function review(rules: Partial<GithubEnvironment> | undefined, over: Partial<PendingReview> = {}): PendingReview {
  const none = { waitMinutes: 0, reviewers: [], preventSelfReview: false, branches: "all", otherRules: [] } as const;
  return {
    run: workflowRun(),
    environment: "production",
    environmentId: 1,
    rules: rules && { name: "production", url: "https://github.com/acme/shop/deployments", ...none, ...rules },
    reviewers: [
      { kind: "person", account: account("ann") },
      { kind: "team", name: "Release", slug: "release" },
    ],
    mine: { may: true },
    waitsUntil: undefined,
    ...over,
  };
}

function rulesIn(rules: Partial<GithubEnvironment> | undefined): readonly string[] | undefined {
  return reviewItem(review(rules), PLACE, true).rules;
}

test("who may answer is part of why it waits", () => {
  expect(reviewItem(review({}), PLACE, true).message).toBe(
    "Run 12 of Deploy waits with commit aaaaaaaaaaaa of main. Any one of them may answer: ann, the team Release.",
  );
});

test.each<[Partial<GithubEnvironment>, string]>([
  [{ preventSelfReview: true }, "Who started the run may not answer."],
  [{ waitMinutes: 30 }, "Every deployment to production waits 30 min, also with an approval."],
  [{ branches: "protected" }, "Only protected branches are deployed to production."],
  [{ branches: "listed" }, "Only the branches and tags that production lists are deployed to it."],
  [{ otherRules: ["datadog"] }, "Beside it, production asks for its rule datadog."],
])("the rule %j is said", (rules, sentence) => {
  expect(rulesIn(rules)).toEqual([sentence]);
});

test("where there are no rules, or they may not be seen, none is said", () => {
  expect([rulesIn({}), rulesIn(undefined)]).toEqual([undefined, undefined]);
});

test("a wait says until when", () => {
  expect(reviewItem(review({}, { waitsUntil: 5000 }), PLACE, true).notBefore).toBe(5000);
});
