import { expect, test } from "vitest";
import { judgeChecks } from "../../../../src/core/github/checksVerdict.ts";
import { judgeCodeReview } from "../../../../src/core/github/codeReview.ts";
import { readChecks } from "../../../../src/engine/github/readChecks.ts";
import { readCodeReview } from "../../../../src/engine/github/readCodeReview.ts";
import { githubDouble, githubOn } from "../../../support/github/githubFor.ts";
import type { WorldPull } from "../../../support/github/world.ts";

const SHA = "a".repeat(40);
const CID = { name: "Cid Ray", email: "cid@example.com", login: "cid" };

function pull(over: Partial<WorldPull> = {}): WorldPull {
  return {
    number: 7,
    author: "cid",
    head: SHA,
    commits: [{ sha: SHA, author: CID }],
    reviews: [{ by: "ann", state: "APPROVED", commit: SHA, at: "2026-01-02T00:00:00Z" }],
    ...over,
  };
}

test("a review by another person passes", async () => {
  const double = await githubDouble();
  double.world.pulls.push(pull());
  const facts = await readCodeReview(githubOn(double), SHA);
  expect(judgeCodeReview(facts, 1)).toMatchObject({ verdict: "pass", facts: { approvals: 1, pullRequest: 7 } });
});

test("one by the author's second account, which shows the same name, does not", async () => {
  const double = await githubDouble();
  double.world.users.set("ann", { login: "ann", name: "Cid Ray" });
  double.world.pulls.push(pull());
  const facts = await readCodeReview(githubOn(double), SHA);
  expect(judgeCodeReview(facts, 1)).toMatchObject({ verdict: "fail", facts: { approvals: 0 } });
});

test("more than a page of reviews is read", async () => {
  const double = await githubDouble();
  const comments = Array.from({ length: 150 }, (_none, index) => {
    return { by: "bob", state: "COMMENTED" as const, commit: SHA, at: `2026-01-01T00:${10 + (index % 50)}:00Z` };
  });
  double.world.pulls.push(pull({ reviews: [...comments, ...pull().reviews] }));
  const facts = await readCodeReview(githubOn(double), SHA);
  expect(facts.pulls.items[0]?.reviews.items).toHaveLength(151);
  expect(judgeCodeReview(facts, 1).verdict).toBe("pass");
});

test("checks of a commit are read and judged", async () => {
  const double = await githubDouble();
  const { checkRuns, statuses } = double.world;
  checkRuns.push({ id: 1, sha: SHA, name: "test", suite: 9, status: "completed", conclusion: "success" });
  statuses.push({ sha: SHA, context: "deploy/preview", state: "failure" });
  const facts = await readChecks(githubOn(double), SHA);
  expect(judgeChecks(facts, ["test"]).verdict).toBe("pass");
  expect(judgeChecks(facts, [])).toMatchObject({ verdict: "fail", reason: "ChecksFailed" });
});
