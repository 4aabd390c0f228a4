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
  /** From then on it is measured again where the run waits for it. Milliseconds since the epoch. */
  readonly recheckAt?: number;
  /** Set where it rests on a person's word and not on a measurement. */
  readonly attested?: Attestation;
  /** The number that was found and the bound it is held against, where there is one. */
  readonly measure?: Measure;
  /** Where the reason stands, the first first; at most twenty. */
  readonly places?: readonly EvidencePlace[];
  /** The files that were read for it. */
  readonly files?: readonly EvidenceFile[];
  /** Small facts for the panel and the approval, safe to show. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** A number against its bound. */
export interface Measure {
  readonly value: number;
  readonly bound: number;
  /** Which side of the bound is good; the bound itself is good. */
  readonly good: "at-least" | "at-most";
  /** What is counted: `%`, `ms`, `s`, `tests`, `findings`, `people`. */
  readonly unit: string;
}

/** A line in a file of the workspace, or in a report that names it. */
export interface EvidencePlace {
  /** From the workspace folder, with slashes. */
  readonly path: string;
  /** From 1. */
  readonly line?: number;
  /** What stands there: a failed test's name, a finding's rule. */
  readonly about?: string;
}

/** A file as it was when evidence was made of it. */
export interface EvidenceFile {
  /** From the workspace folder, with slashes. */
  readonly path: string;
  /** SHA-256 of its bytes, hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** When what it reports happened, as far as it says so, else when it was written. Milliseconds since the epoch. */
  readonly madeAt: number;
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
