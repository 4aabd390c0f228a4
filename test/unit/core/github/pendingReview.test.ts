import { describe, expect, test } from "vitest";
import { type MayReview, type PendingFacts, pendingReviews } from "../../../../src/core/github/pendingReview.ts";
import type { GithubEnvironment, PendingDeployment, Reviewer } from "../../../../src/core/ports/github.ts";
import { account, workflowRun } from "../../../support/github/facts.ts";

const ann: Reviewer = { kind: "person", account: account("ann") };
const team: Reviewer = { kind: "team", name: "Platform", slug: "platform" };

function pending(over: Partial<PendingDeployment> = {}): PendingDeployment {
  return {
    id: 1,
    environment: "production",
    waitMinutes: 0,
    waitFrom: undefined,
    mayApprove: true,
    reviewers: [ann],
    ...over,
  };
}

function rules(over: Partial<GithubEnvironment> = {}): GithubEnvironment {
  return {
    name: "production",
    url: "https://github.com/acme/shop/deployments",
    waitMinutes: 0,
    reviewers: [ann],
    preventSelfReview: false,
    branches: "all",
    otherRules: [],
    ...over,
  };
}

function mine(one: PendingDeployment, over: Partial<PendingFacts> = {}): MayReview {
  const environments = new Map([["production", rules()]]);
  const facts = { run: workflowRun(), pending: [one], environments, me: account("ann"), starters: [account("cid")] };
  return pendingReviews({ ...facts, ...over })[0]!.mine;
}

describe("Whether this person may answer", () => {
  test("where GitHub says so", () => {
    expect(mine(pending())).toEqual({ may: true });
  });

  test("where the rules may not be seen, GitHub's word is enough", () => {
    expect(mine(pending(), { environments: new Map() })).toEqual({ may: true });
  });

  test.each<[string, MayReview, RegExp]>([
    ["NotWaiting", mine(pending(), { run: workflowRun({ status: "completed" }) }), /has ended/],
    ["EnvironmentGone", mine(pending(), { environments: new Map([["production", undefined]]) }), /was deleted.*anew/],
    ["EnvironmentGone", mine(pending({ id: undefined })), /was deleted/],
    [
      "NotReviewer",
      mine(pending({ mayApprove: false, reviewers: [ann, team] }), { me: account("dan") }),
      /ann, the team Platform/,
    ],
    [
      "NotReviewer",
      mine(pending({ mayApprove: false })),
      /lists you, but GitHub takes no answer of yours for this run/,
    ],
    [
      "SelfReview",
      mine(pending({ mayApprove: false }), { environments: new Map(), starters: [account("ann")] }),
      /lists you, but .*: you started the run\. Ask another/,
    ],
    ["NobodyAsked", mine(pending({ mayApprove: false, reviewers: [] })), /another rule/],
    [
      "NobodyAsked",
      mine(pending({ mayApprove: false, reviewers: [], waitMinutes: 30, waitFrom: 0 })),
      /its wait of 30 min until 1970-01-01T00:30:00.000Z/,
    ],
  ])("no: %s", (reason, verdict, message) => {
    expect(verdict).toMatchObject({ may: false, reason });
    expect(verdict).toHaveProperty("message", expect.stringMatching(message));
  });

  describe("where who started the run may not let it go", () => {
    const environments = new Map([["production", rules({ preventSelfReview: true })]]);

    test("somebody else may", () => {
      expect(mine(pending(), { environments })).toEqual({ may: true });
    });

    test.each<[string, PendingFacts["starters"], PendingFacts["me"]]>([
      ["under the same account", [account("ann")], account("ann")],
      ["whoever started it first", [account("cid"), account("ann")], account("ann")],
      [
        "under a second account with the same name",
        [account("ann2", { name: "Ann Lee" })],
        account("ann", { name: "ann lee" }),
      ],
      [
        "under a second account with the same address",
        [account("ann2", { email: "ann@example.com" })],
        account("ann", { name: "A. L.", email: "Ann@example.com" }),
      ],
    ])("they may not, %s, whatever GitHub says", (_how, starters, me) => {
      expect(mine(pending(), { environments, starters, me })).toMatchObject({ may: false, reason: "SelfReview" });
    });

    test("and may where the environment does not mind", () => {
      expect(mine(pending(), { starters: [account("ann")] })).toEqual({ may: true });
    });
  });
});

test("a wait ends when its minutes have gone by", () => {
  const one = pending({ waitMinutes: 30, waitFrom: 60_000 });
  const environments = new Map<string, GithubEnvironment | undefined>();
  const [review] = pendingReviews({
    run: workflowRun(),
    pending: [one],
    environments,
    me: account("ann"),
    starters: [],
  });
  expect(review?.waitsUntil).toBe(31 * 60_000);
});
