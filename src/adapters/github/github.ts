import type { Github } from "../../core/ports/github.ts";
import { Asking, type AskParts } from "./ask.ts";
import { Reads } from "./reads.ts";
import { account } from "./wireAccount.ts";
import {
  environment,
  environmentReviews,
  pendingDeployments,
  workflowJobs,
  workflowRun,
  workflowRuns,
} from "./wireActions.ts";
import { checkRuns, checkSuites, statuses } from "./wireChecks.ts";
import { pullCommits, pullReviews, pulls } from "./wirePulls.ts";

/** A repository on GitHub, by its REST API. Nothing is sent before it is asked for something. */
export function githubAt(parts: AskParts): Github {
  const { owner, repo } = parts.place;
  const name = `${owner}/${repo}`;
  const asking = new Asking(parts);
  const reads = new Reads(asking, parts.place);
  const short = (sha: string): string => `commit ${sha.slice(0, 12)} of ${name}`;
  return {
    me: (signal) => reads.one(account, { route: "GET /user", subject: "your account", signal }),
    account: (login, signal) =>
      reads.maybe(account, { route: "GET /users/{username}", parameters: { username: login }, subject: login, signal }),
    environment: (environment_name, signal) =>
      reads.maybe(environment, {
        route: `GET /repos/{owner}/{repo}/environments/{environment_name}`,
        parameters: { environment_name },
        subject: `environment ${environment_name} of ${name}`,
        signal,
      }),
    pace: () => asking.pace,
    ...ofRuns(reads, name),
    ...ofPipelines(reads, name),
    ...ofCommits(reads, short),
    ...ofPulls(reads, name),
  };
}

function ofRuns(
  reads: Reads,
  name: string,
): Pick<Github, "waitingRuns" | "activeRuns" | "run" | "pendingDeployments" | "reviewsOfRun" | "review"> {
  const ROUTE = "/repos/{owner}/{repo}";
  const run = (id: number): string => `run ${id} of ${name}`;
  return {
    waitingRuns: (signal) =>
      reads.all(workflowRuns, {
        route: `GET ${ROUTE}/actions/runs`,
        parameters: { status: "waiting", exclude_pull_requests: true },
        subject: `runs of ${name}`,
        signal,
      }),
    activeRuns: (signal) =>
      reads.one(workflowRuns, {
        route: `GET ${ROUTE}/actions/runs`,
        parameters: { status: "in_progress", exclude_pull_requests: true, per_page: 30 },
        subject: `runs of ${name}`,
        signal,
      }),
    run: (run_id, signal) =>
      reads.one(workflowRun, {
        route: `GET ${ROUTE}/actions/runs/{run_id}`,
        parameters: { run_id },
        subject: run(run_id),
        signal,
      }),
    pendingDeployments: (run_id, signal) =>
      reads.one(pendingDeployments, {
        route: `GET ${ROUTE}/actions/runs/{run_id}/pending_deployments`,
        parameters: { run_id },
        subject: run(run_id),
        signal,
      }),
    reviewsOfRun: (run_id, signal) =>
      reads.one(environmentReviews, {
        route: `GET ${ROUTE}/actions/runs/{run_id}/approvals`,
        parameters: { run_id },
        subject: run(run_id),
        signal,
      }),
    review: (run_id, { environments, state, comment }, signal) =>
      reads.send({
        route: `POST ${ROUTE}/actions/runs/{run_id}/pending_deployments`,
        parameters: { run_id, environment_ids: [...environments], state, comment },
        subject: run(run_id),
        signal,
      }),
  };
}

function ofPipelines(reads: Reads, name: string): Pick<Github, "runsOf" | "jobs"> {
  const ROUTE = "/repos/{owner}/{repo}/actions/runs";
  return {
    runsOf: (head_sha, signal) =>
      reads.all(workflowRuns, {
        route: `GET ${ROUTE}`,
        parameters: { head_sha, exclude_pull_requests: true },
        subject: `runs of ${name}`,
        signal,
      }),
    jobs: (run_id, signal) =>
      reads.all(workflowJobs, {
        route: `GET ${ROUTE}/{run_id}/jobs`,
        parameters: { run_id, filter: "latest" },
        subject: `run ${run_id} of ${name}`,
        signal,
      }),
  };
}

function ofCommits(
  reads: Reads,
  short: (sha: string) => string,
): Pick<Github, "checkRuns" | "checkSuites" | "statuses" | "pullsOf"> {
  const ROUTE = "/repos/{owner}/{repo}/commits";
  return {
    pullsOf: (commit_sha, signal) =>
      reads.all(pulls, {
        route: `GET ${ROUTE}/{commit_sha}/pulls`,
        parameters: { commit_sha },
        subject: short(commit_sha),
        signal,
      }),
    checkRuns: (ref, signal) =>
      reads.all(checkRuns, {
        route: `GET ${ROUTE}/{ref}/check-runs`,
        parameters: { ref, filter: "latest" },
        subject: short(ref),
        signal,
      }),
    checkSuites: (ref, signal) =>
      reads.all(checkSuites, {
        route: `GET ${ROUTE}/{ref}/check-suites`,
        parameters: { ref },
        subject: short(ref),
        signal,
      }),
    statuses: (ref, signal) =>
      reads.all(statuses, { route: `GET ${ROUTE}/{ref}/status`, parameters: { ref }, subject: short(ref), signal }),
  };
}

function ofPulls(reads: Reads, name: string): Pick<Github, "reviewsOfPull" | "commitsOfPull"> {
  const ROUTE = "/repos/{owner}/{repo}/pulls/{pull_number}";
  const subject = (pull: number): string => `pull request ${pull} of ${name}`;
  return {
    reviewsOfPull: (pull_number, signal) =>
      reads.all(pullReviews, {
        route: `GET ${ROUTE}/reviews`,
        parameters: { pull_number },
        subject: subject(pull_number),
        signal,
      }),
    commitsOfPull: (pull_number, signal) =>
      reads.all(pullCommits, {
        route: `GET ${ROUTE}/commits`,
        parameters: { pull_number },
        subject: subject(pull_number),
        signal,
      }),
  };
}
