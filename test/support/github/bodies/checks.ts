import type { World, WorldCheckRun, WorldCheckSuite, WorldStatus } from "../world.ts";
import { integration } from "./accounts.ts";
import { idOf, type Links, MOMENT, nodeId } from "./links.ts";
import { minimalRepository } from "./repositories.ts";
import { simpleCommit } from "./runs.ts";

const ACTIONS = "github-actions";

export function checkRun(run: WorldCheckRun, world: World, links: Links): Record<string, unknown> {
  const url = `${links.api}/repos/${world.owner}/${world.repo}/check-runs/${run.id}`;
  const page = `${links.html}/${world.owner}/${world.repo}/runs/${run.id}`;
  return {
    id: run.id,
    head_sha: run.sha,
    node_id: nodeId(`check ${run.id}`),
    external_id: "",
    url,
    html_url: page,
    details_url: page,
    status: run.status,
    conclusion: run.conclusion ?? null,
    started_at: run.startedAt ?? MOMENT,
    completed_at: run.status === "completed" ? (run.startedAt ?? MOMENT) : null,
    output: { title: null, summary: null, text: null, annotations_count: 0, annotations_url: `${url}/annotations` },
    name: run.name,
    check_suite: { id: run.suite },
    app: integration(run.app ?? ACTIONS, links),
    pull_requests: [],
  };
}

export function checkSuite(suite: WorldCheckSuite, world: World, links: Links): Record<string, unknown> {
  const url = `${links.api}/repos/${world.owner}/${world.repo}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: nodeId(`suite ${suite.id}`),
    head_branch: "main",
    head_sha: suite.sha,
    status: suite.status,
    conclusion: suite.conclusion ?? null,
    url,
    before: null,
    after: null,
    pull_requests: [],
    app: integration(suite.app ?? ACTIONS, links),
    repository: minimalRepository(world, links),
    created_at: MOMENT,
    updated_at: MOMENT,
    head_commit: simpleCommit(suite.sha),
    latest_check_runs_count: suite.runs,
    check_runs_url: `${url}/check-runs`,
  };
}

/** All statuses of a commit with what they come to. */
export function combinedStatus(
  sha: string,
  statuses: readonly WorldStatus[],
  world: World,
  links: Links,
): Record<string, unknown> {
  const base = `${links.api}/repos/${world.owner}/${world.repo}`;
  const states = new Set(statuses.map(({ state }) => state));
  const bad = states.has("failure") || states.has("error");
  const done = statuses.length > 0 && !states.has("pending");
  return {
    state: bad ? "failure" : done ? "success" : "pending",
    statuses: statuses.map(({ context, state }) => ({
      description: null,
      id: idOf(context),
      node_id: nodeId(context),
      state,
      context,
      target_url: null,
      avatar_url: null,
      url: `${base}/statuses/${sha}`,
      created_at: MOMENT,
      updated_at: MOMENT,
    })),
    sha,
    total_count: statuses.length,
    repository: minimalRepository(world, links),
    commit_url: `${base}/commits/${sha}`,
    url: `${base}/commits/${sha}/status`,
  };
}
