import { describe, expect, onTestFinished, test } from "vitest";
import { type GithubDouble, startGithubDouble } from "../../../support/github/githubDouble.ts";

/** A double whose complaints the test itself looks at. */
async function complaining(): Promise<GithubDouble> {
  const double = await startGithubDouble();
  onTestFinished(() => double.close());
  return double;
}

const HEADERS = {
  accept: "application/vnd.github.v3+json",
  authorization: "Bearer token-of-ann",
  "user-agent": "test",
  "x-github-api-version": "2022-11-28",
};

const PENDING = "/repos/acme/shop/actions/runs/1/pending_deployments";

describe("What GitHub's description does not allow is a complaint", () => {
  test.each<[string, string, RequestInit, RegExp]>([
    ["an operation that is none", "/repos/acme/shop/deploy", {}, /no such operation/],
    ["a method that an operation has not", "/user", { method: "POST" }, /no such operation/],
    [
      "a parameter that nobody knows",
      "/repos/acme/shop/actions/runs?state=waiting",
      {},
      /no parameter is called state/,
    ],
    ["a value that is not listed", "/repos/acme/shop/actions/runs?status=idle", {}, /status=idle is not allowed/],
    ["a number that is none", "/repos/acme/shop/actions/runs/latest", {}, /run_id=latest is not allowed/],
    ["no body", PENDING, { method: "POST" }, /the body is missing/],
    ["a body without what it needs", PENDING, { method: "POST", body: "{}" }, /must have required property/],
    [
      "a field that is written wrong",
      PENDING,
      {
        method: "POST",
        body: JSON.stringify({ environment_ids: [1], state: "approved", comment: "", coment: "" }),
      },
      /must NOT have additional properties/,
    ],
    [
      "a state that is none",
      PENDING,
      { method: "POST", body: JSON.stringify({ environment_ids: [1], state: "yes", comment: "" }) },
      /must be equal to one of the allowed values/,
    ],
    ["no version", "/user", { headers: { ...HEADERS, "x-github-api-version": "" } }, /no version of the API/],
  ])("%s", async (_what, path, init, complaint) => {
    const { place, complaints } = await complaining();
    const response = await fetch(`${place.api}${path}`, { headers: HEADERS, ...init });
    expect(response.status).toBe(599);
    expect(complaints.join("\n")).toMatch(complaint);
  });

  test("an answer that is not as described", async () => {
    const { place, complaints, world } = await complaining();
    const sha = "a".repeat(40);
    world.checkRuns.push({ id: 1, sha, name: "test", suite: 1, status: "completed", conclusion: "splendid" });
    const response = await fetch(`${place.api}/repos/acme/shop/commits/${sha}/check-runs`, { headers: HEADERS });
    expect(response.status).toBe(599);
    expect(complaints.join("\n")).toMatch(/answer: .*conclusion must be equal to one of the allowed values/);
  });

  test("a status that the operation never ends with", async () => {
    const double = await complaining();
    double.trouble({ kind: "status", status: 418 });
    await fetch(`${double.place.api}/user`, { headers: HEADERS });
    expect(double.complaints).toEqual(["GET /user: answer: status 418 is not described"]);
  });

  test("nothing is said of what is right", async () => {
    const { place, complaints } = await complaining();
    expect((await fetch(`${place.api}/user`, { headers: HEADERS })).status).toBe(200);
    expect(complaints).toEqual([]);
  });
});
