import { describe, expect, test } from "vitest";
import { reasonOf } from "../../../../src/base/result.ts";
import { answerReview, type ReviewAnswer } from "../../../../src/engine/github/answerReview.ts";
import { readReviews } from "../../../../src/engine/github/readReviews.ts";
import type { GithubDouble } from "../../../support/github/githubDouble.ts";
import { githubDouble, githubOn } from "../../../support/github/githubFor.ts";
import type { WorldEnvironment, WorldRun } from "../../../support/github/world.ts";

const SHA = "a".repeat(40);
const ANSWER: ReviewAnswer = { run: 4001, environment: "production", state: "approved", comment: "Read." };

interface Setting {
  readonly environment?: Partial<WorldEnvironment>;
  readonly run?: Partial<WorldRun>;
}

/** A run of Cid's that waits for production, which Ann may let go. */
async function waiting({ environment, run }: Setting = {}): Promise<GithubDouble> {
  const double = await githubDouble();
  const { world } = double;
  world.users.set("cid", { login: "cid", name: "Cid Ray" });
  world.environments.set("production", { reviewers: ["ann"], ...environment });
  const cids = { id: 4001, sha: SHA, branch: "main", actor: "cid", status: "waiting" };
  world.runs.push({ ...cids, pending: ["production"], reviews: [], ...run });
  return double;
}

async function refusal(double: GithubDouble, answer: Partial<ReviewAnswer> = {}): Promise<unknown> {
  return answerReview(githubOn(double), { ...ANSWER, ...answer }).then(
    () => "taken",
    (error: unknown) => error,
  );
}

describe("What waits", () => {
  test("is told with its rules and with whether this person may answer", async () => {
    const double = await waiting({ environment: { preventSelfReview: true, waitMinutes: 5 } });
    double.world.runs.push({ ...double.world.runs[0]!, id: 4002, actor: "ann", reviews: [] });
    const { reviews, complete } = await readReviews(githubOn(double));
    expect(complete).toBe(true);
    expect(reviews).toMatchObject([
      { run: { id: 4001 }, environment: "production", mine: { may: true }, rules: { preventSelfReview: true } },
      { run: { id: 4002 }, mine: { may: false, reason: "SelfReview" } },
    ]);
  });

  test("whoever started the run under a second account with the same name may not let it go", async () => {
    const double = await waiting({ environment: { preventSelfReview: true }, run: { actor: "ann-work" } });
    double.world.users.set("ann-work", { login: "ann-work", name: "Ann Lee" });
    const { reviews } = await readReviews(githubOn(double));
    expect(reviews[0]?.mine).toMatchObject({ may: false, reason: "SelfReview" });
    expect(reasonOf(await refusal(double))).toBe("SelfReview");
    expect(double.world.runs[0]?.reviews).toEqual([]);
  });

  test("a half-deleted environment is shown as that, and the others beside it are as they are", async () => {
    const double = await waiting({ run: { pending: ["gone", "production"] } });
    double.world.environments.set("gone", { reviewers: ["ann"], deleted: true });
    const { reviews } = await readReviews(githubOn(double));
    expect(reviews.map(({ environment, mine }) => [environment, mine.may || mine.reason])).toEqual([
      ["gone", "EnvironmentGone"],
      ["production", true],
    ]);
    expect(reasonOf(await refusal(double, { environment: "gone" }))).toBe("EnvironmentGone");
  });

  test("in a run of which another job runs meanwhile", async () => {
    const double = await waiting({ run: { status: "in_progress" } });
    const { reviews } = await readReviews(githubOn(double));
    expect(reviews).toMatchObject([{ environment: "production", mine: { may: true } }]);
    expect(await refusal(double)).toBe("taken");
  });

  test("nothing, where nothing waits: two requests are enough to know", async () => {
    const double = await githubDouble();
    expect(await readReviews(githubOn(double))).toEqual({ reviews: [], complete: true });
    expect(double.seen).toHaveLength(2);
  });

  test("more runs than are read are said", async () => {
    const double = await waiting();
    const [run] = double.world.runs;
    for (let id = 1; id <= 30; id += 1) double.world.runs.push({ ...run!, id, reviews: [] });
    const { reviews, complete } = await readReviews(githubOn(double));
    expect([reviews.length, complete]).toEqual([30, false]);
  });
});

describe("An answer", () => {
  test.each(["approved", "rejected"] as const)("%s, with what was said", async (state) => {
    const double = await waiting();
    expect(await refusal(double, { state })).toBe("taken");
    expect(double.world.runs[0]?.reviews).toEqual([
      { state, environments: ["production"], by: "ann", comment: "Read." },
    ]);
  });

  test("is given for what was seen: another commit or attempt is not what was said yes to", async () => {
    const double = await waiting();
    expect(reasonOf(await refusal(double, { commit: "b".repeat(40) }))).toBe("ChangedSince");
    expect(reasonOf(await refusal(double, { commit: SHA, attempt: 2 }))).toBe("ChangedSince");
    expect(await refusal(double, { commit: SHA, attempt: 1 })).toBe("taken");
  });

  test.each<[string, (run: WorldRun) => void, RegExp]>([
    [
      "answered by somebody else meanwhile",
      (run) => {
        run.reviews.push({ state: "approved", environments: ["production"], by: "bob", comment: "" });
        Object.assign(run, { pending: [], status: "in_progress" });
      },
      /bob has approved production of run 1 already/,
    ],
    [
      "cancelled meanwhile",
      (run) => void Object.assign(run, { pending: [], status: "completed", conclusion: "cancelled" }),
      /Run 1 has ended \(cancelled\)/,
    ],
    ["does not wait for it", (run) => void (run.pending = ["staging"]), /does not wait for production/],
  ])("%s", async (_what, change, sentence) => {
    const double = await waiting();
    change(double.world.runs[0]!);
    const fault = await refusal(double);
    expect(reasonOf(fault)).toBe("NotWaiting");
    expect(fault).toHaveProperty("message", expect.stringMatching(sentence));
  });

  test("answered by somebody else between the last look and the answer", async () => {
    const double = await waiting();
    const github = githubOn(double);
    const late = {
      ...github,
      review: (...given: Parameters<typeof github.review>) => {
        const [run] = double.world.runs;
        run!.reviews.push({ state: "rejected", environments: ["production"], by: "bob", comment: "" });
        Object.assign(run!, { pending: [], status: "completed", conclusion: "failure" });
        return github.review(...given);
      },
    };
    await expect(answerReview(late, ANSWER)).rejects.toThrow("bob has rejected production of run 1 already.");
  });

  test("of somebody who is not asked is not even sent", async () => {
    const double = await waiting({ environment: { reviewers: ["bob", { team: "Platform", members: ["dee"] }] } });
    expect(reasonOf(await refusal(double))).toBe("NotReviewer");
    expect(double.seen.every(({ method }) => method === "GET")).toBe(true);
  });

  test("for a run that there is not", async () => {
    const double = await waiting();
    expect(reasonOf(await refusal(double, { run: 5 }))).toBe("Gone");
  });
});
