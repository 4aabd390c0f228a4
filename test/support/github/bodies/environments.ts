import { GONE_REVIEWER, type World, type WorldEnvironment, type WorldRun } from "../world.ts";
import { simpleUser, team } from "./accounts.ts";
import { idOf, type Links, MOMENT, nodeId } from "./links.ts";

export function environmentId(name: string): number {
  return idOf(`environment ${name}`);
}

/** Whether GitHub would let somebody answer for a run. */
export function mayAnswer(environment: WorldEnvironment | undefined, run: WorldRun, login: string): boolean {
  if (environment === undefined || environment.deleted === true) return false;
  if (environment.preventSelfReview === true && (run.triggeringActor ?? run.actor) === login) return false;
  return environment.reviewers.some((one) => (typeof one === "string" ? one === login : one.members.includes(login)));
}

export function pendingDeployment(
  name: string,
  run: WorldRun,
  login: string,
  world: World,
  links: Links,
): Record<string, unknown> {
  const environment = world.environments.get(name);
  return {
    environment: environment?.nameless === true ? { id: environmentId(name) } : reference(name, world, links),
    wait_timer: environment?.waitMinutes ?? 0,
    wait_timer_started_at: run.waitFrom ?? null,
    current_user_can_approve: mayAnswer(environment, run, login),
    reviewers: environment === undefined ? [] : reviewers(environment, world, links),
  };
}

export function environmentBody(
  name: string,
  environment: WorldEnvironment,
  world: World,
  links: Links,
): Record<string, unknown> {
  const { waitMinutes, preventSelfReview, branches } = environment;
  const listed = reviewers(environment, world, links);
  return {
    ...reference(name, world, links),
    created_at: MOMENT,
    updated_at: MOMENT,
    protection_rules: [
      ...(waitMinutes === undefined ? [] : [{ ...rule("wait_timer"), wait_timer: waitMinutes }]),
      ...(listed.length === 0
        ? []
        : [{ ...rule("required_reviewers"), prevent_self_review: preventSelfReview ?? false, reviewers: listed }]),
      ...(branches === undefined ? [] : [rule("branch_policy")]),
    ],
    deployment_branch_policy:
      branches === undefined
        ? null
        : { protected_branches: branches === "protected", custom_branch_policies: branches === "listed" },
  };
}

/** An answer that was given, in the history of a run. */
export function environmentReview(
  review: WorldRun["reviews"][number],
  world: World,
  links: Links,
): Record<string, unknown> {
  return {
    environments: review.environments.map((name) => ({
      ...reference(name, world, links),
      created_at: MOMENT,
      updated_at: MOMENT,
    })),
    state: review.state,
    user: simpleUser(world.users.get(review.by) ?? { login: review.by }, links),
    comment: review.comment,
  };
}

function reference(name: string, { owner, repo }: World, { api, html }: Links): Record<string, unknown> {
  return {
    id: environmentId(name),
    node_id: nodeId(name),
    name,
    url: `${api}/repos/${owner}/${repo}/environments/${encodeURIComponent(name)}`,
    html_url: `${html}/${owner}/${repo}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
  };
}

function reviewers(environment: WorldEnvironment, world: World, links: Links): Record<string, unknown>[] {
  return environment.reviewers.map((one) =>
    one === GONE_REVIEWER
      ? { type: "User" }
      : typeof one === "string"
        ? { type: "User", reviewer: simpleUser(world.users.get(one) ?? { login: one }, links) }
        : { type: "Team", reviewer: team(one, links) },
  );
}

function rule(type: string): Record<string, unknown> {
  return { id: idOf(type), node_id: nodeId(type), type };
}
