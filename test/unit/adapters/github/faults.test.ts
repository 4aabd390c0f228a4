import { describe, expect, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { Fault } from "../../../../src/base/result.ts";
import type { GithubDouble } from "../../../support/github/githubDouble.ts";
import { githubDouble, githubOn } from "../../../support/github/githubFor.ts";
import type { Trouble } from "../../../support/github/trouble.ts";

async function faultOf(work: Promise<unknown>): Promise<Fault> {
  return work.then(
    () => {
      throw new Error("It was taken.");
    },
    (error: unknown) => {
      if (error instanceof Fault) return error;
      throw error;
    },
  );
}

/** The fault that the next request ends with. */
async function after(trouble: Trouble): Promise<{ fault: Fault; double: GithubDouble }> {
  const double = await githubDouble();
  double.trouble(trouble);
  return { fault: await faultOf(githubOn(double).me()), double };
}

describe("Sign-in", () => {
  test("a revoked one is told, and nothing more is sent with it", async () => {
    const double = await githubDouble();
    double.world.tokens.get("token-of-ann")!.revoked = true;
    const github = githubOn(double);
    expect(await faultOf(github.me())).toMatchObject({ reason: "SignedOut", facts: { refused: true } });
    expect(await faultOf(github.waitingRuns())).toMatchObject({ reason: "SignedOut", facts: { refused: true } });
    expect(double.seen).toHaveLength(1);
  });

  test("another token is tried", async () => {
    const double = await githubDouble();
    let token = "revoked";
    const github = githubOn(double, { token: async () => token });
    expect((await faultOf(github.me())).reason).toBe("SignedOut");
    token = "token-of-ann";
    expect((await github.me()).login).toBe("ann");
  });

  test.each([undefined, "", "two words", "line\nend"])("%j is none, and nothing is sent", async (token) => {
    const double = await githubDouble();
    const fault = await faultOf(githubOn(double, { token: async () => token }).me());
    expect([fault.reason, fault.facts, double.seen.length]).toEqual(["SignedOut", { refused: false }, 0]);
  });

  test("an organization's own sign-in is asked for, with where", async () => {
    const double = await githubDouble();
    double.world.tokens.get("token-of-ann")!.saml = true;
    const fault = await faultOf(githubOn(double).waitingRuns());
    expect(fault.reason).toBe("SamlRequired");
    expect(fault.facts["url"]).toBe(`https://${double.place.host}/orgs/acme/sso?authorization_request=abc`);
  });

  test("an address of another host is not passed on", async () => {
    const headers = { "x-github-sso": "required; url=https://evil.example/sso" };
    const { fault } = await after({ kind: "status", status: 403, headers });
    expect([fault.reason, fault.facts["url"]]).toEqual(["SamlRequired", undefined]);
    expect(fault.message).not.toContain("evil");
  });

  test("a token that may only look is told what would be needed", async () => {
    const double = await githubDouble();
    double.world.tokens.get("token-of-ann")!.mayWrite = false;
    const answer = { environments: [1], state: "approved", comment: "" } as const;
    const fault = await faultOf(githubOn(double).review(1, answer));
    expect(fault.reason).toBe("NotAllowed");
    expect(fault.message).toContain("It takes: repo.");
  });
});

describe("Limits", () => {
  test("an hour's requests that are used up are told with the time, and nothing is asked before it", async () => {
    const double = await githubDouble();
    const clock = new ManualClock(1_799_999_000_000);
    const { limits } = double.world;
    limits.remaining = 0;
    double.trouble({
      kind: "status",
      status: 403,
      headers: {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": "1800000000",
        // GitHub's clock is five minutes behind this machine's.
        date: "Fri, 15 Jan 2027 07:38:20 GMT",
      },
    });
    const github = githubOn(double, { clock });
    const fault = await faultOf(github.me());
    expect(fault.reason).toBe("RateLimited");
    expect(fault.facts["until"]).toBe(1_799_999_000_000 + 1_300_000);
    expect((await faultOf(github.waitingRuns())).reason).toBe("RateLimited");
    expect(double.seen).toHaveLength(1);
    clock.advance(1_300_000);
    limits.remaining = 10;
    expect((await github.me()).login).toBe("ann");
  });

  test("the double itself stops at its limit", async () => {
    const double = await githubDouble();
    double.world.limits.remaining = 1;
    const github = githubOn(double);
    await github.me();
    expect((await faultOf(github.waitingRuns())).reason).toBe("RateLimited");
  });

  test.each<[string, Trouble & { kind: "status" }, number]>([
    ["by seconds", { kind: "status", status: 403, headers: { "retry-after": "17" } }, 17_000],
    ["by 429", { kind: "status", status: 429 }, 60_000],
    ["by words", { kind: "status", status: 403, message: "You have exceeded a secondary rate limit." }, 60_000],
  ])("too many at once, told %s", async (_how, trouble, wait) => {
    const { fault } = await after(trouble);
    expect([fault.reason, fault.facts["until"]]).toEqual(["RateLimited", new ManualClock().now() + wait]);
  });

  test("what was not changed is not sent again and counts against nothing", async () => {
    const double = await githubDouble();
    const github = githubOn(double);
    const first = await github.waitingRuns();
    const left = double.world.limits.remaining;
    expect(await github.waitingRuns()).toEqual(first);
    expect(double.world.limits.remaining).toBe(left);
    expect(double.seen.map(({ status }) => status)).toEqual([200, 304]);
  });

  test("another person's answers are not taken for one's own", async () => {
    const double = await githubDouble();
    double.world.tokens.set("token-of-bob", { login: "bob" });
    let token = "token-of-ann";
    const github = githubOn(double, { token: async () => token });
    await github.waitingRuns();
    token = "token-of-bob";
    await github.waitingRuns();
    expect(double.seen.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, undefined]);
  });
});

