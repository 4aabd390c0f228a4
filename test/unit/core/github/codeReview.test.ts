import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CodeReviewFacts, judgeCodeReview, type PullFacts } from "../../../../src/core/github/codeReview.ts";
import type { Finding } from "../../../../src/core/gates/finding.ts";
import { account, commit, HEAD, OLDER, page, pullFacts, pullRequest, review } from "../../../support/github/facts.ts";

function judge(facts: PullFacts, required = 1): Finding {
  return judgeCodeReview({ commit: HEAD, pulls: page([facts]) }, required);
}

function reasonOf(facts: PullFacts, required = 1): string {
  return judge(facts, required).reason;
}

describe("Who approves", () => {
  test("one other person is enough for one", () => {
    const finding = judge(pullFacts({ said: [review("ann")] }));
    expect(finding).toMatchObject({
      verdict: "pass",
      facts: { approvals: 1, required: 1, pullRequest: 7 },
      measure: { value: 1, bound: 1, good: "at-least", unit: "people" },
    });
    expect(finding.message).toBe("1 of 1 people other than its authors approved pull request 7.");
  });

  test("two are wanted and one is there", () => {
    expect(judge(pullFacts({ said: [review("ann")] }), 2)).toMatchObject({
      verdict: "fail",
      reason: "TooFewApprovals",
    });
  });

  test.each<[string, PullFacts]>([
    ["who opened it", pullFacts({ said: [review("cid")] })],
    ["who wrote a commit", pullFacts({ pull: pullRequest({ author: account("dee") }), said: [review("cid")] })],
    [
      "who committed what another wrote",
      pullFacts({
        commits: page([commit({ committer: { name: "Ann", email: "ann@x.org", account: account("ann") } })]),
        said: [review("ann")],
      }),
    ],
    [
      "a co-author by account",
      pullFacts({
        commits: page([commit({ message: "One\n\nCo-authored-by: Ann <12+ann@users.noreply.github.com>" })]),
        said: [review("ann")],
      }),
    ],
    [
      "a co-author by address",
      pullFacts({
        commits: page([commit({ message: "One\n\nco-authored-by: A. Lee <ANN@example.com>" })]),
        accounts: [account("ann", { email: "ann@example.com" })],
        said: [review("ann")],
      }),
    ],
    [
      "the author's second account, which shows the same name",
      pullFacts({ accounts: [account("cid-work", { name: "Cid  Ray" })], said: [review("cid-work")] }),
    ],
    [
      "an author whom GitHub does not know, by the address of an account",
      pullFacts({
        commits: page([commit({ author: { name: "Somebody", email: "ann@example.com", account: undefined } })]),
        accounts: [account("ann", { email: "Ann@Example.com" })],
        said: [review("ann")],
      }),
    ],
    ["a program", pullFacts({ said: [review("bot", { by: account("bot", { person: false }) })] })],
    ["somebody passing by", pullFacts({ said: [review("eve", { association: "NONE" })] })],
    ["somebody whose account is gone", pullFacts({ said: [review("eve", { by: undefined })] })],
  ])("%s does not count", (_who, facts) => {
    expect(judge(facts)).toMatchObject({ verdict: "fail", reason: "TooFewApprovals", facts: { approvals: 0 } });
  });

  test("two accounts of one person count as one", () => {
    const accounts = [account("ann", { name: "Ann Lee" }), account("ann-work", { name: "ann lee" })];
    const facts = pullFacts({ accounts, said: [review("ann"), review("ann-work")] });
    expect(judge(facts, 2)).toMatchObject({ verdict: "fail", facts: { approvals: 1 } });
  });

  test("who merged with GitHub's button made GitHub the committer, and nobody a suspect", () => {
    const byGithub = { name: "GitHub", email: "noreply@github.com", account: account("web-flow") };
    const facts = pullFacts({ commits: page([commit({ committer: byGithub })]), said: [review("ann")] });
    expect(reasonOf(facts)).toBe("Approved");
  });

  test("an author of no account may be any one of those who approved", () => {
    const unknown = { name: "Nobody", email: "n@example.org", account: undefined };
    const commits = page([commit({ author: unknown })]);
    expect(judge(pullFacts({ commits, said: [review("ann")] }))).toMatchObject({
      verdict: "inconclusive",
      reason: "UnknownAuthors",
    });
    expect(reasonOf(pullFacts({ commits, said: [review("ann"), review("bob")] }))).toBe("Approved");
  });

  test("a program that signs what it helped with is no author of doubt", () => {
    const commits = page([commit({ message: "One\n\nCo-Authored-By: Helper <noreply@helper.example>" })]);
    expect(reasonOf(pullFacts({ commits, said: [review("ann")] }))).toBe("Approved");
  });
});

