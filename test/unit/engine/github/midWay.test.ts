import { expect, test } from "vitest";
import { Fault } from "../../../../src/base/result.ts";
import { answerReview } from "../../../../src/engine/github/answerReview.ts";
import { githubDouble, githubOn } from "../../../support/github/githubFor.ts";

/** The run, who asks, what it waits for, the rules of both environments, who started it, and the answer itself. */
const REQUESTS = 7;

/** What comes of an answer whose nth request ends with this status. */
async function endedBy(status: number, nth: number): Promise<{ readonly fault: unknown; readonly sent: number }> {
  const double = await githubDouble();
  const { world } = double;
  world.users.set("cid", { login: "cid", name: "Cid Ray" });
  world.environments.set("production", { reviewers: ["ann"], preventSelfReview: true, waitMinutes: 5 });
  world.environments.set("eu", { reviewers: ["ann"] });
  const cids = { id: 4001, sha: "a".repeat(40), branch: "main", actor: "cid", status: "waiting" };
  world.runs.push({ ...cids, pending: ["production", "eu"], reviews: [] });
  let sent = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (sent === nth) double.trouble({ kind: "status", status, message: "No." });
    sent += 1;
    return globalThis.fetch(input, init);
  };
  const answer = { run: 4001, environment: "production", state: "approved", comment: "Read." } as const;
  const fault = await answerReview(githubOn(double, { fetch }), answer).then(
    () => "taken",
    (error: unknown) => error,
  );
  expect(world.runs[0]!.reviews).toHaveLength(fault === "taken" ? 1 : 0);
  return { fault, sent };
}

test("nothing goes wrong where nothing does, and the answer is the last that is sent", async () => {
  expect(await endedBy(500, REQUESTS)).toEqual({ fault: "taken", sent: REQUESTS });
});

test.each([
  [401, "SignedOut"],
  [429, "RateLimited"],
  [500, "Unreachable"],
])("a %d on the way to an answer is said as %s, and nothing more is sent", async (status, reason) => {
  for (let nth = 0; nth < REQUESTS; nth += 1) {
    const { fault, sent } = await endedBy(status, nth);
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({ reason });
    expect(sent).toBe(nth + 1);
  }
});
