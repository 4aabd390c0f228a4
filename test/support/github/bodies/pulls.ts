import type { World, WorldCommit, WorldPull, WorldReview, WorldSignature } from "../world.ts";
import { simpleUser } from "./accounts.ts";
import { fields, idOf, type Links, MOMENT, nodeId } from "./links.ts";
import { repository } from "./repositories.ts";

const PULL_URLS = [
  "comments_url",
  "commits_url",
  "review_comments_url",
  "issue_url",
  "statuses_url",
  "review_comment_url",
];
const LINKS = ["comments", "commits", "statuses", "html", "issue", "review_comments", "review_comment", "self"];

export function pullRequest(pull: WorldPull, world: World, links: Links): Record<string, unknown> {
  const url = `${links.api}/repos/${world.owner}/${world.repo}/pulls/${pull.number}`;
  const page = `${links.html}/${world.owner}/${world.repo}/pull/${pull.number}`;
  const user = simpleUser(world.users.get(pull.author) ?? { login: pull.author }, links);
  const side = (ref: string, sha: string): Record<string, unknown> => ({
    label: `${world.owner}:${ref}`,
    ref,
    sha,
    user,
    repo: repository(world, links),
  });
  return {
    id: idOf(url),
    node_id: nodeId(url),
    number: pull.number,
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    ...fields(url, PULL_URLS),
    state: pull.merged === true ? "closed" : "open",
    locked: false,
    title: `Change ${pull.number}`,
    user,
    body: null,
    labels: [],
    milestone: null,
    assignee: null,
    created_at: MOMENT,
    updated_at: MOMENT,
    closed_at: pull.merged === true ? MOMENT : null,
    merged_at: pull.merged === true ? MOMENT : null,
    merge_commit_sha: pull.mergeCommit ?? null,
    head: side("change", pull.head),
    base: side("main", "0".repeat(40)),
    _links: Object.fromEntries(LINKS.map((name) => [name, { href: `${url}/${name}` }])),
    author_association: "MEMBER",
    auto_merge: null,
  };
}

export function pullReview(review: WorldReview, pull: WorldPull, world: World, links: Links): Record<string, unknown> {
  const page = `${links.html}/${world.owner}/${world.repo}/pull/${pull.number}`;
  const id = idOf(`${review.by} ${review.at} ${review.state}`);
  return {
    id,
    node_id: nodeId(`review ${id}`),
    user: review.by === undefined ? null : simpleUser(world.users.get(review.by) ?? { login: review.by }, links),
    body: "",
    state: review.state,
    html_url: `${page}#pullrequestreview-${id}`,
    pull_request_url: page,
    _links: { html: { href: page }, pull_request: { href: page } },
    submitted_at: review.at,
    commit_id: review.commit,
    author_association: review.association ?? "MEMBER",
  };
}

export function commit(one: WorldCommit, world: World, links: Links): Record<string, unknown> {
  const { sha, author, committer = author, message = "A change" } = one;
  const url = `${links.api}/repos/${world.owner}/${world.repo}/commits/${sha}`;
  const known = ({ login }: WorldSignature): unknown =>
    login === undefined ? null : simpleUser(world.users.get(login) ?? { login }, links);
  return {
    url,
    sha,
    node_id: nodeId(sha),
    html_url: `${links.html}/${world.owner}/${world.repo}/commit/${sha}`,
    comments_url: `${url}/comments`,
    commit: {
      url,
      author: git(author),
      committer: git(committer),
      message,
      tree: { sha, url },
      comment_count: 0,
    },
    author: known(author),
    committer: known(committer),
    parents: [],
  };
}

function git({ name, email }: WorldSignature): Record<string, unknown> {
  return { name, email, date: MOMENT };
}
