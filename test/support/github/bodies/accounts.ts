import type { WorldTeam, WorldUser } from "../world.ts";
import { fields, idOf, type Links, MOMENT, nodeId } from "./links.ts";

const USER_URLS = [
  "events_url",
  "followers_url",
  "following_url",
  "gists_url",
  "organizations_url",
  "received_events_url",
  "repos_url",
  "starred_url",
  "subscriptions_url",
];

/** An account as it stands within other things. */
export function simpleUser({ login, type = "User" }: WorldUser, { api, html }: Links): Record<string, unknown> {
  return {
    login,
    id: idOf(login),
    node_id: nodeId(login),
    avatar_url: `${html}/avatars/${login}`,
    gravatar_id: "",
    url: `${api}/users/${login}`,
    html_url: `${html}/${login}`,
    type,
    site_admin: false,
    ...fields(`${api}/users/${login}`, USER_URLS),
  };
}

/** An account that was asked for itself. */
export function publicUser(user: WorldUser, links: Links): Record<string, unknown> {
  return {
    ...simpleUser(user, links),
    name: user.name ?? null,
    email: user.email ?? null,
    company: null,
    blog: null,
    location: null,
    hireable: null,
    bio: null,
    public_repos: 1,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: MOMENT,
    updated_at: MOMENT,
  };
}

export function team({ team: name }: WorldTeam, { api, html }: Links): Record<string, unknown> {
  const base = `${api}/organizations/1/team/${idOf(name)}`;
  return {
    id: idOf(name),
    node_id: nodeId(name),
    name,
    slug: name.toLowerCase().replaceAll(" ", "-"),
    description: null,
    permission: "push",
    url: base,
    html_url: `${html}/orgs/acme/teams/${idOf(name)}`,
    members_url: `${base}/members{/member}`,
    repositories_url: `${base}/repos`,
    parent: null,
    type: "organization",
  };
}

/** The app that reports a check. */
export function integration(name: string, links: Links): Record<string, unknown> {
  return {
    id: idOf(name),
    node_id: nodeId(name),
    slug: name,
    name,
    owner: simpleUser({ login: "github" }, links),
    description: null,
    external_url: links.html,
    html_url: `${links.html}/apps/${name}`,
    created_at: MOMENT,
    updated_at: MOMENT,
    permissions: { checks: "write" },
    events: ["check_run"],
  };
}
