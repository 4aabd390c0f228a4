import { Fault } from "../../base/result.ts";
import { type PendingReview, pendingReviews } from "../../core/github/pendingReview.ts";
import type { Github, GithubAccount, GithubEnvironment, WorkflowRun } from "../../core/ports/github.ts";
import { inBatches } from "./inBatches.ts";

/** What waits on GitHub in a repository. */
export interface RepositoryReviews {
  readonly reviews: readonly PendingReview[];
  /** Whether all that waits was read. */
  readonly complete: boolean;
}

/** The newest runs are what somebody will look at; each costs a request or more. */
const MOST_RUNS = 30;

/** Everything that waits for a review of an environment, of the newest runs first. */
export async function readReviews(github: Github, signal?: AbortSignal): Promise<RepositoryReviews> {
  const { items, complete } = await github.waitingRuns(signal);
  const active = await github.activeRuns(signal);
  if (items.length + active.length === 0) return { reviews: [], complete };
  const me = await github.me(signal);
  // A run counts as under way while one job runs and another waits.
  const runs = new Map([...items.slice(0, MOST_RUNS), ...active].map((run) => [run.id, run]));
  const reviews = await inBatches([...runs.values()], (run) => readRun(github, run, me, signal));
  return { reviews: reviews.flat(), complete: complete && items.length <= MOST_RUNS };
}

/** What one run waits for. A run that is gone by now waits for nothing. */
export async function readRun(
  github: Github,
  run: WorkflowRun,
  me: GithubAccount,
  signal?: AbortSignal,
): Promise<readonly PendingReview[]> {
  try {
    const pending = await github.pendingDeployments(run.id, signal);
    const names = [...new Set(pending.map(({ environment }) => environment))];
    const environments = new Map<string, GithubEnvironment | undefined>();
    for (const name of names) await addEnvironment(github, name, environments, signal);
    const guarded = [...environments.values()].some((rules) => rules?.preventSelfReview === true);
    const starters = await startersOf(github, run, guarded, signal);
    return pendingReviews({ run, pending, environments, me, starters });
  } catch (error) {
    if (error instanceof Fault && error.reason === "Gone") return [];
    throw error;
  }
}

/** Rules that may not be seen are left out: that is another thing than an environment that is gone. */
async function addEnvironment(
  github: Github,
  name: string,
  environments: Map<string, GithubEnvironment | undefined>,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    environments.set(name, await github.environment(name, signal));
  } catch (error) {
    if (!(error instanceof Fault && error.reason === "NotAllowed")) throw error;
  }
}

/** Who started a run; with what they show of themselves where it matters who else they may be. */
async function startersOf(
  github: Github,
  { triggeredBy, startedBy }: WorkflowRun,
  closely: boolean,
  signal: AbortSignal | undefined,
): Promise<readonly GithubAccount[]> {
  const known = [triggeredBy, startedBy].filter((one) => one !== undefined);
  const people = [...new Map(known.map((one) => [one.id, one])).values()];
  if (!closely) return people;
  return inBatches(people, async (one) => (one.person ? ((await github.account(one.login, signal)) ?? one) : one));
}