describe("What was approved", () => {
  test("an approval of an older commit does not count", () => {
    const finding = judge(pullFacts({ said: [review("ann", { commit: OLDER })] }));
    expect(finding).toMatchObject({ verdict: "fail", reason: "TooFewApprovals" });
    expect(finding.message).toContain("1 approved an older commit");
  });

  test("nor does one of which GitHub forgot the commit", () => {
    expect(reasonOf(pullFacts({ said: [review("ann", { commit: undefined })] }))).toBe("TooFewApprovals");
  });

  test("the merged commit is what its last commit was", () => {
    const merged = pullRequest({ head: OLDER, merged: true, mergeCommit: HEAD });
    const facts = pullFacts({
      pull: merged,
      commits: page([commit({ sha: OLDER })]),
      said: [review("ann", { commit: OLDER })],
    });
    expect(reasonOf(facts)).toBe("Approved");
  });

  test("a commit in the middle of a pull request is a doubt", () => {
    const facts = pullFacts({ pull: pullRequest({ head: OLDER }), said: [review("ann", { commit: OLDER })] });
    expect(judge(facts)).toMatchObject({ verdict: "inconclusive", reason: "InsideOfPullRequest" });
  });

  test("what merging would make is not what was merged", () => {
    const facts = pullFacts({ pull: pullRequest({ head: OLDER, mergeCommit: HEAD }), said: [review("ann")] });
    expect(reasonOf(facts)).toBe("InsideOfPullRequest");
  });

  test("a commit that no pull request holds was reviewed by nobody", () => {
    expect(judgeCodeReview({ commit: HEAD, pulls: page([]) }, 1)).toMatchObject({
      verdict: "fail",
      reason: "NoPullRequest",
    });
  });

  test.each<[string, CodeReviewFacts, string]>([
    ["reviews", { commit: HEAD, pulls: page([pullFacts({ reviews: page([review("ann")], false) })]) }, "TooMany"],
    ["commits", { commit: HEAD, pulls: page([pullFacts({ commits: page([commit()], false) })]) }, "TooMany"],
    [
      "as many commits as GitHub tells at most",
      {
        commit: HEAD,
        pulls: page([pullFacts({ commits: page(Array.from({ length: 250 }, () => commit())), said: [review("ann")] })]),
      },
      "TooMany",
    ],
    ["pull requests", { commit: HEAD, pulls: page([pullFacts({ said: [review("ann")] })], false) }, "TooMany"],
    [
      "a push while it was read",
      { commit: HEAD, pulls: page([pullFacts({ commits: page([commit({ sha: OLDER })]), said: [review("ann")] })]) },
      "ChangedMeanwhile",
    ],
  ])("%s that are not all there are a doubt", (_what, facts, reason) => {
    expect(judgeCodeReview(facts, 1)).toMatchObject({ verdict: "inconclusive", reason });
  });
});

describe("The last word of everybody", () => {
  test.each<[string, readonly [string, number][], string]>([
    [
      "changes asked for, then a yes",
      [
        ["CHANGES_REQUESTED", 1],
        ["APPROVED", 2],
      ],
      "Approved",
    ],
    [
      "a yes, then changes asked for",
      [
        ["APPROVED", 1],
        ["CHANGES_REQUESTED", 2],
      ],
      "ChangesRequested",
    ],
    [
      "in whatever order it is told",
      [
        ["CHANGES_REQUESTED", 2],
        ["APPROVED", 1],
      ],
      "ChangesRequested",
    ],
    [
      "a comment after a yes leaves it",
      [
        ["APPROVED", 1],
        ["COMMENTED", 2],
      ],
      "Approved",
    ],
    [
      "a comment after asking for changes leaves it",
      [
        ["CHANGES_REQUESTED", 1],
        ["COMMENTED", 2],
      ],
      "ChangesRequested",
    ],
    [
      "a dismissed yes is none",
      [
        ["APPROVED", 1],
        ["DISMISSED", 2],
      ],
      "TooFewApprovals",
    ],
    ["dismissed changes are none", [["DISMISSED", 1]], "TooFewApprovals"],
  ])("%s", (_what, said, reason) => {
    expect(reasonOf(pullFacts({ said: said.map(([state, at]) => review("ann", { state, at })) }))).toBe(reason);
  });

  test("changes asked for by one block, whoever else approved, and on whatever commit", () => {
    const said = [review("ann"), review("bob"), review("dee", { state: "CHANGES_REQUESTED", commit: OLDER })];
    expect(judge(pullFacts({ said }))).toMatchObject({ verdict: "fail", reason: "ChangesRequested" });
  });

  test("in any pull request that holds the commit", () => {
    const pulls = page([
      pullFacts({ said: [review("ann")] }),
      pullFacts({ said: [review("bob", { state: "CHANGES_REQUESTED" })] }),
    ]);
    expect(judgeCodeReview({ commit: HEAD, pulls }, 1).reason).toBe("ChangesRequested");
  });
});

describe("Whatever is said", () => {
  const logins = ["ann", "bob", "cid", "dee"];
  const anyReview = fc.record({
    by: fc.option(
      fc.constantFrom(...logins).map((login) => account(login)),
      { nil: undefined },
    ),
    state: fc.constantFrom("APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING", "strange"),
    commit: fc.constantFrom(HEAD, OLDER, undefined),
    at: fc.option(fc.nat(20), { nil: undefined }),
    association: fc.constantFrom("MEMBER", "OWNER", "NONE", "CONTRIBUTOR"),
  });

  test("a pass has as many people as required who said yes to exactly this commit, and none of them wrote it", () => {
    fc.assert(
      fc.property(fc.array(anyReview, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (said, required) => {
        const finding = judge(pullFacts({ said }), required);
        if (finding.verdict !== "pass") return;
        const yes = said.filter((one) => one.state === "APPROVED" && one.commit === HEAD && one.by?.login !== "cid");
        expect(new Set(yes.flatMap(({ by }) => by?.login ?? [])).size).toBeGreaterThanOrEqual(required);
      }),
    );
  });

  test("one more author never turns a no or a doubt into a yes", () => {
    fc.assert(
      fc.property(fc.array(anyReview, { maxLength: 12 }), fc.constantFrom(...logins), (said, login) => {
        const more = page([commit(), commit({ author: { name: login, email: undefined, account: account(login) } })]);
        if (judge(pullFacts({ said, commits: more })).verdict !== "pass") return;
        expect(judge(pullFacts({ said })).verdict).toBe("pass");
      }),
    );
  });
});
