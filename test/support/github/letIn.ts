import type { IncomingMessage } from "node:http";
import type { Called } from "./description.ts";
import { type Reply, refused } from "./operations.ts";
import type { World, WorldToken } from "./world.ts";

interface Refusal extends Reply {
  readonly headers?: Readonly<Record<string, string>>;
}

/** Whose request it is, or why GitHub turns it away before it looks at what is asked. */
export function letIn(world: World, request: IncomingMessage, { name, path }: Called): { login: string } | Refusal {
  const [, token = ""] = /^(?:bearer|token) (.+)$/iu.exec(request.headers.authorization ?? "") ?? [];
  const known = world.tokens.get(token);
  if (known === undefined || known.revoked === true)
    return refused(401, token === "" ? "Requires authentication" : "Bad credentials");
  const { limits } = world;
  if (limits.remaining <= 0) {
    const headers = {
      "x-ratelimit-limit": String(limits.limit),
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(limits.resetAt),
    };
    return { ...refused(403, "API rate limit exceeded for user ID 1."), headers };
  }
  const ofRepository = name.includes("/repos/{owner}/{repo}");
  return (ofRepository ? repositoryRefusal(world, known, request, path) : undefined) ?? { login: known.login };
}

function repositoryRefusal(
  { owner, repo, movedTo }: World,
  known: WorldToken,
  { url = "", method, headers }: IncomingMessage,
  asked: Called["path"],
): Refusal | undefined {
  if (movedTo !== undefined && asked["repo"] === repo) {
    const location = `http://${headers.host}${url.replace(`/${owner}/${repo}`, `/${owner}/${movedTo}`)}`;
    return {
      status: method === "GET" ? 301 : 307,
      body: { message: "Moved Permanently", url: location },
      headers: { location },
    };
  }
  if (asked["owner"] !== owner || asked["repo"] !== (movedTo ?? repo)) return refused(404, "Not Found");
  if (known.saml === true) {
    const sso = `required; url=https://${headers.host}/orgs/${owner}/sso?authorization_request=abc`;
    return {
      ...refused(403, "Resource protected by organization SAML enforcement."),
      headers: { "x-github-sso": sso },
    };
  }
  if (method === "GET" || known.mayWrite === true) return undefined;
  const scopes = { "x-oauth-scopes": "public_repo", "x-accepted-oauth-scopes": "repo" };
  return { ...refused(403, "Resource not accessible by personal access token"), headers: scopes };
}
