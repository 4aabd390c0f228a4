import type { Cell, Difference, EnvironmentFacts, Stated } from "./comparison.ts";
import { type Profile, PROFILES, rankOf } from "./profile.ts";
import type { Property } from "./properties.ts";

/** A property in one environment. */
export interface Placed {
  readonly environment: string;
  readonly profile: Profile | undefined;
  readonly cell: Cell;
}

export interface Explanation {
  readonly difference: Difference;
  readonly sentence: string;
}

/** Says how a property's values stand to each other, and what is wrong with them. `label` is the row's. */
export function explain(property: Property, label: string, placed: readonly Placed[]): Explanation {
  const wrong = [
    ...missed(property, label, placed),
    ...belowLeast(property, label, placed),
    ...RULES[property.rule](label, placed),
    ...drifted(label, placed),
  ];
  if (wrong.length > 0) return { difference: "surprising", sentence: wrong.join(" ") };
  const unknown = placed.flatMap(({ environment, cell }) => (cell.state === "unknown" ? [{ environment, cell }] : []));
  const [first] = unknown;
  if (first !== undefined) {
    return { difference: "unknown", sentence: `Of ${first.environment} it is not known: ${first.cell.why}.` };
  }
  const texts = new Set(placed.map(({ cell }) => textOf(cell)));
  if (texts.size <= 1) return { difference: "same", sentence: "All are alike." };
  return { difference: "expected", sentence: property.why };
}

/** What a cell is compared by where only sameness matters. */
export function textOf(cell: Cell): string {
  return cell.state === "known" ? cell.stated.text : "";
}

function missed({ expected }: Property, label: string, placed: readonly Placed[]): string[] {
  if (expected === undefined) return [];
  return placed.flatMap(({ environment, profile, cell }) => {
    if (profile === undefined || cell.state !== "none" || !expected.in.includes(profile)) return [];
    const { label: what } = PROFILES[profile];
    return [`${environment} has no ${label}; a ${what} environment is expected to (${expected.source}).`];
  });
}

function belowLeast({ least }: Property, label: string, placed: readonly Placed[]): string[] {
  if (least === undefined) return [];
  return placed.flatMap(({ environment, profile, cell }) => {
    const bound = profile === undefined ? undefined : least[profile];
    const amount = amountOf(cell);
    if (bound === undefined || amount === undefined || amount >= bound) return [];
    return [`${label}: ${environment} has ${amount}; at least ${bound} are expected (${least.source}).`];
  });
}

type Rule = (label: string, placed: readonly Placed[]) => string[];

const RULES: Readonly<Record<Property["rule"], Rule>> = {
  grows: (label, placed) => steps(placed).flatMap(([low, high]) => against(label, low, high, "less")),
  shrinks: (label, placed) => steps(placed).flatMap(([low, high]) => against(label, low, high, "more")),
  apart: shared,
  stricter: (_label, placed) => steps(placed).flatMap(([low, high]) => laxer(low, high)),
  free: () => [],
};

/** Pairs of environments of which the second one's profile bears more. */
function steps(placed: readonly Placed[]): [Placed, Placed][] {
  return placed.flatMap((low) =>
    placed.flatMap((high): [Placed, Placed][] => {
      const [below, above] = [rankOf(low.profile), rankOf(high.profile)];
      return below !== undefined && above !== undefined && below < above ? [[low, high]] : [];
    }),
  );
}

function against(label: string, low: Placed, high: Placed, side: "less" | "more"): string[] {
  const [a, b] = [amountOf(low.cell), amountOf(high.cell)];
  if (a === undefined || b === undefined || (side === "less" ? b >= a : b <= a)) return [];
  const [small, large] = [valueOf(low.cell), valueOf(high.cell)];
  return [`${label}: ${high.environment} has ${large}, ${side} than ${low.environment} with ${small}.`];
}

/** What an amount is called where a comparison names it. */
function valueOf(cell: Cell): string {
  return cell.state === "known" ? cell.stated.text : (cell.live?.text ?? "none");
}

function shared(label: string, placed: readonly Placed[]): string[] {
  const byText = Map.groupBy(
    placed.filter(({ cell }) => cell.state === "known"),
    ({ cell }) => textOf(cell),
  );
  return [...byText].flatMap(([text, all]) => {
    if (all.length < 2) return [];
    const names = all.map(({ environment }) => environment).join(" and ");
    return [`${names} share their ${label}, ${text}: what happens to one happens to the other.`];
  });
}

/** A gate that asks for the environment before it asks for all that was proved there. */
const PROVED_BEFORE = "staging-verified";

function laxer(low: Placed, high: Placed): string[] {
  const [before, after] = [membersOf(low.cell), membersOf(high.cell)];
  if (before === undefined || after === undefined || after.includes(PROVED_BEFORE)) return [];
  const left = before.filter((one) => !after.includes(one));
  if (left.length === 0) return [];
  const shown = left.slice(0, 4).join(", ") + (left.length > 4 ? ` and ${left.length - 4} more` : "");
  return [`${low.environment} asks for ${shown}, and ${high.environment} does not.`];
}

/** Files say what ought to be: a cluster that has something else was changed by hand, or was not delivered to. */
function drifted(label: string, placed: readonly Placed[]): string[] {
  return placed.flatMap(({ environment, cell }) => {
    const { live } = cell;
    if (live === undefined || cell.state !== "known" || sameAmount(cell.stated, live)) return [];
    return [`${environment} has ${live.text} in the cluster and ${cell.stated.text} in its files (${label}).`];
  });
}

function sameAmount(stated: Stated, live: Stated): boolean {
  return stated.amount === undefined || live.amount === undefined
    ? stated.text === live.text
    : stated.amount === live.amount;
}

function amountOf(cell: Cell): number | undefined {
  return cell.state === "known" ? cell.stated.amount : cell.live?.amount;
}

function membersOf(cell: Cell): readonly string[] | undefined {
  return cell.state === "known" ? cell.stated.members : undefined;
}

/** The environments with a fact of each, for a row. */
export function placedIn(
  environments: readonly EnvironmentFacts[],
  cellOf: (environment: EnvironmentFacts) => Cell,
): readonly Placed[] {
  return environments.map((one) => ({ environment: one.environment, profile: one.profile, cell: cellOf(one) }));
}
