import { type Disposable, toDisposable } from "./dispose.ts";

/** Subscribes a listener; dispose to unsubscribe. Same shape as VS Code's `Event`. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** A source of events. Listeners are called in order of subscription; one that throws does not stop the others. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void = (error) => void rethrowLater(error)) {
    this.#onError = onError;
  }

  readonly event: Event<T> = (listener) => {
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    return toDisposable(() => this.#listeners.delete(own));
  };

  fire(value: T): void {
    for (const listener of new Set(this.#listeners)) {
      try {
        listener(value);
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  /** How many listen now; a cache may stop its work at zero. */
  get size(): number {
    return this.#listeners.size;
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

/** Leaves the error to the process's own handler of unhandled rejections. */
async function rethrowLater(error: unknown): Promise<never> {
  throw error;
}
