import type { Evidence } from "../evidence/evidence.ts";

/** What really running an application has shown outside of any run, and of what it was shown. */
export interface Tried {
  /** Digest of what was said of building and starting it. */
  readonly subject: string;
  /** Names of the workloads that it was held against, in order; empty where there was none. */
  readonly workloads: readonly string[];
  readonly evidence: Evidence;
}

/** What is tried of an application. */
export type TriedSubject = Pick<Tried, "subject" | "workloads">;

/** The one check that looks at workloads. */
const OF_WORKLOADS = "variables-set";

/** More than all checks of the applications of a large workspace. */
const MOST = 500;

/** What is kept once more was found: of each check of a subject the newest alone. */
export function withTried(kept: readonly Tried[], fresh: readonly Tried[]): readonly Tried[] {
  const others = kept.filter(
    (old) => !fresh.some((one) => one.evidence.check === old.evidence.check && same(one, old)),
  );
  return [...others, ...fresh].slice(-MOST);
}

/** The evidence that tells of this subject. */
export function triedOf(all: readonly Tried[], subject: TriedSubject): readonly Evidence[] {
  const own = all.filter((one) => (one.evidence.check === OF_WORKLOADS ? same(one, subject) : isOf(one, subject)));
  return own.map(({ evidence }) => evidence);
}

function isOf(one: TriedSubject, { subject }: TriedSubject): boolean {
  return one.subject === subject;
}

function same(one: TriedSubject, other: TriedSubject): boolean {
  return isOf(one, other) && one.workloads.join("\n") === other.workloads.join("\n");
}
