import { describe, expect, it } from "vitest";
import { Fault } from "../../../../../src/base/result.ts";
import type { CheckId } from "../../../../../src/core/gates/registry.ts";
import { checkSpec } from "../../../../../src/core/gates/registry.ts";
import type { CheckTerms } from "../../../../../src/core/gates/terms.ts";
import type { Github, GithubPlace } from "../../../../../src/core/ports/github.ts";
import type { RunState } from "../../../../../src/core/run/state.ts";
import { measureCheck } from "../../../../../src/engine/checks/evaluateChecks.ts";
import type { RunPorts } from "../../../../../src/engine/runPorts.ts";
import { account, checkRun, commit, HEAD, page, pullRequest, review } from "../../../../support/github/facts.ts";

const ORIGIN = "git@github.com:acme/shop.git";

function github(over: Partial<Github> = {}): Github {
  return {
    pullsOf: async () => page([pullRequest()]),
    reviewsOfPull: async () => page([review("ann")]),
    commitsOfPull: async () => page([commit()]),
    account: async (login: string) => account(login),
    checkRuns: async () => page([checkRun("build", "success")]),
    checkSuites: async () => page([]),
    statuses: async () => page([]),
    ...over,
  } as Github;
}

interface World {
  readonly origin?: string | undefined;
  readonly open?: (place: GithubPlace) => Promise<Github | undefined>;
  readonly head?: string | undefined;
}

function measure(check: CheckId, terms: CheckTerms, { origin = ORIGIN, open, ...world }: World = {}) {
  const head = "head" in world ? world.head : HEAD;
  const ports = {
    clock: { now: () => 1 },
    git: { state: async () => ({ head, branch: "main", changed: [], authors: [] }) },
    origin: async () => ({ url: origin }),
    github: open ?? (async () => github()),
  } as unknown as RunPorts;
  return measureCheck(ports, {} as RunState, { ...checkSpec(check), terms });
}

const REVIEW = { kind: "review", approvals: 1 } as const;
const PIPELINE = { kind: "pipeline", required: [] } as const;

describe("what a commit has shown on GitHub", () => {
  it("is measured at the repository that git's origin names", async () => {
    expect(await measure("code-review", REVIEW)).toMatchObject({
      verdict: "pass",
      measure: { value: 1, bound: 1, unit: "people" },
      source: `GitHub: acme/shop on github.com, commit ${HEAD.slice(0, 12)}`,
    });
    expect(await measure("pipeline-checks", PIPELINE)).toMatchObject({ verdict: "pass", measure: { unit: "checks" } });
  });

  it("is asked for where tidegate.yaml says", async () => {
    const seen: GithubPlace[] = [];
    const open = async (place: GithubPlace): Promise<Github> => {
      seen.push(place);
      return github();
    };
    await measure("code-review", { ...REVIEW, repository: "other/repo" }, { open });
    const server = "https://git.example.com/api/v3/";
    await measure("code-review", { ...REVIEW, repository: "a/b", server }, { open });
    await measure("code-review", { ...REVIEW, server }, { open, origin: "https://git.example.com/c/d.git" });
    expect(seen).toEqual([
      { api: "https://api.github.com", host: "github.com", owner: "other", repo: "repo" },
      { api: "https://git.example.com/api/v3", host: "git.example.com", owner: "a", repo: "b" },
      { api: "https://git.example.com/api/v3", host: "git.example.com", owner: "c", repo: "d" },
    ]);
  });

  it("is not known without a token, a repository or a commit, nor where a token would be sent in the open", async () => {
    const none = { open: async () => undefined };
    expect(await measure("code-review", REVIEW, none)).toMatchObject({ verdict: "inconclusive", reason: "NoToken" });
    expect(await measure("code-review", REVIEW, { origin: "https://gitlab.com/a/b.git" })).toMatchObject({
      reason: "NoRepository",
    });
    expect(await measure("code-review", REVIEW, { head: undefined })).toMatchObject({ reason: "NoCommit" });
    const open = { ...REVIEW, repository: "a/b", server: "http://git.example.com/api/v3" };
    expect(await measure("code-review", open)).toMatchObject({ reason: "NoRepository" });
  });

  it("is not known where GitHub does not answer", async () => {
    const limited = github({ pullsOf: () => Promise.reject(new Fault("RateLimited", "Ask again in an hour.")) });
    expect(await measure("code-review", REVIEW, { open: async () => limited })).toMatchObject({
      verdict: "inconclusive",
      message: "Ask again in an hour.",
    });
  });

  it("does not count the author under a second account that shows the same address", async () => {
    const shows = github({ account: async (login) => account(login, { email: "cid@example.com" }) });
    expect(await measure("code-review", REVIEW, { open: async () => shows })).toMatchObject({
      verdict: "fail",
      measure: { value: 0 },
    });
  });
});
