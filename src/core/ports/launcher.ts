/** Starts the process that walks a run. It outlives the one that started it. */
export interface Launcher {
  /** Resolves once the process exists; rejects with a `Fault` of reason `RunnerNotStarted`. */
  launch(runFolder: string): Promise<{ readonly pid: number }>;
}
