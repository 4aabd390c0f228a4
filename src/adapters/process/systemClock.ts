import type { Clock } from "../../base/clock.ts";
import { toDisposable } from "../../base/dispose.ts";

/** Longest wait a timer of the runtime can hold; longer ones are made of several. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's clock. The one place where time is read. */
export const systemClock: Clock = {
  // oxlint-disable-next-line no-restricted-globals -- the clock itself
  now: () => Date.now(),
  after(ms, run) {
    const due = systemClock.now() + ms;
    let timer: NodeJS.Timeout | undefined;
    const arm = (): void => {
      const left = due - systemClock.now();
      timer = setTimeout(left > LONGEST_TIMER_MS ? arm : run, Math.min(Math.max(left, 0), LONGEST_TIMER_MS));
    };
    arm();
    return toDisposable(() => clearTimeout(timer));
  },
};
