import type { MetricsAnswer } from "../../ports/metrics.ts";
import { list, span } from "../../run/words.ts";
import type { MetricTerms } from "../terms.ts";
import { type Finding, inconclusive, passed } from "../finding.ts";

/** What a query came to, or why it came to nothing. */
export interface QueryFact {
  /** What it tells, such as `error-rate`. */
  readonly name: string;
  readonly answer: MetricsAnswer | { readonly problem: string };
}

/** How far a server's clock may be from this machine's. Milliseconds. */
const SKEW_MS = 5 * 60_000;

/**
 * Whether every query gives one number of now, so that what comes after can be compared with it. Nothing, no number,
 * many numbers, an old one and a server that did not answer are no baseline. `now` in milliseconds since the epoch.
 */
export function judgeBaseline(
  { server, queries, maxAge }: Pick<MetricTerms, "server" | "queries" | "maxAge">,
  facts: readonly QueryFact[],
  now: number,
): Finding {
  const names = Object.keys(queries);
  if (server === "" || names.length === 0) {
    const message = `Nobody said what to measure. Write it into tidegate.yaml as evidence.prometheus, with server and queries.`;
    return inconclusive("NotSaid", message);
  }
  const doubts = names.flatMap((name) => {
    const fact = facts.find((one) => one.name === name);
    const doubt = fact === undefined ? "it was not asked." : doubtOf(fact.answer, maxAge, now);
    return doubt === undefined ? [] : [`${name}: ${doubt}`];
  });
  const measure = {
    value: names.length - doubts.length,
    bound: names.length,
    good: "at-least",
    unit: "queries",
  } as const;
  const values = facts.flatMap(({ name, answer }): [string, number][] => {
    const value = "samples" in answer ? answer.samples[0]?.value : undefined;
    return value === undefined || !Number.isFinite(value) ? [] : [[name, value]];
  });
  if (doubts.length > 0) return { ...inconclusive("NoBaseline", doubts.join(" ")), measure };
  const told = list(values.map(([name, value]) => `${name} is ${value}`));
  return { ...passed("Measured", `Before the change, ${told}.`, Object.fromEntries(values)), measure };
}

function doubtOf(answer: QueryFact["answer"], maxAge: number, now: number): string | undefined {
  if ("problem" in answer) return answer.problem;
  const { samples, warnings } = answer;
  const [sample] = samples;
  const [warning] = warnings;
  if (warning !== undefined) return `the server doubts its own answer: ${warning.slice(0, 200)}`;
  if (sample === undefined) return "nothing is measured. Is it scraped, and is the query right?";
  if (samples.length > 1) return `there are ${samples.length} series; aggregate them to one.`;
  if (Number.isNaN(sample.value)) return "it is not a number, as when nothing is divided by nothing.";
  if (!Number.isFinite(sample.value)) return "it is infinite, as when something is divided by nothing.";
  return ageDoubt(sample, maxAge, now);
}

type Sample = MetricsAnswer["samples"][number];

function ageDoubt({ at, takenAt }: Sample, maxAge: number, now: number): string | undefined {
  const off = Math.abs(now - at);
  if (!(off <= SKEW_MS)) return `the server's clock is ${span(off)} from this machine's. Set the clocks.`;
  // By the server's own clock on both sides, so that skew does not matter.
  const age = at - (takenAt ?? at);
  if (!(age <= maxAge * 1000)) return `its newest sample is ${span(age)} old; ${span(maxAge * 1000)} are allowed.`;
  return undefined;
}
