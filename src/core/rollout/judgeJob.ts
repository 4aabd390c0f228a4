import { doomed } from "./doom.ts";
import { podsOf } from "./family.ts";
import { at, conditionOf, count, flag, identityOf } from "./read.ts";
import type { RolloutVerdict } from "./verdict.ts";
import { type JudgeContext, verdict } from "./verdicts.ts";

/** A Job: complete or failed only where its condition is True; until then it runs, unless someone suspended it. */
export function judgeJob(job: unknown, context: JudgeContext): RolloutVerdict {
  const name = identityOf(job).name;
  const failed = conditionOf(job, "Failed");
  if (failed?.status === "True") {
    const why = failed.message ?? failed.reason;
    const message = `${name} failed after ${number(job, "failed")} failed pods${why === undefined ? "" : `: ${why}`}`;
    return verdict("Failed", failed.reason ?? "JobFailed", sentence(message));
  }
  if (conditionOf(job, "Complete")?.status === "True") {
    return verdict(
      "Current",
      "JobComplete",
      `${name} is complete: ${number(job, "succeeded")} of ${completions(job)} succeeded.`,
    );
  }
  if (flag(at(job, "spec", "suspend"))) {
    return verdict("Paused", "JobSuspended", `${name} is suspended at ${progressWords(job)}.`);
  }
  return running(job, context);
}

function running(job: unknown, context: JudgeContext): RolloutVerdict {
  const stuck = podsOf(job, context).flatMap((pod) => doomed(pod) ?? []);
  const [first] = stuck;
  const trouble = first === undefined ? "" : `; ${first.pod} ${first.message}`;
  return verdict("InProgress", "JobRunning", `${progressWords(job)}${trouble}.`);
}

function progressWords(job: unknown): string {
  const parts = [`${number(job, "succeeded")} of ${completions(job)} succeeded`, `${number(job, "active")} running`];
  return [...parts, ...(number(job, "failed") > 0 ? [`${number(job, "failed")} failed`] : [])].join(", ");
}

/** A Job without completions is done when any of its pods is; then it has as many as run at once. */
function completions(job: unknown): number {
  return count(at(job, "spec", "completions")) ?? count(at(job, "spec", "parallelism")) ?? 1;
}

function number(job: unknown, name: string): number {
  return count(at(job, "status", name)) ?? 0;
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
