import type { GithubPlace } from "../../core/ports/github.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The token that the variables of GitHub's own command line hold for a host. One for github.com is never sent to another
 * server: a workspace may name any. Undefined where there is none for this host.
 */
export function environmentToken({ host }: GithubPlace, env: Environment): string | undefined {
  const cloud = host === "github.com" || host.endsWith(".ghe.com");
  if (cloud) return firstOf(env["GH_TOKEN"], env["GITHUB_TOKEN"]);
  const named = env["GH_HOST"]?.toLowerCase() === host.toLowerCase();
  return named ? firstOf(env["GH_ENTERPRISE_TOKEN"], env["GITHUB_ENTERPRISE_TOKEN"]) : undefined;
}

function firstOf(...tokens: readonly (string | undefined)[]): string | undefined {
  return tokens.find((token) => token !== undefined && token.trim() !== "")?.trim();
}
