import { environmentToken } from "./adapters/github/environmentToken.ts";
import { githubAt } from "./adapters/github/github.ts";
import { useProxies } from "./adapters/github/useProxies.ts";
import { gitOriginOf } from "./adapters/git/origin.ts";
import { runCommand } from "./adapters/process/command.ts";
import { systemClock } from "./adapters/process/systemClock.ts";
import type { GithubPart } from "./cli/githubPart.ts";
import { githubPlace } from "./core/github/place.ts";
import type { Github, GithubPlace } from "./core/ports/github.ts";
import type { ReadGitOrigin } from "./core/ports/gitOrigin.ts";
import { openReviews as reviewsWith } from "./engine/github/githubReviews.ts";
import { type ReviewsInbox, reviewsInbox } from "./engine/github/reviewsInbox.ts";

/** GitHub: loaded when somebody looks at reviews, or a gate asks for them. */

/** For one request with everything that it leads to. */
const TIMEOUT_MS = 20_000;

/** A repository on GitHub; the token is asked for at every request and not kept. */
export function openGithub(place: GithubPlace, token: () => Promise<string | undefined>): Github {
  return githubAt({ place, token, clock: systemClock, timeoutMs: TIMEOUT_MS });
}

/** What waits in a repository, followed while somebody looks. */
export function openReviews(
  place: GithubPlace,
  token: () => Promise<string | undefined>,
  isProduction: (environment: string) => boolean,
): ReviewsInbox {
  const reviews = reviewsWith(openGithub(place, token), systemClock, () => Math.random());
  return reviewsInbox(reviews, place, isProduction);
}

/** Where a folder's repository is on GitHub; undefined where it is not there. `enterprise` is the host of a server. */
export async function placeIn(folder: string, enterprise: string | undefined): Promise<GithubPlace | undefined> {
  const { url } = await originOf(folder)();
  return url === undefined ? undefined : githubPlace(url, enterprise);
}

/** What git has set up as a folder's origin. */
function originOf(folder: string): ReadGitOrigin {
  return gitOriginOf(folder, runCommand);
}

/** GitHub for a process of its own: its environment holds the token, and names the proxies to go through. */
export function githubPart(env: Readonly<Record<string, string | undefined>>): GithubPart {
  useProxies(env);
  return {
    host: env["GH_HOST"],
    originOf,
    open(place) {
      const token = environmentToken(place, env);
      return token === undefined ? undefined : openGithub(place, async () => token);
    },
  };
}
