import type { Clock } from "../../base/clock.ts";
import { digest } from "../../base/hash.ts";
import type { Tried, TriedSubject } from "../../core/checklists/tried.ts";
import { READINESS_CHECKS } from "../../core/gates/descriptions/readiness.ts";
import { asEvidence } from "../../core/gates/finding.ts";
import type { KeptTrials } from "../../core/ports/keptTrials.ts";
import type { ReadinessRequest, TryReadiness } from "../checks/readiness/tryReadiness.ts";
import type { ReadinessSubject } from "../request/readinessAt.ts";

/** Where what was tried is kept, and what hears that it could not be. */
export interface Keeping {
  readonly trials: Pick<KeptTrials, "keep">;
  readonly clock: Pick<Clock, "now">;
  readonly notKept: (error: unknown) => void;
}

/** The same trial, but that what it finds is kept for the checklists. What was given up before it was found is not. */
export function keepingTried(tryReadiness: TryReadiness, { trials, clock, notKept }: Keeping): TryReadiness {
  return async (request) => {
    const found = await tryReadiness(request);
    try {
      await trials.keep(triedBy(request, found, clock.now()));
    } catch (error) {
      notKept(error);
    }
    return found;
  };
}

/** How a subject is known again. */
export function subjectOf({ readiness, workloads }: ReadinessSubject): TriedSubject {
  return { subject: digest(readiness), workloads: workloads.toSorted() };
}

function triedBy(request: ReadinessRequest, found: Awaited<ReturnType<TryReadiness>>, now: number): readonly Tried[] {
  const subject = subjectOf(request);
  return [...found].flatMap(([check, finding]) => {
    if (finding.reason === "Stopped") return [];
    return [{ ...subject, evidence: asEvidence(check, finding, READINESS_CHECKS[check].reads, now) }];
  });
}
