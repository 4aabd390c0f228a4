import { describe, expect, test } from "vitest";
import type { GithubPart } from "../../../src/cli/githubPart.ts";
import type { GithubPlace } from "../../../src/core/ports/github.ts";
import { reviewAnswerOutput, reviewsOutput } from "../../../src/protocol/reviewsOutput.ts";
import { fakeCli, type FakeCliOptions, type FakeRun } from "../../support/fakeCli.ts";
import type { GithubDouble } from "../../support/github/githubDouble.ts";
import { githubDouble, githubOn } from "../../support/github/githubFor.ts";

interface Setting extends FakeCliOptions {
  readonly origin?: string;
  readonly host?: string;
  readonly signedOut?: boolean;
}

const ANSWER = ["--run", "4001", "--environment", "production", "--repo", "acme/shop"];

/** A run of Cid's that waits for production, which Ann may let go, and for staging, which she may not. */
async function waiting(): Promise<GithubDouble> {
  const double = await githubDouble();
  const { environments, runs } = double.world;
  environments.set("production", { reviewers: ["ann", { team: "Platform Team", members: [] }], waitMinutes: 5 });
  environments.set("staging", { reviewers: ["bob"] });
  const run = { id: 4001, sha: "a".repeat(40), branch: "main", actor: "cid", status: "waiting" };
  runs.push({ ...run, pending: ["production", "staging"], waitFrom: "2026-01-01T10:00:00Z", reviews: [] });
  return double;
}

/** Runs the command line against a double, and tells which places were opened. */
async function reviews(
  double: GithubDouble,
  args: readonly string[],
  { origin, host, signedOut = false, ...options }: Setting = {},
): Promise<FakeRun & { readonly places: readonly GithubPlace[] }> {
  const places: GithubPlace[] = [];
  const part: GithubPart = {
    host,
    originOf: () => async () => (origin === undefined ? {} : { url: origin }),
    open(place) {
      places.push(place);
      return signedOut ? undefined : githubOn(double);
    },
  };
  return { ...(await fakeCli(["reviews", ...args], { github: async () => part, ...options })), places };
}

describe("tidegate reviews", () => {
  test("lists what waits, and why somebody may not answer", async () => {
    const run = await reviews(await waiting(), ["--repo", "acme/shop"]);
    expect(run.code).toBe(0);
    const [head, production, staging] = run.out.split("\n");
    expect(head).toMatch(/^RUN +ENVIRONMENT +BRANCH +COMMIT +STARTED BY +REVIEWERS +YOU$/u);
    expect(production).toMatch(/^4001 +production +main +aaaaaaa +cid +ann, @platform-team +may answer$/u);
    expect(staging).toMatch(/staging .* bob +staging is let go by bob alone: ask bob\.$/u);
  });

  test("as JSON", async () => {
    const run = await reviews(await waiting(), ["list", "--json", "--repo", "acme/shop"]);
    const output = reviewsOutput.parse(JSON.parse(run.out));
    expect(output).toMatchObject({ repository: "github.com/acme/shop", complete: true });
    expect(output.reviews).toMatchObject([
      { run: 4001, environment: "production", mayAnswer: true, reason: null, waitsUntil: "2026-01-01T10:05:00.000Z" },
      { environment: "staging", mayAnswer: false, reason: "NotReviewer", reviewers: ["bob"] },
    ]);
  });

  test("says in its help what signs one in", async () => {
    expect((await fakeCli(["reviews", "--help"])).out).toContain("GH_TOKEN or GITHUB_TOKEN");
  });

  test("nothing waits, and that is well", async () => {
    const run = await reviews(await githubDouble(), ["--repo", "acme/shop"]);
    expect([run.code, run.out]).toEqual([0, "Nothing waits for a review in github.com/acme/shop."]);
  });

  test.each<[string, readonly string[], Setting, string]>([
    ["git's origin", [], { origin: "git@github.com:acme/shop.git" }, "https://api.github.com"],
    [
      "git's origin on a server of one's own",
      [],
      { origin: "git@git.example.com:acme/shop", host: "git.example.com" },
      "https://git.example.com/api/v3",
    ],
    ["a name", ["--repo", "acme/shop", "--host", "git.example.com"], {}, "https://git.example.com/api/v3"],
  ])("finds the repository by %s", async (_how, args, setting, api) => {
    const { places } = await reviews(await githubDouble(), args, setting);
    expect(places).toMatchObject([{ api, owner: "acme", repo: "shop" }]);
  });

  test.each<[string, readonly string[], Setting, number, RegExp]>([
    ["no repository", [], { origin: "https://gitlab.com/acme/shop" }, 2, /--repo/],
    ["no name of one", ["--repo", "acme"], {}, 2, /OWNER\/NAME/],
    ["no token", ["--repo", "acme/shop"], { signedOut: true }, 4, /Set GH_TOKEN or GITHUB_TOKEN/],
    [
      "no token for a server",
      ["--repo", "acme/shop", "--host", "git.example.com"],
      { signedOut: true },
      4,
      /GH_HOST to git\.example\.com/,
    ],
    ["no number", ["approve", "--run", "x", "--environment", "production"], {}, 2, /is a number/],
  ])("%s", async (_what, args, setting, code, message) => {
    const run = await reviews(await githubDouble(), args, setting);
    expect(run.code).toBe(code);
    expect(run.err).toMatch(message);
  });

  test("a sign-in that was revoked", async () => {
    const double = await waiting();
    double.world.tokens.get("token-of-ann")!.revoked = true;
    const run = await reviews(double, ["--json", "--repo", "acme/shop"]);
    expect(run.code).toBe(4);
    expect(JSON.parse(run.out)).toMatchObject({ error: { reason: "SignedOut" } });
  });
});

