import { type Finding, inconclusive } from "../../../core/gates/finding.ts";
import type { PipelineTerms, PipelineTimeTerms, ReviewTerms } from "../../../core/gates/terms.ts";
import { judgeChecks } from "../../../core/github/checksVerdict.ts";
import { judgeCodeReview } from "../../../core/github/codeReview.ts";
import { judgePipelineTime } from "../../../core/github/pipelineTime.ts";
import { githubPlace, namedPlace } from "../../../core/github/place.ts";
import type { Github, GithubPlace } from "../../../core/ports/github.ts";
import { readChecks } from "../../github/readChecks.ts";
import { readCodeReview } from "../../github/readCodeReview.ts";
import { readPipeline } from "../../github/readPipeline.ts";
import type { Collector } from "../collector.ts";
import { type Asked, withTerms } from "./withTerms.ts";

/** What a commit has shown on GitHub. */
export const GITHUB_COLLECTORS = {
  "code-review": withTerms("review", "GitHub", (asked, terms) =>
    atCommit(asked, terms, async (github, commit) =>
      judgeCodeReview(await readCodeReview(github, commit), terms.approvals),
    ),
  ),
  "pipeline-checks": withTerms("pipeline", "GitHub", (asked, terms) =>
    atCommit(asked, terms, async (github, commit) => judgeChecks(await readChecks(github, commit), terms.required)),
  ),
  "pipeline-fast": withTerms("pipeline-time", "GitHub", (asked, terms) =>
    atCommit(asked, terms, async (github, commit) => {
      const { workflows, seconds } = terms;
      return judgePipelineTime(await readPipeline(github, commit, workflows), workflows, seconds);
    }),
  ),
} as const satisfies Readonly<Record<string, Collector>>;

type Terms = ReviewTerms | PipelineTerms | PipelineTimeTerms;

/** Looks at the commit that is checked out, where GitHub, a token for it and the commit are known. */
async function atCommit(
  { ports }: Asked,
  terms: Terms,
  look: (github: Github, commit: string) => Promise<Finding>,
): Promise<Finding> {
  const commit = (await ports.git.state())?.head;
  if (commit === undefined)
    return inconclusive("NoCommit", "Git knows no commit here that could be looked for on GitHub.");
  const place = placeFor(terms, (await ports.origin()).url);
  if (place === undefined) {
    const message =
      "Git's origin names no repository on GitHub. Write evidence.github.repository into tidegate.yaml, as owner/name.";
    return inconclusive(
      "NoRepository",
      `${message} For a server of your own, write evidence.github.server, too, with https.`,
    );
  }
  const github = await ports.github(place);
  const source = `GitHub: ${place.owner}/${place.repo} on ${place.host}, commit ${commit.slice(0, 12)}`;
  if (github === undefined) return { ...inconclusive("NoToken", noToken(place)), source };
  return { ...(await look(github, commit)), source };
}

/** `server` is the API's address. A token is sent there, so it is https, or on this machine. */
function placeFor({ repository, server }: Terms, origin: string | undefined): GithubPlace | undefined {
  if (server === undefined) return repository === undefined ? githubPlace(origin ?? "") : namedPlace(repository);
  const url = URL.parse(server);
  if (url === null || !(url.protocol === "https:" || isLoopback(url))) return undefined;
  const place = repository === undefined ? githubPlace(origin ?? "", url.host) : namedPlace(repository, url.host);
  return place === undefined ? undefined : { ...place, api: server.replace(/\/$/u, "") };
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/u.test(hostname);
}

function noToken({ host }: GithubPlace): string {
  if (host === "github.com" || host.endsWith(".ghe.com")) {
    return `Nobody is signed in to ${host} where runs are walked. Set GH_TOKEN to a token that reads the repository, start again, and measure again.`;
  }
  return `There is no token for ${host} where runs are walked. Set GH_HOST to ${host} and GH_ENTERPRISE_TOKEN to a token that reads the repository, start again, and measure again.`;
}