describe("Trouble", () => {
  test.each<[string, Trouble, string]>([
    ["a server that has trouble", { kind: "status", status: 502 }, "Unreachable"],
    ["a connection that breaks", { kind: "cut" }, "Unreachable"],
    ["a page instead of JSON", { kind: "text", body: "<html>Unicorn</html>" }, "BadAnswer"],
    ["JSON that is something else", { kind: "json", body: { login: 7 } }, "BadAnswer"],
    ["an answer that does not end", { kind: "endless" }, "BadAnswer"],
    ["a repository that is gone", { kind: "status", status: 404 }, "Gone"],
  ])("%s", async (_what, trouble, reason) => {
    const { fault } = await after(trouble);
    expect(fault.reason).toBe(reason);
    expect(fault.message).toMatch(/\.$/u);
  });

  test("a server that is not there", async () => {
    const double = await githubDouble();
    double.close();
    expect((await faultOf(githubOn(double).me())).reason).toBe("Unreachable");
  });

  test("an answer that does not come", async () => {
    const double = await githubDouble();
    double.trouble({ kind: "silent" });
    const clock = new ManualClock();
    const asked = faultOf(githubOn(double, { clock, timeoutMs: 5000 }).me());
    while (double.seen.length === 0) await new Promise(setImmediate);
    clock.advance(5000);
    expect((await asked).reason).toBe("TimedOut");
    expect(clock.nextDue).toBeUndefined();
  });

  test("who asked may stop waiting", async () => {
    const double = await githubDouble();
    double.trouble({ kind: "silent" });
    const stop = new AbortController();
    const asked = githubOn(double).me(stop.signal);
    while (double.seen.length === 0) await new Promise(setImmediate);
    stop.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
  });

  test("no fault holds the token, nor what was sent", async () => {
    const double = await githubDouble();
    double.trouble({ kind: "status", status: 403, message: "token-of-ann ghp_abcdefghijklmnop1234 is bad" });
    const fault = await faultOf(githubOn(double).me());
    const all = JSON.stringify([fault.message, fault.facts, String(fault.cause), fault.stack]);
    expect(all).not.toMatch(/ghp_abc|token-of-ann|authorization/iu);
  });

  test("a repository that was renamed is followed, for looking and for answering", async () => {
    const double = await githubDouble();
    const { world } = double;
    world.movedTo = "store";
    world.environments.set("production", { reviewers: ["ann"] });
    const run = { id: 5, sha: "a".repeat(40), branch: "main", actor: "cid", status: "waiting" };
    world.runs.push({ ...run, pending: ["production"], reviews: [] });
    const github = githubOn(double);
    const [pending] = await github.pendingDeployments(5);
    await github.review(5, { environments: [pending!.id!], state: "approved", comment: "" });
    expect(world.runs[0]?.reviews).toHaveLength(1);
  });

  test("nothing is followed to another server", async () => {
    const double = await githubDouble();
    const other = await githubDouble();
    double.trouble({ kind: "status", status: 301, headers: { location: `${other.place.api}/user` } });
    expect((await faultOf(githubOn(double).me())).reason).toBe("BadAnswer");
    expect(other.seen).toHaveLength(0);
  });
});
