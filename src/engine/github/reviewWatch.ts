import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault, messageOf } from "../../base/result.ts";
import { nextLook } from "../../core/github/nextLook.ts";
import type { PendingReview } from "../../core/github/pendingReview.ts";
import type { Pace } from "../../core/ports/github.ts";
import type { RepositoryReviews } from "./readReviews.ts";

/** What is known of the reviews that wait. */
export interface ReviewsState {
  /** As they were when GitHub last told. */
  readonly reviews: readonly PendingReview[];
  readonly complete: boolean;
  /** When GitHub last told, milliseconds since the epoch; undefined before it ever did. */
  readonly toldAt?: number;
  /** Why it does not tell now. */
  readonly fault?: Fault;
}

export interface WatchParts {
  readonly read: (signal: AbortSignal) => Promise<RepositoryReviews>;
  readonly pace: () => Pace;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly chance: () => number;
}

/**
 * Follows the reviews that wait, by looking again and again, and only while somebody looks. A refused sign-in ends it
 * until `refresh` is called: a person has to sign in first.
 */
export class ReviewWatch implements Disposable {
  readonly #parts: WatchParts;
  readonly #changed = new Emitter<void>();
  #state: ReviewsState = { reviews: [], complete: true };
  #looking = false;
  #failures = 0;
  #due: number | undefined = 0;
  #timer: Disposable | undefined;
  #flight: AbortController | undefined;
  #disposed = false;

  /** Fires when `state` is another one. */
  readonly onChange = this.#changed.event;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  get state(): ReviewsState {
    return this.#state;
  }

  /** Says whether somebody looks. */
  look(looking: boolean): void {
    this.#looking = looking;
    this.#arm();
  }

  /** Looks now, where somebody looks: something was answered, or somebody signed in. */
  refresh(): void {
    this.#due = 0;
    this.#flight?.abort(new Fault("Superseded", "It is read anew."));
    this.#flight = undefined;
    this.#arm();
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
    this.#flight?.abort(new Fault("Superseded", "Nobody looks any more."));
    this.#changed.dispose();
  }

  #arm(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    if (this.#disposed || !this.#looking || this.#due === undefined || this.#flight !== undefined) return;
    const { clock } = this.#parts;
    const wait = this.#due - clock.now();
    if (wait <= 0) void this.#lookNow();
    else this.#timer = clock.after(wait, () => void this.#lookNow());
  }

  async #lookNow(): Promise<void> {
    const { read, clock } = this.#parts;
    const flight = new AbortController();
    this.#flight = flight;
    try {
      const found = await read(flight.signal);
      if (this.#flight === flight) this.#told({ ...found, toldAt: clock.now() });
    } catch (error) {
      if (this.#flight === flight)
        this.#failed(error instanceof Fault ? error : new Fault("Unexpected", messageOf(error)));
    }
    if (this.#flight !== flight) return;
    this.#flight = undefined;
    this.#arm();
  }

  #told(state: ReviewsState): void {
    this.#failures = 0;
    this.#ended(undefined);
    const { reviews, complete, fault } = this.#state;
    const same = fault === undefined && complete === state.complete && sameReviews(reviews, state.reviews);
    const first = this.#state.toldAt === undefined;
    this.#state = state;
    if (!same || first) this.#changed.fire();
  }

  #failed(fault: Fault): void {
    this.#failures += 1;
    this.#ended(fault);
    const before = this.#state.fault;
    this.#state = { ...this.#state, fault };
    if (before?.message !== fault.message) this.#changed.fire();
  }

  #ended(fault: Fault | undefined): void {
    const { clock, pace, chance } = this.#parts;
    const end = { now: clock.now(), pace: pace(), failures: this.#failures, chance: chance() };
    this.#due = nextLook({ ...end, ...(fault !== undefined && { fault }) });
  }
}

function sameReviews(a: readonly PendingReview[], b: readonly PendingReview[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
