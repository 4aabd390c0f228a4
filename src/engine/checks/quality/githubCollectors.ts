import { type Finding, inconclusive } from "../../../core/gates/finding.ts";
import type { PipelineTerms, ReviewTerms } from "../../../core/gates/terms.ts";
import { judgeChecks } from "../../../core/github/checksVerdict.ts";
import { type CodeReviewFacts, judgeCodeReview, type PullFacts } from "../../../core/github/codeReview.ts";
import { githubPlace, namedPlace } from "../../../core/github/place.ts";
import type { Github, GithubAccount, GithubPlace, PullRequest } from "../../../core/ports/github.ts";
import type { Collector } from "../collector.ts";
import { type Asked, withTerms } from "./withTerms.ts";

/** What a commit has shown on GitHub. */
export const GITHUB_COLLECTORS = {
  "code-review": withTerms("review", "GitHub", (asked, terms) =>
    atCommit(asked, terms, async (github, commit) => judgeCodeReview(await reviewOf(github, commit), terms.approvals)),
  ),
  "pipeline-checks": withTerms("pipeline", "GitHub", (asked, terms) =>
    atCommit(asked, terms, async (github, commit) => {
      const [runs, suites, statuses] = await Promise.all([
        github.checkRuns(commit),
        github.checkSuites(commit),
        github.statuses(commit),
      ]);
      return judgeChecks({ commit, runs, suites, statuses }, terms.required);
    }),
  ),
} as const satisfies Readonly<Record<string, Collector>>;

/** More pull requests than hold one commit for any good reason. */
const MOST_PULLS = 10;
/** Accounts that are asked for what they show of themselves. */
const MOST_ACCOUNTS = 30;

type Terms = ReviewTerms | PipelineTerms;

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

async function reviewOf(github: Github, commit: string): Promise<CodeReviewFacts> {
  const { items, complete } = await github.pullsOf(commit);
  const some = await Promise.all(items.slice(0, MOST_PULLS).map((pull) => pullFacts(github, pull)));
  return { commit, pulls: { items: some, complete: complete && items.length <= MOST_PULLS } };
}

async function pullFacts(github: Github, pull: PullRequest): Promise<PullFacts> {
  const [reviews, commits] = await Promise.all([github.reviewsOfPull(pull.number), github.commitsOfPull(pull.number)]);
  const people = [
    pull.author,
    ...reviews.items.map(({ by }) => by),
    ...commits.items.flatMap(({ author, committer }) => [author.account, committer.account]),
  ];
  return { pull, reviews, commits, accounts: await shown(github, people) };
}

/** Names and addresses of accounts: by these a second account of an author is found. */
async function shown(
  github: Github,
  people: readonly (GithubAccount | undefined)[],
): Promise<readonly GithubAccount[]> {
  const logins = people.flatMap((one) => (one?.person === true ? [one.login] : []));
  const asked = [...new Set(logins)].slice(0, MOST_ACCOUNTS);
  const accounts = await Promise.all(asked.map((login) => github.account(login)));
  return accounts.filter((one) => one !== undefined);
}
