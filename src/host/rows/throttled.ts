import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/dispose.ts";

/** Something that runs at most once in a while, however often it is asked to. */
export interface Throttled extends Disposable {
  /** Asks it to run; may be called unbound. */
  readonly run: () => void;
}

/** Runs `work` at most once every `ms` milliseconds: the first call at the end of a span covers all calls in it. */
export function throttled(clock: Clock, ms: number, work: () => void): Throttled {
  let timer: Disposable | undefined;
  let disposed = false;
  return {
    run() {
      if (disposed) return;
      timer ??= clock.after(ms, () => {
        timer = undefined;
        work();
      });
    },
    dispose() {
      disposed = true;
      timer?.dispose();
    },
  };
}
