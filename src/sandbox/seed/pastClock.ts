import type { Clock } from "../../base/clock.ts";
import { type Disposable, toDisposable } from "../../base/dispose.ts";

interface Timer {
  readonly due: number;
  readonly run: () => void;
  handle?: Disposable;
}

/**
 * A clock that starts in the past and is led to the present, so that a world can have a history. Until it arrives it
 * moves only when told to; from then on it is the present's clock, timers that were under way included.
 */
export class PastClock implements Clock {
  readonly #present: Clock;
  readonly #timers = new Set<Timer>();
  #past: number | undefined;

  /** `agoMs`: how far before the present it starts, in milliseconds. */
  constructor(present: Clock, agoMs: number) {
    this.#present = present;
    this.#past = present.now() - agoMs;
  }

  now(): number {
    return this.#past ?? this.#present.now();
  }

  after(ms: number, run: () => void): Disposable {
    if (this.#past === undefined) return this.#present.after(ms, run);
    const timer: Timer = { due: this.#past + Math.max(0, ms), run };
    this.#timers.add(timer);
    return toDisposable(() => {
      this.#timers.delete(timer);
      timer.handle?.dispose();
    });
  }

  /** Moves on moment by moment: every timer runs at its own time. */
  live(ms: number): void {
    const end = this.now() + ms;
    for (let timer = this.#next(end); timer !== undefined; timer = this.#next(end)) {
      this.#timers.delete(timer);
      this.#past = Math.max(this.now(), timer.due);
      timer.run();
    }
    this.#past = end;
  }

  /** Leaps ahead to so many milliseconds before the present; what fell due in between runs once, late. */
  leapTo(agoMs: number): void {
    this.#past = Math.max(this.now(), this.#present.now() - agoMs);
    this.live(0);
  }

  /** Hands over to the present's clock. */
  arrive(): void {
    this.leapTo(0);
    const now = this.now();
    this.#past = undefined;
    for (const timer of this.#timers) {
      timer.handle = this.#present.after(timer.due - now, () => {
        this.#timers.delete(timer);
        timer.run();
      });
    }
  }

  #next(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) if (timer.due <= end && (!first || timer.due < first.due)) first = timer;
    return first;
  }
}
