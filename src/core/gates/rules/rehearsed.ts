import { span } from "../../run/words.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";
import { type WayBackRuns, walkedBack, wasEmbedded } from "./walkedBack.ts";

export interface RehearsalFacts extends WayBackRuns {
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Whether a run that changes the same workloads in the same order was rolled back on the embedded cluster at most
 * `maxAge` seconds ago, until everything was ready again. Source: safety-handbook.md:230.
 */
export function judgeRehearsal(maxAge: number, { now, ...facts }: RehearsalFacts): Finding {
  const last = walkedBack(facts).find(wasEmbedded);
  if (last === undefined) {
    const message = "No run has rolled back this way on the embedded cluster.";
    const what = "Start it, deploy the same workloads there in an environment of its context, and roll that run back.";
    return inconclusive("NotRehearsed", `${message} ${what}`);
  }
  const age = now - last.ended.at;
  if (last.ended.outcome !== "rolled-back") {
    return failed(
      "RehearsalFailed",
      `The rehearsal, run ${last.run}, ended ${last.ended.outcome}: ${last.ended.message}`,
    );
  }
  if (!(age <= maxAge * 1000)) {
    const message = `It was rehearsed ${span(age)} ago, by run ${last.run}; ${span(maxAge * 1000)} are allowed. Rehearse again.`;
    return inconclusive("Stale", message);
  }
  const measure = { value: Math.max(0, Math.ceil(age / 1000)), bound: maxAge, good: "at-most", unit: "s" } as const;
  const message = `Run ${last.run} rolled back this way on the embedded cluster ${span(age)} ago; all was ready again.`;
  return { ...passed("Rehearsed", message, { run: last.run }), measure };
}
