/** Something wrong with a journal. All but `TornTail` and `RepeatedEvent` stop the fold where they stand. */
export interface JournalProblem {
  readonly reason:
    /** The last line has no end: a write was cut off. It is dropped. */
    | "TornTail"
    /** The fact stands in the journal already. It is passed over. */
    | "RepeatedEvent"
    | "UnreadableLine"
    | "NewerJournal"
    | "BrokenChain"
    | "NotARun";
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** Whether a run with this problem may not go on. */
export function isFatal(problem: JournalProblem): boolean {
  return problem.reason !== "TornTail" && problem.reason !== "RepeatedEvent";
}
