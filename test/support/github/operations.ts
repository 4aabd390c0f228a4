import { publicUser } from "./bodies/accounts.ts";
import { checkRun, checkSuite, combinedStatus } from "./bodies/checks.ts";
import {
  environmentBody,
  environmentId,
  environmentReview,
  mayAnswer,
  pendingDeployment,
} from "./bodies/environments.ts";
import type { Links } from "./bodies/links.ts";
import { commit, pullRequest, pullReview } from "./bodies/pulls.ts";
import { deployment, workflowJob, workflowRun } from "./bodies/runs.ts";
import type { World, WorldRun } from "./world.ts";

/** A request that was let in. */
export interface Call {
  readonly world: World;
  readonly links: Links;
  /** Whose token it came with. */
  readonly login: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The part of a list that the page asked for holds; remembers that there is more. */
  readonly page: <T>(items: readonly T[]) => readonly T[];
}

/** An answer before it is judged and sent. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** What the double does for each operation of GitHub's that we call. */
export const OPERATIONS: Readonly<Record<string, (call: Call) => Reply>> = {
  "get /user": ({ world, login, links }) => good(publicUser(world.users.get(login) ?? { login }, links)),
  "get /users/{username}": ({ world, path, links }) =>
    found(world.users.get(path["username"]!), (one) => publicUser(one, links)),
  "get /repos/{owner}/{repo}/actions/runs": ({ world, query, links, page }) => {
    const [status, sha] = [query.get("status"), query.get("head_sha")];
    const runs = world.runs.filter(
      (run) => (status === null || run.status === status) && (sha === null || run.sha === sha),
    );
    return good({ total_count: runs.length, workflow_runs: page(runs).map((run) => workflowRun(run, world, links)) });
  },
  "get /repos/{owner}/{repo}/actions/runs/{run_id}": (call) =>
    found(runOf(call), (run) => workflowRun(run, call.world, call.links)),
  "get /repos/{owner}/{repo}/actions/runs/{run_id}/jobs": (call) =>
    found(runOf(call), (run) => {
      const jobs = call.page(run.jobs ?? []).map((job) => workflowJob(job, run, call.world, call.links));
      return { total_count: run.jobs?.length ?? 0, jobs };
    }),
  "get /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments": (call) =>
    found(runOf(call), (run) =>
      run.pending.map((name) => pendingDeployment(name, run, call.login, call.world, call.links)),
    ),
  "post /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments": answered,
  "get /repos/{owner}/{repo}/actions/runs/{run_id}/approvals": (call) =>
    found(runOf(call), (run) => run.reviews.map((review) => environmentReview(review, call.world, call.links))),
  "get /repos/{owner}/{repo}/environments/{environment_name}": ({ world, path, links }) => {
    const name = path["environment_name"]!;
    const one = world.environments.get(name);
    return found(one?.deleted === true ? undefined : one, (there) => environmentBody(name, there, world, links));
  },
  "get /repos/{owner}/{repo}/commits/{commit_sha}/pulls": ({ world, path, links, page }) => {
    const sha = path["commit_sha"]!;
    const holds = world.pulls.filter((one) => [one.head, one.mergeCommit, ...(one.holds ?? [])].includes(sha));
    return good(page(holds).map((one) => pullRequest(one, world, links)));
  },
  "get /repos/{owner}/{repo}/commits/{ref}/check-runs": ({ world, path, links, page }) => {
    const runs = world.checkRuns.filter(({ sha }) => sha === path["ref"]);
    return good({ total_count: runs.length, check_runs: page(runs).map((run) => checkRun(run, world, links)) });
  },
  "get /repos/{owner}/{repo}/commits/{ref}/check-suites": ({ world, path, links, page }) => {
    const suites = world.checkSuites.filter(({ sha }) => sha === path["ref"]);
    return good({ total_count: suites.length, check_suites: page(suites).map((one) => checkSuite(one, world, links)) });
  },
  "get /repos/{owner}/{repo}/commits/{ref}/status": ({ world, path, links, page }) => {
    const statuses = world.statuses.filter(({ sha }) => sha === path["ref"]);
    return good(combinedStatus(path["ref"]!, page(statuses), world, links));
  },
  "get /repos/{owner}/{repo}/pulls/{pull_number}/commits": (call) =>
    found(pullOf(call), (pull) => call.page(pull.commits).map((one) => commit(one, call.world, call.links))),
  "get /repos/{owner}/{repo}/pulls/{pull_number}/reviews": (call) =>
    found(pullOf(call), (pull) => call.page(pull.reviews).map((one) => pullReview(one, pull, call.world, call.links))),
};

/** GitHub's own short form of an error. */
export function refused(status: number, message: string): Reply {
  return { status, body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) } };
}

/** An answer for environments: all that are named wait and may be answered, or nothing is taken. */
function answered(call: Call): Reply {
  const { world, login, links } = call;
  const run = runOf(call);
  if (run === undefined) return refused(404, "Not Found");
  const { environment_ids, state, comment } = call.body as Answer;
  const names = run.pending.filter((name) => environment_ids.includes(environmentId(name)));
  if (run.status === "completed" || names.length < environment_ids.length) {
    return invalid("No pending deployment requests to approve or reject");
  }
  if (!names.every((name) => mayAnswer(world.environments.get(name), run, login))) {
    return refused(403, "You are not a required reviewer of this environment.");
  }
  run.reviews.push({ state, environments: names, by: login, comment });
  run.pending = run.pending.filter((name) => !names.includes(name));
  if (state === "rejected") Object.assign(run, { status: "completed", conclusion: "failure", pending: [] });
  else if (run.pending.length === 0) run.status = "in_progress";
  return good(names.map((name) => deployment(run, name, world, links)));
}

interface Answer {
  readonly environment_ids: readonly number[];
  readonly state: "approved" | "rejected";
  readonly comment: string;
}

function invalid(message: string): Reply {
  return { status: 422, body: { message, documentation_url: "https://docs.github.com/rest" } };
}

function good(body: unknown): Reply {
  return { status: 200, body };
}

function found<T>(one: T | undefined, body: (one: T) => unknown): Reply {
  return one === undefined ? refused(404, "Not Found") : good(body(one));
}

function runOf({ world, path }: Call): WorldRun | undefined {
  return world.runs.find(({ id }) => id === Number(path["run_id"]));
}

function pullOf({ world, path }: Call): World["pulls"][number] | undefined {
  return world.pulls.find(({ number }) => number === Number(path["pull_number"]));
}
