/** One measured figure beside what it is compared with, as `npm run bench` closes with. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly p95: number;
  /** Median of the reference, in the same unit. */
  readonly reference: number;
  /** `median / reference`. */
  readonly ratio: number;
  /** `none` for what is only to be known; it then holds. */
  readonly goal: string;
  readonly holds: boolean;
}

/** What a bench hands on: all its samples, those of the reference of the same run, and the goal. */
export interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly samples: readonly number[];
  readonly reference: { readonly name: string; readonly samples: readonly number[] };
  /** Undefined for what is only to be known. */
  readonly goal?: Goal;
}

/** The member of a figure that must not exceed `limit`. */
export interface Goal {
  readonly of: "median" | "p95" | "ratio";
  readonly limit: number;
}

/** A bench by the name it is asked for with. */
export interface Bench {
  readonly name: string;
  run(): Promise<readonly Measured[]>;
}

export function figureOf({ name, unit, samples, reference, goal }: Measured): Figure {
  const median = quantile(samples, 0.5);
  const compared = quantile(reference.samples, 0.5);
  const values = { median, p95: quantile(samples, 0.95), ratio: median / compared };
  return {
    name,
    unit,
    median: rounded(values.median),
    p95: rounded(values.p95),
    reference: rounded(compared),
    ratio: rounded(values.ratio),
    goal: goal === undefined ? "none" : goalText(goal, unit),
    holds: goal === undefined || values[goal.of] <= goal.limit,
  };
}

function goalText({ of, limit }: Goal, unit: string): string {
  if (of === "ratio") return `<= ${limit} x the reference`;
  return `<= ${limit} ${unit}${of === "p95" ? " (p95)" : ""}`;
}

/** The value that this part of the samples does not exceed (nearest rank); between two in the middle, their mean. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = part * sorted.length;
  const value = sorted[Math.max(0, Math.ceil(rank) - 1)] ?? Number.NaN;
  return part === 0.5 && Number.isInteger(rank) ? (value + (sorted[rank] ?? value)) / 2 : value;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
