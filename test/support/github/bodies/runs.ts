import type { World, WorldJob, WorldRun } from "../world.ts";
import { simpleUser } from "./accounts.ts";
import { fields, idOf, type Links, MOMENT, nodeId } from "./links.ts";
import { minimalRepository } from "./repositories.ts";

const RUN_URLS = ["jobs_url", "logs_url", "artifacts_url", "cancel_url", "rerun_url"];

export function workflowRun(run: WorldRun, world: World, links: Links): Record<string, unknown> {
  const base = `${links.api}/repos/${world.owner}/${world.repo}`;
  const user = (login: string): Record<string, unknown> => simpleUser(world.users.get(login) ?? { login }, links);
  return {
    id: run.id,
    name: run.workflow ?? "Deploy",
    node_id: nodeId(`run ${run.id}`),
    check_suite_id: run.id + 1,
    check_suite_node_id: nodeId(`suite ${run.id}`),
    head_branch: run.branch,
    head_sha: run.sha,
    path: `.github/workflows/${(run.workflow ?? "Deploy").toLowerCase()}.yml`,
    display_title: `Release ${run.id}`,
    run_number: run.id % 1000,
    run_attempt: 1,
    event: run.event ?? "push",
    status: run.status,
    conclusion: run.conclusion ?? null,
    workflow_id: 1,
    url: `${base}/actions/runs/${run.id}`,
    html_url: `${links.html}/${world.owner}/${world.repo}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: run.createdAt ?? MOMENT,
    updated_at: run.createdAt ?? MOMENT,
    run_started_at: run.createdAt ?? MOMENT,
    actor: user(run.actor),
    triggering_actor: user(run.triggeringActor ?? run.actor),
    ...fields(`${base}/actions/runs/${run.id}`, RUN_URLS),
    check_suite_url: `${base}/check-suites/${run.id + 1}`,
    workflow_url: `${base}/actions/workflows/1`,
    previous_attempt_url: null,
    head_commit: simpleCommit(run.sha),
    repository: minimalRepository(world, links),
    head_repository: minimalRepository(world, links),
  };
}

export function workflowJob(job: WorldJob, run: WorldRun, world: World, links: Links): Record<string, unknown> {
  const id = idOf(`${run.id} ${job.name}`);
  const base = `${links.api}/repos/${world.owner}/${world.repo}`;
  return {
    id,
    run_id: run.id,
    run_url: `${base}/actions/runs/${run.id}`,
    node_id: nodeId(`job ${id}`),
    head_sha: run.sha,
    url: `${base}/actions/jobs/${id}`,
    html_url: `${links.html}/${world.owner}/${world.repo}/actions/runs/${run.id}/job/${id}`,
    status: job.completedAt === undefined ? "in_progress" : "completed",
    conclusion: job.conclusion ?? (job.completedAt === undefined ? null : "success"),
    created_at: job.startedAt,
    started_at: job.startedAt,
    completed_at: job.completedAt ?? null,
    name: job.name,
    check_run_url: `${base}/check-runs/${id}`,
    labels: [],
    runner_id: null,
    runner_name: null,
    runner_group_id: null,
    runner_group_name: null,
    workflow_name: run.workflow ?? "Deploy",
    head_branch: run.branch,
  };
}

/** A commit as it stands within other things. */
export function simpleCommit(sha: string): Record<string, unknown> {
  const who = { name: "Ann Lee", email: "ann@example.com" };
  return { id: sha, tree_id: sha, message: "A change", timestamp: MOMENT, author: who, committer: who };
}

/** The deployment that an answer lets go or stops. */
export function deployment(run: WorldRun, environment: string, world: World, links: Links): Record<string, unknown> {
  const id = idOf(`${run.id} ${environment}`);
  const base = `${links.api}/repos/${world.owner}/${world.repo}`;
  return {
    url: `${base}/deployments/${id}`,
    id,
    node_id: nodeId(`deployment ${id}`),
    sha: run.sha,
    ref: run.branch,
    task: "deploy",
    payload: {},
    original_environment: environment,
    environment,
    description: null,
    creator: simpleUser({ login: run.actor }, links),
    created_at: MOMENT,
    updated_at: MOMENT,
    statuses_url: `${base}/deployments/${id}/statuses`,
    repository_url: base,
  };
}
