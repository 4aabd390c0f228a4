import type { Person } from "../run/release.ts";

/** What a check found, with enough to judge it again later. Hashed, dated, never secret. */
export interface Evidence {
  /** Id of the check in the registry. */
  readonly check: string;
  readonly verdict: CheckVerdict;
  /** CamelCase code. */
  readonly reason: string;
  /** A sentence with the numbers. */
  readonly message: string;
  /** The command, file or API call that was read. */
  readonly source: string;
  /** Milliseconds since the epoch. */
  readonly collectedAt: number;
  /** Set where it rests on a person's word and not on a measurement. */
  readonly attested?: Attestation;
  /** Small facts for the panel and the approval, safe to show. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** A named person's word. It counts until it expires. */
export interface Attestation {
  readonly by: Person;
  /** What they say they saw or did, in a sentence. */
  readonly statement: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** In doubt it is inconclusive, and inconclusive never opens a gate. */
export type CheckVerdict = "pass" | "fail" | "inconclusive";
