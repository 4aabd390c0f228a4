import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/dispose.ts";
import { messageOf } from "../../base/result.ts";
import type { Log } from "../log/log.ts";
import type { FolderRuns } from "../ports.ts";

/** How often runs under way are looked after. Milliseconds. */
const EVERY_MS = 5000;
/** How often a runner that keeps ending is started anew before a person is left to look. */
const MOST_STARTS = 3;

interface Parts {
  readonly runs: Pick<FolderRuns, "holder" | "resume">;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: () => void;
}

/**
 * Sees to it that every run under way has a process that walks it: one that was killed, or ended with the machine, is
 * started anew and reads the world before it goes on.
 */
export class RunGuard implements Disposable {
  readonly #parts: Parts;
  readonly #starts = new Map<string, number>();
  readonly #unguarded = new Set<string>();
  #active: readonly string[] = [];
  #timer: Disposable | undefined;
  #disposed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether a process walks the run, as far as is known. */
  isGuarded(run: string): boolean {
    return !this.#unguarded.has(run);
  }

  /** Sets the runs under way. A first look is taken after a while: the runner of a new run needs a moment to begin. */
  watch(active: readonly string[]): void {
    this.#active = active;
    if (active.length > 0 && this.#timer === undefined) this.#later();
  }

  /** Starts a runner where none walks the run. */
  async ensure(run: string): Promise<void> {
    const { runs, log, changed } = this.#parts;
    if ((await runs.holder(run)) !== "none") return this.#mark(run, true);
    const starts = this.#starts.get(run) ?? 0;
    if (starts >= MOST_STARTS) return this.#mark(run, false);
    this.#starts.set(run, starts + 1);
    log.warn(`Nobody walks run ${run}; starting a runner (${starts + 1} of ${MOST_STARTS}).`);
    try {
      await runs.resume(run);
      this.#mark(run, true);
    } catch (error) {
      log.error(`The runner of run ${run} could not be started: ${messageOf(error)}`, error);
      this.#mark(run, false);
    }
    changed();
  }

  /** The same for a person who asks something of the run, however often its runner has ended before. */
  ensureAnew(run: string): Promise<void> {
    this.#starts.delete(run);
    return this.ensure(run);
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
  }

  #later(): void {
    this.#timer = this.#parts.clock.after(EVERY_MS, () => void this.#round());
  }

  async #round(): Promise<void> {
    for (const run of this.#active) {
      if (this.#disposed) return;
      await this.ensure(run).catch((error: unknown) =>
        this.#parts.log.error(`Run ${run} cannot be looked after.`, error),
      );
    }
    this.#timer = undefined;
    if (!this.#disposed && this.#active.length > 0) this.#later();
  }

  #mark(run: string, guarded: boolean): void {
    if (this.isGuarded(run) === guarded) return;
    if (guarded) this.#unguarded.delete(run);
    else this.#unguarded.add(run);
    this.#parts.changed();
  }
}
