import { type ReadonlySignal, signal } from "@preact/signals";
import type { PanelSnapshot } from "../../protocol/panel.ts";

/** The host's time, which moves on by this page's own monotonic clock between messages. */
export interface HostTime {
  /** Milliseconds since the epoch, renewed each second while `running`. */
  readonly now: ReadonlySignal<number>;
  /** Sets the time to what the host says it is. */
  set(now: number): void;
  /** Whether something on the page counts: without it, no timer runs. */
  run(running: boolean): void;
}

const TICK_MS = 1000;

export function hostTime(): HostTime {
  const now = signal(0);
  let offset = 0;
  let timer: number | undefined;
  const tick = (): void => {
    now.value = performance.now() + offset;
  };
  return {
    now,
    set(at) {
      offset = at - performance.now();
      now.value = at;
    },
    run(running) {
      if (running === (timer !== undefined)) return;
      if (timer !== undefined) clearInterval(timer);
      timer = running ? window.setInterval(tick, TICK_MS) : undefined;
    },
  };
}

/** Whether anything in it changes with time alone: a run under way, or an approval that waits. */
export function isCounting(snapshot: PanelSnapshot | undefined): boolean {
  return snapshot?.run !== undefined && snapshot.run.ended === undefined;
}
