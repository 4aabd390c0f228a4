/** A promise with its ends in reach. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

export function deferred<T>(): Deferred<T> {
  return Promise.withResolvers<T>();
}

/** Runs tasks one after another in the order given; a task that fails does not stop the next. */
export class Sequencer {
  #tail: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(task, task);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}

/** Shares one flight: while a call is under way, further calls get its promise instead of starting another. */
export class SingleFlight<T> {
  #flight: Promise<T> | undefined;

  run(start: () => Promise<T>): Promise<T> {
    this.#flight ??= start().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }
}
