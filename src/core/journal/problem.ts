/** Something wrong with a journal. All but `TornTail` stop the fold where they stand, and the run with it. */
export interface JournalProblem {
  readonly reason:
    /** The last line has no end: a write was cut off. It is dropped. */
    | "TornTail"
    | "UnreadableLine"
    | "NewerJournal"
    | "BrokenChain"
    /** The first event is not a run's request. */
    | "NoRun";
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong and what to do. */
  readonly message: string;
}
