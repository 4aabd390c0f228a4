import { type Disposable, toDisposable } from "./dispose.ts";

/** Time as a part that can be replaced. Everything that waits or stamps asks a clock, so that tests never sleep. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `run` once, `ms` milliseconds from now, unless disposed first. */
  after(ms: number, run: () => void): Disposable;
}

/** Waits on a clock. */
export function delay(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve);
  });
}

/** RFC 3339 in UTC, to the millisecond. */
export function timestamp(ms: number): string {
  // oxlint-disable-next-line no-restricted-globals -- formats a given instant, reads no time
  return new Date(ms).toISOString();
}

/** RFC 3339 to milliseconds since the epoch; undefined where the text is no date. */
export function parseTimestamp(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  // oxlint-disable-next-line no-restricted-globals -- parses a given instant, reads no time
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that moves only when told to: for tests and for simulated clusters. */
export class ManualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now: number;
  #order = 0;

  constructor(start = 1_767_225_600_000) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): Disposable {
    const timer: Timer = { due: this.#now + Math.max(0, ms), order: this.#order++, run };
    this.#timers.add(timer);
    return toDisposable(() => this.#timers.delete(timer));
  }

  /** When the next timer is due, if any. */
  get nextDue(): number | undefined {
    return this.#next()?.due;
  }

  /** Moves time on, running every timer that falls due, in order, at its own moment. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let timer = this.#next(); timer !== undefined && timer.due <= end; timer = this.#next()) {
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, timer.due);
      timer.run();
    }
    this.#now = end;
  }

  #next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (!first || timer.due < first.due || (timer.due === first.due && timer.order < first.order)) first = timer;
    }
    return first;
  }
}
