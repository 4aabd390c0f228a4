import type { Decisions } from "./admissionMetrics.ts";
import { type Measured, quantile } from "./figure.ts";

/** The same patches with the policies bound and right after with nothing bound. */
export interface Round {
  readonly withPolicies: Taken;
  readonly without: Taken;
}

/** The patches of one half of a round. */
export interface Taken {
  /** What each took whoever sent it. Milliseconds. */
  readonly patches: readonly number[];
  /** What the server decided meanwhile, all updates included: controllers answer every patch with one of a status. */
  readonly decisions: Decisions;
}

/** In percent: as many may take longer where 95 of 100 do not. */
const SLOW_ALLOWED = 5;

/** The figures of all rounds; says the patches of all of them on standard error. */
export function measuredOf(rounds: readonly Round[]): readonly Measured[] {
  const all = (of: (round: Round) => Taken): string => quantilesOf(rounds.flatMap((round) => of(round).patches));
  console.error(`  in all: with ${all((one) => one.withPolicies)}; without ${all((one) => one.without)}`);
  return [
    added(rounds, "to a patch of an image, p95 of each round", (one) => quantile(one.patches, 0.95), 5),
    added(rounds, "to a patch of an image, median of each round", (one) => quantile(one.patches, 0.5)),
    added(rounds, "to the server's decision on a patch, mean of each round", perPatch),
    {
      name: "patches with a decision of more than 5 ms by the server's own count",
      unit: "%",
      samples: rounds.map(({ withPolicies }) => slowPart(withPolicies)),
      // Without policies none is slow; a ratio to nothing would say nothing.
      reference: { name: "what a p95 of 5 ms allows", samples: [SLOW_ALLOWED] },
      goal: { of: "median", limit: SLOW_ALLOWED },
    },
  ];
}

/** The difference of a figure with and without the policies, round by round, beside the figure without them. */
function added(rounds: readonly Round[], to: string, of: (taken: Taken) => number, limit?: number): Measured {
  return {
    name: `added by the approval policies ${to}`,
    unit: "ms",
    samples: rounds.map(({ withPolicies, without }) => of(withPolicies) - of(without)),
    reference: { name: "the same without them", samples: rounds.map(({ without }) => of(without)) },
    ...(limit !== undefined && { goal: { of: "median", limit } }),
  };
}

/** What the server spent on decisions for each patch, those on the controllers' answers to it included. Milliseconds. */
function perPatch({ patches: taken, decisions }: Taken): number {
  return decisions.milliseconds / taken.length;
}

/** Slow decisions for a hundred patches. Others' slow updates count as the patches', so it is never too good. */
function slowPart({ patches: taken, decisions }: Taken): number {
  return (100 * decisions.slow) / taken.length;
}

/** One half of a round in a few words. */
export function told({ patches: taken, decisions }: Taken): string {
  return `${quantilesOf(taken)}, ${decisions.slow} slow decisions of ${decisions.count}`;
}

function quantilesOf(samples: readonly number[]): string {
  return `${quantile(samples, 0.5).toFixed(1)} ms (p95 ${quantile(samples, 0.95).toFixed(1)})`;
}
