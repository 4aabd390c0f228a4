import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/dispose.ts";

/** Where waiting times come from; injected, so that tests neither wait nor guess. */
export interface Pace {
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

const BASE_MS = 1000;
const CAP_MS = 60_000;

/** Exponential back-off with jitter: between half and all of 1 s, 2 s, 4 s, … up to a minute. Milliseconds. */
export function backOff(failures: number, random: () => number): number {
  const full = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures, 16));
  return full / 2 + (full / 2) * random();
}

/** Waits on a clock; resolves early, without a fault, when the signal aborts. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      timer.dispose();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = clock.after(ms, done);
    signal.addEventListener("abort", done);
  });
}

/** Watches for silence: calls `onSilence` once when `ms` pass without a `touch`. Touching costs no timer. */
export function silenceGuard(clock: Clock, ms: number, onSilence: () => void): Disposable & { touch(): void } {
  let last = clock.now();
  let timer: Disposable;
  const check = (): void => {
    const left = last + ms - clock.now();
    if (left <= 0) onSilence();
    else timer = clock.after(left, check);
  };
  timer = clock.after(ms, check);
  return {
    touch: () => void (last = clock.now()),
    dispose: () => timer.dispose(),
  };
}
