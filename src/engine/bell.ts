import type { Clock } from "../base/clock.ts";
import { type Deferred, deferred } from "../base/async.ts";

/** How long a wait may last without a look at the clock. */
const LONGEST_REST_MS = 60_000;

/**
 * What a run waits by. Whatever may concern it rings; a ring that comes while nobody waits is kept, so that nothing
 * which happens between a look at the world and the wait is lost.
 */
export class Bell {
  #rung = false;
  #waiting: Deferred<void> | undefined;

  ring(): void {
    this.#rung = true;
    this.#waiting?.resolve();
  }

  /** Forgets earlier rings. Call before looking at the world. */
  reset(): void {
    this.#rung = false;
  }

  /**
   * Returns at the next ring, at once where one was kept, or at `until` (milliseconds since the epoch), or a minute from
   * now where that is sooner: a timer stands still while the machine sleeps, and the time must not pass by it.
   */
  async wait(clock: Clock, until?: number): Promise<void> {
    if (this.#rung) return;
    this.#waiting = deferred();
    const timer =
      until === undefined ? undefined : clock.after(Math.min(until - clock.now(), LONGEST_REST_MS), () => this.ring());
    await this.#waiting.promise;
    timer?.dispose();
    this.#waiting = undefined;
  }
}