describe("tidegate reviews approve and reject", () => {
  test("answers with what was said", async () => {
    const double = await waiting();
    const run = await reviews(double, ["approve", ...ANSWER, "--comment", "Read.", "--yes", "--json"]);
    expect(run.code).toBe(0);
    expect(reviewAnswerOutput.parse(JSON.parse(run.out))).toMatchObject({ run: 4001, state: "approved" });
    expect(double.world.runs[0]?.reviews).toMatchObject([{ state: "approved", by: "ann", comment: "Read." }]);
  });

  test("shows what an answer is about, with the environment's rules, before it asks", async () => {
    const double = await waiting();
    const run = await reviews(double, ["approve", ...ANSWER], { typed: ["no"] });
    expect([run.code, run.asked.length]).toEqual([3, 1]);
    expect(run.err.split("\n").slice(0, 3)).toEqual([
      "shop → production Release 4001",
      "Run 1 of Deploy waits with commit aaaaaaaaaaaa of main. Any one of them may answer: ann, the team Platform Team. cid started it.",
      "Every deployment to production waits 5 min, also with an approval.",
    ]);
  });

  test("answers nothing where the run was started anew after it was shown", async () => {
    const double = await waiting();
    let looks = 0;
    const part: GithubPart = {
      host: undefined,
      originOf: () => async () => ({}),
      open: () => {
        const github = githubOn(double);
        const run: typeof github.run = async (id, signal) => {
          const { attempt, ...rest } = await github.run(id, signal);
          return { ...rest, attempt: attempt + looks++ };
        };
        return { ...github, run };
      },
    };
    const { code, err } = await fakeCli(["reviews", "approve", ...ANSWER, "--yes"], { github: async () => part });
    expect([code, looks]).toEqual([3, 2]);
    expect(err).toContain("was started anew. Look at it again.");
    expect(double.world.runs[0]?.reviews).toEqual([]);
  });

  test("asks for the environment's name", async () => {
    const double = await waiting();
    const run = await reviews(double, ["reject", ...ANSWER, "--comment", "Not today."], { typed: ["production"] });
    expect([run.code, run.asked.length]).toEqual([0, 1]);
    expect(double.world.runs[0]?.reviews).toMatchObject([{ state: "rejected", comment: "Not today." }]);
  });

  test.each<[string, readonly string[], Setting, number]>([
    ["nobody is there to confirm", ["approve", ...ANSWER], {}, 3],
    ["another name is typed", ["approve", ...ANSWER], { typed: ["staging"] }, 3],
    ["a rejection says no why", ["reject", ...ANSWER, "--yes"], {}, 2],
    [
      "it waits for others",
      ["approve", "--run", "4001", "--environment", "staging", "--repo", "acme/shop", "--yes"],
      {},
      3,
    ],
    [
      "there is no such run",
      ["approve", "--run", "9", "--environment", "production", "--repo", "acme/shop", "--yes"],
      {},
      2,
    ],
  ])("nothing is answered where %s", async (_why, args, setting, code) => {
    const double = await waiting();
    const run = await reviews(double, args, setting);
    expect(run.code).toBe(code);
    expect(double.world.runs[0]?.reviews).toEqual([]);
  });
});
