import type { World } from "../world.ts";
import { simpleUser } from "./accounts.ts";
import { fields, idOf, type Links, MOMENT, nodeId } from "./links.ts";

/** What each address of a repository is called, but for `_url`. */
const REPOSITORY_URLS = `
  archive assignees blobs branches collaborators comments commits compare contents contributors
  deployments downloads events forks git_commits git_refs git_tags hooks issue_comment issue_events
  issues keys labels languages merges milestones notifications pulls releases stargazers statuses
  subscribers subscription tags teams trees
`
  .trim()
  .split(/\s+/u)
  .map((name) => `${name}_url`);

/** A repository as it stands within other things. */
export function minimalRepository({ owner, repo }: World, links: Links): Record<string, unknown> {
  const url = `${links.api}/repos/${owner}/${repo}`;
  return {
    id: idOf(`${owner}/${repo}`),
    node_id: nodeId(repo),
    name: repo,
    full_name: `${owner}/${repo}`,
    owner: simpleUser({ login: owner }, links),
    private: true,
    html_url: `${links.html}/${owner}/${repo}`,
    description: null,
    fork: false,
    url,
    ...fields(url, REPOSITORY_URLS),
  };
}

/** A repository with its numbers. */
export function repository(world: World, links: Links): Record<string, unknown> {
  const page = `${links.html}/${world.owner}/${world.repo}`;
  const none = [
    "forks",
    "forks_count",
    "open_issues",
    "open_issues_count",
    "size",
    "stargazers_count",
    "watchers",
    "watchers_count",
  ];
  const off = ["has_downloads", "has_pages", "has_projects", "has_wiki", "archived", "disabled"];
  return {
    ...minimalRepository(world, links),
    ...Object.fromEntries(none.map((name) => [name, 0])),
    ...Object.fromEntries(off.map((name) => [name, false])),
    clone_url: `${page}.git`,
    git_url: `git://example.com/${world.repo}.git`,
    ssh_url: `git@example.com:${world.repo}.git`,
    svn_url: page,
    default_branch: "main",
    has_issues: true,
    homepage: null,
    language: null,
    mirror_url: null,
    license: null,
    pushed_at: MOMENT,
    created_at: MOMENT,
    updated_at: MOMENT,
  };
}
