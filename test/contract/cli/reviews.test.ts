import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { reviewsOutput } from "../../../src/protocol/reviewsOutput.ts";
import { type Ended, tidegate } from "../../support/commandLine.ts";
import type { GithubDouble } from "../../support/github/githubDouble.ts";
import { githubDouble } from "../../support/github/githubFor.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

/** A GitHub Enterprise Server on loopback with a run that waits, and a repository that is pushed to it. */
async function waiting(): Promise<{ double: GithubDouble; cwd: string }> {
  const double = await githubDouble("enterprise");
  double.world.environments.set("production", { reviewers: ["ann"], preventSelfReview: true });
  const run = { id: 4001, sha: "a".repeat(40), branch: "main", actor: "cid", status: "waiting" };
  double.world.runs.push({ ...run, pending: ["production"], reviews: [] });
  const cwd = await temporaryFolder();
  execFileSync("git", ["init", "--quiet", cwd]);
  const origin = `ssh://git@${double.place.host}/acme/shop.git`;
  execFileSync("git", ["-C", cwd, "remote", "add", "origin", origin]);
  return { double, cwd };
}

function reviews(
  { double, cwd }: { double: GithubDouble; cwd: string },
  args: readonly string[],
  token = "token-of-ann",
): Promise<Ended> {
  const env = { GH_HOST: double.place.host, GH_ENTERPRISE_TOKEN: token, GH_TOKEN: "never-for-this-server" };
  return tidegate(["reviews", ...args], { cwd, env });
}

describe("tidegate reviews, as it is built, with GitHub on loopback", () => {
  test("lists what waits in the repository of git's origin, and lets it go", async () => {
    const setting = await waiting();
    const listed = await reviews(setting, ["--json"]);
    expect([listed.code, listed.err]).toEqual([0, ""]);
    expect(reviewsOutput.parse(JSON.parse(listed.out)).reviews).toMatchObject([
      { run: 4001, environment: "production", mayAnswer: true, startedBy: "cid" },
    ]);
    const answer = ["--run", "4001", "--environment", "production", "--comment", "Read."];
    expect((await reviews(setting, ["approve", ...answer])).code).toBe(3);
    const approved = await reviews(setting, ["approve", ...answer, "--yes"]);
    expect([approved.code, approved.out.trim()]).toEqual([0, "production of run 1 (Release 4001) is approved."]);
    expect(setting.double.world.runs[0]?.reviews).toMatchObject([{ state: "approved", by: "ann", comment: "Read." }]);
    const again = await reviews(setting, ["approve", ...answer, "--yes"]);
    expect([again.code, again.err.trim()]).toEqual([3, "ann has approved production of run 1 already."]);
  });

  test("says that a sign-in was revoked, and shows no token", async () => {
    const setting = await waiting();
    setting.double.world.tokens.get("token-of-ann")!.revoked = true;
    const ended = await reviews(setting, []);
    expect(ended.code).toBe(4);
    expect(ended.err).toContain("Sign in again.");
    expect(`${ended.out}${ended.err}`).not.toContain("token-of-ann");
    expect(setting.double.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer token-of-ann"]);
  });

  test("goes through the proxy that the environment names", async () => {
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on("connect", ({ url = "" }, socket) => {
      asked.push(url);
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    await new Promise<void>((resolve) => {
      proxy.listen(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => void proxy.close());
    const https_proxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const env = { GH_TOKEN: "token-of-ann", https_proxy, no_proxy: "" };
    const ended = await tidegate(["reviews", "--repo", "acme/shop"], { cwd: await temporaryFolder(), env });
    expect([ended.code, asked]).toEqual([4, ["api.github.com:443"]]);
  });
});
