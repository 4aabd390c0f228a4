import { describe, expect, onTestFinished, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { Emitter } from "../../../../src/base/event.ts";
import { openReviews } from "../../../../src/engine/github/githubReviews.ts";
import { reviewsInbox } from "../../../../src/engine/github/reviewsInbox.ts";
import { GithubSource } from "../../../../src/host/github/githubSource.ts";
import type { GithubDouble } from "../../../support/github/githubDouble.ts";
import { githubDouble, githubOn } from "../../../support/github/githubFor.ts";

interface Opened {
  readonly double: GithubDouble;
  readonly source: GithubSource;
  /** Signs somebody in, or out with nothing. */
  readonly sign: (token: string | undefined) => void;
  readonly problems: unknown[];
}

/** The source on a double, with a folder of the workspace, and a run that waits for production. */
async function opened(folders: readonly string[] = ["/shop"], enterprise?: string): Promise<Opened> {
  const double = await githubDouble();
  double.world.environments.set("production", { reviewers: ["ann"] });
  const run = { id: 4001, sha: "a".repeat(40), branch: "main", actor: "cid", status: "waiting" };
  double.world.runs.push({ ...run, pending: ["production"], reviews: [] });
  const sessions = new Emitter<void>();
  const clock = new ManualClock();
  let token: string | undefined;
  const problems: unknown[] = [];
  const source = new GithubSource({
    part: async () => ({
      placeIn: async (folder) => (folder === "/elsewhere" ? undefined : double.place),
      openReviews: (place, asked, isProduction) =>
        reviewsInbox(
          openReviews(githubOn(double, { clock, token: asked }), clock, () => 0),
          place,
          isProduction,
        ),
    }),
    folders: () => folders,
    isProduction: (environment) => environment === "production",
    enterprise: () => enterprise ?? double.place.host,
    token: async (provider) => (provider === "github-enterprise" ? token : undefined),
    onSession: sessions.event,
    onError: (error) => problems.push(error),
  });
  onTestFinished(() => source.dispose());
  const sign = (value: string | undefined): void => {
    token = value;
    sessions.fire();
  };
  return { double, source, sign, problems };
}

async function until(wanted: () => boolean): Promise<void> {
  while (!wanted()) await new Promise(setImmediate);
}

async function moments(): Promise<void> {
  for (let moment = 0; moment < 20; moment += 1) await new Promise(setImmediate);
}

describe("Reviews on GitHub in the inbox", () => {
  test("nobody is asked before somebody looks, nor where nobody is signed in, who is told that they could be", async () => {
    const { double, source, sign } = await opened();
    sign("token-of-ann");
    await moments();
    expect(double.seen).toHaveLength(0);
    sign(undefined);
    source.look(true);
    await moments();
    expect([double.seen.length, source.items, source.problems]).toEqual([0, [], []]);
    expect(source.signIn).toEqual({ provider: "github-enterprise", refused: false });
  });

  test("a sign-in for one server goes to no other", async () => {
    const { double, source, sign } = await opened(["/shop"], "git.example.com");
    source.look(true);
    sign("token-of-ann");
    await moments();
    expect([double.seen.length, source.items, source.problems, source.signIn]).toEqual([0, [], [], undefined]);
  });

  test("who signs in sees what waits", async () => {
    const { source, sign } = await opened();
    source.look(true);
    await moments();
    sign("token-of-ann");
    await until(() => source.items.length > 0);
    expect(source.items).toMatchObject([
      {
        store: "github",
        heading: "shop → production Release 4001",
        production: true,
        environment: "production",
        askedBy: "cid",
        answers: ["approve", "reject"],
      },
    ]);
    expect(source.items[0]?.message).toBe("Run 1 of Deploy waits with commit aaaaaaaaaaaa of main. ann may answer.");
  });

  test("an answer is given on GitHub, and the list is read anew", async () => {
    const { double, source, sign } = await opened();
    sign("token-of-ann");
    source.look(true);
    await until(() => source.items.length > 0);
    await source.answer(source.items[0]!, { kind: "reject", comment: "Not today." });
    expect(double.world.runs[0]?.reviews).toMatchObject([{ state: "rejected", by: "ann", comment: "Not today." }]);
    await until(() => source.items.length === 0);
  });

  test("what somebody else has answered meanwhile is said and no longer shown", async () => {
    const { double, source, sign } = await opened();
    sign("token-of-ann");
    source.look(true);
    await until(() => source.items.length > 0);
    const [run] = double.world.runs;
    run!.reviews.push({ state: "approved", environments: ["production"], by: "bob", comment: "" });
    Object.assign(run!, { pending: [], status: "in_progress" });
    const answered = source.answer(source.items[0]!, { kind: "approve", comment: "" });
    await expect(answered).rejects.toThrow("bob has approved production");
    await until(() => source.items.length === 0);
  });

  test("a revoked sign-in is said, and is mended by signing in", async () => {
    const { double, source, sign } = await opened();
    double.world.tokens.get("token-of-ann")!.revoked = true;
    sign("token-of-ann");
    source.look(true);
    await until(() => source.signIn?.refused === true);
    expect([source.items, source.problems]).toEqual([[], []]);
    double.world.tokens.set("another-token", { login: "ann", mayWrite: true });
    sign("another-token");
    await until(() => source.signIn === undefined && source.items.length === 1);
    expect(double.seen.filter(({ status }) => status === 401)).toHaveLength(1);
  });

  test("two folders of one repository are one, and a folder elsewhere is none", async () => {
    const { double, source, sign } = await opened(["/shop", "/shop/api", "/elsewhere"]);
    sign("token-of-ann");
    source.look(true);
    await until(() => source.items.length > 0);
    await moments();
    expect(source.items).toHaveLength(1);
    expect(double.seen.filter(({ path }) => path.includes("/actions/runs?status=waiting"))).toHaveLength(1);
  });

  test("what waits for others can only be looked at", async () => {
    const { double, source, sign } = await opened();
    double.world.environments.set("production", { reviewers: ["bob"] });
    sign("token-of-ann");
    source.look(true);
    await until(() => source.items.length > 0);
    expect(source.items).toMatchObject([{ answers: [], objection: "production is let go by bob alone: ask bob." }]);
  });
});
