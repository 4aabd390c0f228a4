import type { Fault } from "../../base/result.ts";
import type { Pace } from "../ports/github.ts";

/** How a look at GitHub ended. */
export interface LookEnd {
  readonly now: number;
  readonly pace: Pace;
  /** Looks that failed one after another, this one counted. */
  readonly failures: number;
  readonly fault?: Fault;
  /** From 0 up to 1: spreads those who ask at one time. */
  readonly chance: number;
}

/** Between two looks while all is well. Most of them cost nothing: what was not changed counts against no limit. */
const USUAL_MS = 30_000;
const LONGEST_MS = 10 * 60_000;
const FIRST_RETRY_MS = 5000;
/** What a look may cost: the runs that wait or are under way, and a question or more for each. */
const REQUESTS_A_LOOK = 20;
/** A person has to do something before another look can help. */
const HOPELESS: readonly string[] = ["SignedOut"];
/** Somebody may do something, but hardly soon. */
const SLOW: readonly string[] = ["NotAllowed", "SamlRequired", "Gone"];

/** When to look again, milliseconds since the epoch; undefined where it helps only if a person does something first. */
export function nextLook(end: LookEnd): number | undefined {
  const { now, fault, failures, chance, pace } = end;
  if (fault === undefined) return now + interval(pace, now);
  if (HOPELESS.includes(fault.reason)) return undefined;
  if (SLOW.includes(fault.reason)) return now + LONGEST_MS;
  const longest = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20), LONGEST_MS);
  const later = now + Math.round(longest * (0.5 + chance / 2));
  const { until } = fault.facts;
  // Who goes on being limited shall wait longer each time, whatever time was named.
  return typeof until === "number" ? Math.max(until + Math.round(chance * FIRST_RETRY_MS), later) : later;
}

/** As GitHub asks for, and so that what is left of an hour's requests lasts for it. */
function interval({ remaining, resetAt, pollSeconds }: Pace, now: number): number {
  const asked = Math.max(USUAL_MS, (pollSeconds ?? 0) * 1000);
  if (remaining === undefined || resetAt === undefined || resetAt <= now) return asked;
  const looks = Math.floor(remaining / REQUESTS_A_LOOK);
  const lasting = looks === 0 ? resetAt - now : (resetAt - now) / looks;
  return Math.max(asked, Math.min(Math.ceil(lasting), Math.max(LONGEST_MS, asked)));
}
