import { nodeOf } from "../../graph/walk.ts";
import { span } from "../../run/words.ts";
import type { RollbackTimeTerms } from "../terms.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";
import type { RehearsalFacts } from "./rehearsed.ts";
import { type EndedRun, walkedBack, wasEmbedded } from "./walkedBack.ts";

/**
 * How long the last way back took, from its first step until what ran before was ready again. What happened in a real
 * cluster counts before a rehearsal, whose pods pull no image. Source: safety-handbook.md:231.
 */
export function judgeRollbackTime({ seconds, maxAge }: RollbackTimeTerms, { now, ...facts }: RehearsalFacts): Finding {
  const runs = walkedBack(facts);
  const recent = runs.filter((run) => now - run.ended.at <= maxAge * 1000);
  const last = recent.find((run) => !wasEmbedded(run)) ?? recent[0];
  if (last === undefined) return unseen(runs[0], maxAge, now);
  const { outcome, message: why } = last.ended;
  if (outcome !== "rolled-back")
    return failed("RollbackFailed", `Run ${last.run} went back this way and ended ${outcome}: ${why}`);
  const took = timeOf(last);
  if (took === undefined)
    return inconclusive("NotTimed", `When run ${last.run} set out on its way back is not written down.`);
  const where = wasEmbedded(last) ? "on the embedded cluster, whose nodes pull no image" : last.release.environment;
  const value = Math.ceil(took / 1000);
  const measure = { value, bound: seconds, good: "at-most", unit: "s" } as const;
  const told = `Run ${last.run} went back this way in ${value} s (${where}); ${seconds} s are allowed.`;
  const shown = { run: last.run, embedded: wasEmbedded(last) };
  if (value <= seconds) return { ...passed("BackInTime", told, shown), measure };
  const what = "Keep the version before beside the new one, or make its pods ready sooner.";
  return { ...failed("BackTooLate", `${told} ${what}`, shown), measure };
}

function unseen(last: EndedRun | undefined, maxAge: number, now: number): Finding {
  const what = "Deploy the same workloads to the embedded cluster and roll that run back.";
  if (last === undefined)
    return inconclusive("NotTimed", `No run has gone back this way, so nobody knows how long it takes. ${what}`);
  const age = span(now - last.ended.at);
  return inconclusive("Stale", `Run ${last.run} went back this way ${age} ago; ${span(maxAge * 1000)} count. ${what}`);
}

/** Milliseconds from the first step of the way back to the end of the run. */
function timeOf({ graph, path, ended }: EndedRun): number | undefined {
  const first = path.find(({ node }) => nodeOf(graph, node)?.back === true);
  return first === undefined || first.enteredAt > ended.at ? undefined : ended.at - first.enteredAt;
}
