/** Asks servers of metrics what a query comes to now. */
export interface Metrics {
  /**
   * Rejects with a `Fault`: `MetricsUnreachable`, `MetricsTimedOut`, `MetricsRefused` where somebody must sign in,
   * `BadQuery` where the server does not take the query, `MetricsAnswer` for an answer that nothing can be read from.
   */
  query(server: string, query: string, signal?: AbortSignal): Promise<MetricsAnswer>;
}

export interface MetricsAnswer {
  /** One for each series. A query that gives text or a span of time gives none that can be used: `MetricsAnswer`. */
  readonly samples: readonly MetricSample[];
  /** What the server says against its own answer, such as that a part of its data could not be asked. */
  readonly warnings: readonly string[];
}

export interface MetricSample {
  /** NaN and the infinities as the server gives them: neither is a number to judge by. */
  readonly value: number;
  /** When it was evaluated, by the server's clock. Milliseconds since the epoch. */
  readonly at: number;
  /** When the newest sample under it was taken, where the query is of one metric as it is. Milliseconds. */
  readonly takenAt?: number;
}
