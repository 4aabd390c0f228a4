/** Starts the process that walks a run. It outlives the one that started it. */
export interface Launcher {
  /** Resolves once the process exists; rejects with a `Fault` of reason `RunnerNotStarted`. */
  launch(runFolder: string): Promise<LaunchedRunner>;
}

export interface LaunchedRunner {
  readonly pid: number;
  /** Resolves if the runner ends while this process lives. Waiting for it keeps no process alive. */
  readonly ended?: Promise<void>;
}
