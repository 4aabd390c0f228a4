import { describe, expect, test } from "vitest";
import { readReviews } from "../../../../src/engine/github/readReviews.ts";
import { githubDouble, githubOn } from "../../../support/github/githubFor.ts";
import { GONE_REVIEWER, type World } from "../../../support/github/world.ts";

const SHA = "a".repeat(40);

/** A run that waits for production, which Ann and the team of the platform may let go. */
function waiting(world: World): void {
  world.environments.set("production", {
    reviewers: ["ann", { team: "Platform Team", members: ["bob"] }],
    waitMinutes: 30,
    preventSelfReview: true,
    branches: "protected",
  });
  world.runs.push({
    id: 4001,
    sha: SHA,
    branch: "main",
    actor: "cid",
    status: "waiting",
    pending: ["production"],
    waitFrom: "2026-01-01T10:00:00Z",
    reviews: [],
  });
}

describe.each(["cloud", "enterprise"] as const)("GitHub, %s", (kind) => {
  test("tells who is signed in", async () => {
    const double = await githubDouble(kind);
    const me = await githubOn(double).me();
    expect(me).toMatchObject({ login: "ann", person: true, name: "Ann Lee", email: "ann@example.com" });
  });

  test("tells what a run waits for and by which rules", async () => {
    const double = await githubDouble(kind);
    waiting(double.world);
    const github = githubOn(double);
    const { items, complete } = await github.waitingRuns();
    expect(complete).toBe(true);
    expect(items).toMatchObject([
      { id: 4001, commit: SHA, branch: "main", status: "waiting", triggeredBy: { login: "cid" } },
    ]);
    const [pending] = await github.pendingDeployments(4001);
    expect(pending).toMatchObject({ environment: "production", waitMinutes: 30, mayApprove: true });
    expect(pending?.reviewers).toMatchObject([
      { kind: "person", account: { login: "ann" } },
      { kind: "team", name: "Platform Team", slug: "platform-team" },
    ]);
    expect(await github.environment("production")).toMatchObject({
      waitMinutes: 30,
      preventSelfReview: true,
      branches: "protected",
      otherRules: [],
    });
  });

  test("tells what waits also where a reviewer's account is gone, or an environment has lost its name", async () => {
    const double = await githubDouble(kind);
    waiting(double.world);
    const { environments, runs } = double.world;
    environments.get("production")!.reviewers = [GONE_REVIEWER, "ann"];
    environments.set("old", { reviewers: ["ann"], nameless: true, deleted: true });
    runs[0]!.pending.push("old");
    const github = githubOn(double);
    const [production, old] = await github.pendingDeployments(4001);
    expect(production?.reviewers).toMatchObject([{ kind: "person", account: { login: "ann" } }]);
    expect((await github.environment("production"))?.reviewers).toHaveLength(1);
    expect(old).toMatchObject({ id: undefined, environment: expect.stringMatching(/^#\d+$/u) as string });
    const { reviews } = await readReviews(github);
    expect(reviews.map(({ mine }) => mine.may || mine.reason)).toEqual([true, "EnvironmentGone"]);
  });

  test("takes an answer, which stands in the run's history", async () => {
    const double = await githubDouble(kind);
    waiting(double.world);
    const github = githubOn(double);
    const [pending] = await github.pendingDeployments(4001);
    await github.review(4001, { environments: [pending!.id!], state: "approved", comment: "Read the report." });
    expect(await github.pendingDeployments(4001)).toEqual([]);
    expect(await github.reviewsOfRun(4001)).toMatchObject([
      { state: "approved", environments: ["production"], by: { login: "ann" }, comment: "Read the report." },
    ]);
    expect((await github.run(4001)).status).toBe("in_progress");
  });

  test("tells the pull request of a commit, its reviews and who wrote it", async () => {
    const double = await githubDouble(kind);
    const author = { name: "Cid", email: "cid@example.com", login: "cid" };
    double.world.pulls.push({
      number: 7,
      author: "cid",
      head: SHA,
      mergeCommit: "b".repeat(40),
      merged: true,
      commits: [{ sha: SHA, author, committer: { name: "GitHub", email: "noreply@github.com" }, message: "One" }],
      reviews: [{ by: "ann", state: "APPROVED", commit: SHA, at: "2026-01-02T00:00:00Z" }],
    });
    const github = githubOn(double);
    expect((await github.pullsOf("b".repeat(40))).items).toMatchObject([
      { number: 7, author: { login: "cid" }, head: SHA, merged: true, mergeCommit: "b".repeat(40) },
    ]);
    expect((await github.reviewsOfPull(7)).items).toMatchObject([
      { by: { login: "ann" }, state: "APPROVED", commit: SHA, association: "MEMBER" },
    ]);
    expect((await github.commitsOfPull(7)).items).toMatchObject([
      { author: { name: "Cid", account: { login: "cid" } }, committer: { account: undefined }, message: "One" },
    ]);
    expect(await github.account("nobody")).toBeUndefined();
  });

  test("tells checks, suites and statuses of a commit", async () => {
    const double = await githubDouble(kind);
    const { world } = double;
    world.checkRuns.push({ id: 1, sha: SHA, name: "test", suite: 9, status: "completed", conclusion: "success" });
    world.checkSuites.push({ id: 9, sha: SHA, status: "completed", conclusion: "success", runs: 1 });
    world.statuses.push({ sha: SHA, context: "legacy", state: "pending" });
    const github = githubOn(double);
    expect((await github.checkRuns(SHA)).items).toMatchObject([
      { name: "test", app: "github-actions", suite: 9, status: "completed", conclusion: "success" },
    ]);
    expect((await github.checkSuites(SHA)).items).toMatchObject([{ id: 9, app: "github-actions", runs: 1 }]);
    expect((await github.statuses(SHA)).items).toEqual([{ context: "legacy", state: "pending", url: undefined }]);
  });

  test("reads lists to their end, and says so where they go on beyond the bound", async () => {
    const double = await githubDouble(kind);
    const { world } = double;
    for (let id = 0; id < 1001; id += 1) {
      world.checkRuns.push({ id, sha: SHA, name: `test ${id}`, suite: 9, status: "completed", conclusion: "success" });
    }
    const github = githubOn(double);
    const beyond = await github.checkRuns(SHA);
    expect([beyond.items.length, beyond.complete]).toEqual([1000, false]);
    world.checkRuns.pop();
    const whole = await github.checkRuns(SHA);
    expect([whole.items.length, whole.complete]).toEqual([1000, true]);
    expect(new Set(whole.items.map(({ id }) => id)).size).toBe(1000);
  });
});
