/** A call of another program, as data: what is run can be tested without running it. Arguments are never a shell line. */
export interface Command<T> {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Exit codes besides 0 that are an answer and no failure, such as a linter's for findings. */
  readonly answers?: readonly number[];
  /** Values that must not show in output or errors. */
  readonly secrets?: readonly string[];
  /** Reads standard output; may throw a `Fault`. */
  readonly parse: (output: string) => T;
}

/** Runs a command to its end. Rejects with a `Fault`: `CommandMissing`, `CommandTimedOut`, `CommandAborted` or `CommandFailed`. */
export type RunCommand = <T>(call: Command<T>, signal?: AbortSignal) => Promise<T>;
