import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** Two readings of the server-side diff, hashed. */
export interface DiffFacts {
  /** As the person who asked for the run saw it; empty where they saw none. */
  readonly reviewed: string;
  readonly reviewer: string;
  /** As it is now; undefined where the server could not be asked. */
  readonly current: string | undefined;
}

/** Whether what would change is what was looked at. */
export function judgeDiffReviewed({ reviewed, reviewer, current }: DiffFacts): Finding {
  if (current === undefined) return inconclusive("NoDiff", "The server could not say what would change. Try again.");
  if (reviewed === "") return failed("NotReviewed", "Nobody has looked at the diff. Review it and start again.");
  const facts = { reviewed, current };
  if (reviewed !== current) {
    return failed("DiffChanged", "The diff is no longer the one that was reviewed. Review it and start again.", facts);
  }
  return passed("Reviewed", `${reviewer} reviewed the diff, and it is unchanged.`, facts);
}
