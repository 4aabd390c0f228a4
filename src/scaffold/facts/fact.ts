import type { Place } from "../../core/place.ts";

/**
 * How sure a fact is: `certain` was written down as this very thing (a lock file, `EXPOSE 8080`), `likely` follows from
 * what the code says (`app.listen(process.env.PORT || 3000)`), `guess` is what the framework does by default.
 */
export type Confidence = "certain" | "likely" | "guess";

/** A line of the workspace that says something. */
export interface Evidence extends Place {
  /** What the line says, as a clause for people, such as `listens on 3000`. Never a value that may be secret. */
  readonly says: string;
}

/** Something found out about an application, with what says so. At least one piece of evidence. */
export interface Fact<T> {
  readonly value: T;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

const ORDER: readonly Confidence[] = ["certain", "likely", "guess"];

/** Negative where `a` is the surer one: for sorting, the surest first. */
export function bySureness(a: Confidence, b: Confidence): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}
