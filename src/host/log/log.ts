/** Where Tidegate writes what it does: the log output channel. Every text is redacted before it gets there. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  /** `error` is written with its reason and its stack. */
  error(message: string, error?: unknown): void;
}
