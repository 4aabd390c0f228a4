import { bySureness, type Fact } from "../../facts/fact.ts";

/** The surest of several facts, the first among equals; undefined of none. What says the same is added as evidence. */
export function best<T>(facts: readonly (Fact<T> | undefined)[]): Fact<T> | undefined {
  const known = facts.filter((one) => one !== undefined);
  const [first] = known.toSorted((a, b) => bySureness(a.confidence, b.confidence));
  if (first === undefined) return undefined;
  const same = known.filter((one) => one !== first && isSame(one.value, first.value));
  const evidence = [first, ...same].flatMap((one) => one.evidence);
  // The same line may be read for two reasons.
  return { ...first, evidence: [...new Map(evidence.map((one) => [`${one.line}\n${one.file}`, one])).values()] };
}

/** Whether two values of facts are the same: they are plain data. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
