import type { ProgramCall } from "../gates/terms.ts";

/** Starts programs of a workspace and ends all that they started. Never by way of a shell. */
export interface Programs {
  /** Rejects only where the guard that holds the program cannot be started. */
  start(program: ProgramStart): Promise<RunningProgram>;
}

export interface ProgramStart {
  readonly call: ProgramCall;
  /** Absolute. */
  readonly folder: string;
  /** The whole environment: nothing of this process's own is added. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A program with everything that it started. */
export interface RunningProgram {
  /** Resolves once the program has ended and nothing of its tree is left; never rejects. */
  readonly ended: Promise<ProgramEnd>;
  /** What it has printed so far, on both streams. */
  output(): ProgramOutput;
  /** Asks the whole tree to end, as an orchestrator would. Where there are no signals it is ended at once. */
  terminate(): void;
  /** Ends the whole tree at once. */
  kill(): void;
}

/** How a program ended. `code` is absent where a signal ended it, or where it never ran. */
export interface ProgramEnd {
  readonly code?: number;
  readonly signal?: string;
  /** It never ran: `ENOENT` where there is no such program. */
  readonly failure?: string;
}

/** The first and the last of what was printed: memory stays bounded however much a program prints. */
export interface ProgramOutput {
  readonly text: string;
  /** Bytes printed in all. */
  readonly bytes: number;
}
