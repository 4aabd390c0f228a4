import { failed, type Finding, inconclusive, passed } from "../gates/finding.ts";
import type { CheckRun, CheckSuite, CommitStatus, Page } from "../ports/github.ts";

/** What GitHub tells of a commit's checks. */
export interface ChecksFacts {
  readonly commit: string;
  readonly runs: Page<CheckRun>;
  readonly suites: Page<CheckSuite>;
  readonly statuses: Page<CommitStatus>;
}

/** A check run or a status under one name. */
interface Outcome {
  readonly name: string;
  readonly state: "passed" | "skipped" | "failed" | "pending" | "doubt";
  /** As GitHub has it. */
  readonly word: string;
}

/**
 * Conclusions as GitHub counts them where checks are required: what was skipped stands in nobody's way. A conclusion that
 * is not known here, or that GitHub gave up on, is a doubt.
 */
const CONCLUSIONS: Readonly<Record<string, Outcome["state"]>> = {
  success: "passed",
  neutral: "skipped",
  skipped: "skipped",
  failure: "failed",
  cancelled: "failed",
  timed_out: "failed",
  action_required: "failed",
  startup_failure: "failed",
};
const STATES: Readonly<Record<string, Outcome["state"]>> = {
  success: "passed",
  pending: "pending",
  failure: "failed",
  error: "failed",
};
const ACTIONS = "github-actions";
const MOST_NAMED = 5;

/** Whether a commit's checks on GitHub have passed: those that are required, else all there are. */
export function judgeChecks(facts: ChecksFacts, required: readonly string[]): Finding {
  const { runs, suites, statuses } = facts;
  const all = [...statuses.items.map(ofStatus), ...ofRuns(runs.items)];
  const wanted = required.length === 0 ? all : all.filter(({ name }) => required.includes(name));
  const bad = wanted.filter(({ state }) => state === "failed");
  if (bad.length > 0)
    return counted(failed("ChecksFailed", `${bad.length} of ${wanted.length} checks failed: ${named(bad)}.`), wanted);
  if (!runs.complete || !suites.complete || !statuses.complete) {
    return inconclusive("TooMany", "The commit has more checks than are read. Name those that are required.");
  }
  return counted(
    missing(required, wanted) ?? unfinished(wanted) ?? onlyAll(facts, required, wanted) ?? allPassed(wanted),
    wanted,
  );
}

function allPassed(wanted: readonly Outcome[]): Finding {
  const skipped = wanted.filter(({ state }) => state === "skipped").length;
  return passed(
    "ChecksPassed",
    `${wanted.length} checks passed${skipped === 0 ? "" : `, ${skipped} of them skipped or neutral`}.`,
  );
}

function missing(required: readonly string[], wanted: readonly Outcome[]): Finding | undefined {
  const none = required.filter((name) => !wanted.some((one) => one.name === name));
  if (none.length === 0) return undefined;
  return inconclusive(
    "ChecksMissing",
    `${listed(none)} did not report on the commit. Look whether they ran, or are called otherwise.`,
  );
}

function unfinished(wanted: readonly Outcome[]): Finding | undefined {
  const pending = wanted.filter(({ state }) => state === "pending");
  if (pending.length > 0)
    return inconclusive(
      "ChecksPending",
      `${pending.length} of ${wanted.length} checks have not ended: ${named(pending)}.`,
    );
  const doubt = wanted.filter(({ state }) => state === "doubt");
  return doubt.length === 0
    ? undefined
    : inconclusive("ChecksUnclear", `What became of checks cannot be told: ${named(doubt)}.`);
}

/** What speaks against "all there are": that there are none, that none did anything, or that more are to come. */
function onlyAll(
  { commit, suites }: ChecksFacts,
  required: readonly string[],
  wanted: readonly Outcome[],
): Finding | undefined {
  if (required.length > 0) return undefined;
  const coming = suites.items.filter(
    ({ app, status, runs }) => status !== "completed" && (runs > 0 || app === ACTIONS),
  );
  if (coming.length > 0) return inconclusive("ChecksPending", `${coming.length} suites of checks have not ended.`);
  if (wanted.length === 0)
    return inconclusive("NoChecks", `Nothing has checked commit ${commit.slice(0, 12)} on GitHub.`);
  if (wanted.some(({ state }) => state === "passed")) return undefined;
  return inconclusive("ChecksSkipped", `All ${wanted.length} checks of the commit were skipped: nothing was checked.`);
}

/**
 * The newest run of each name of each app. Where an older run of the same name in another suite did not pass, nobody can
 * tell whether the newer repeats it or is another workflow's: that is a doubt.
 */
function ofRuns(runs: readonly CheckRun[]): Outcome[] {
  const byName = Map.groupBy(runs, ({ name, app }) => JSON.stringify([app, name]));
  return [...byName.values()].map((same) => {
    const [newest, ...older] = newestOfSuites(same).map(ofRun);
    if (newest === undefined) throw new Error("A group is never empty.");
    const good = newest.state === "passed" || newest.state === "skipped";
    const other = older.find(({ state }) => state !== "passed" && state !== "skipped");
    if (!good || other === undefined) return newest;
    return { name: newest.name, state: "doubt", word: `${newest.word} and in another suite ${other.word}` };
  });
}

/** The newest run within each suite, the newest of them first. */
function newestOfSuites(runs: readonly CheckRun[]): CheckRun[] {
  const newestFirst = runs.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0) || b.id - a.id);
  return [...Map.groupBy(newestFirst, ({ suite }) => suite).values()].flatMap(([newest]) => newest ?? []);
}

function ofRun({ name, status, conclusion }: CheckRun): Outcome {
  if (status !== "completed") return { name, state: "pending", word: status };
  return { name, state: stateIn(CONCLUSIONS, conclusion), word: conclusion ?? "no conclusion" };
}

function ofStatus({ context, state }: CommitStatus): Outcome {
  return { name: context, state: stateIn(STATES, state), word: state };
}

function stateIn(states: Readonly<Record<string, Outcome["state"]>>, word: string | undefined): Outcome["state"] {
  return word !== undefined && Object.hasOwn(states, word) ? (states[word] ?? "doubt") : "doubt";
}

function counted(finding: Finding, wanted: readonly Outcome[]): Finding {
  const passedOnes = wanted.filter(({ state }) => state === "passed" || state === "skipped").length;
  const measure = { value: passedOnes, bound: Math.max(1, wanted.length), good: "at-least", unit: "checks" } as const;
  return { ...finding, facts: { passed: passedOnes, checks: wanted.length }, measure };
}

function named(outcomes: readonly Outcome[]): string {
  return listed(outcomes.map(({ name, word }) => `${name} (${word})`));
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
