import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/dispose.ts";
import type { Event } from "../../base/event.ts";
import type { Github } from "../../core/ports/github.ts";
import { answerReview, type ReviewAnswer } from "./answerReview.ts";
import { readReviews } from "./readReviews.ts";
import { type ReviewsState, ReviewWatch } from "./reviewWatch.ts";

/** The reviews that wait in one repository on GitHub: what they are, when that changes, and how one is answered. */
export interface OpenReviews extends Disposable {
  readonly state: ReviewsState;
  /** Fires when `state` is another one. */
  readonly onChange: Event<void>;
  /** Says whether somebody looks: only then is GitHub asked. */
  look(looking: boolean): void;
  /** Looks now, where somebody looks: somebody signed in. */
  refresh(): void;
  /** Gives a person's answer. Faults: those of `answerReview`. */
  review(answer: ReviewAnswer): Promise<void>;
}

/** `chance` gives numbers from 0 up to 1. */
export function openReviews(github: Github, clock: Clock, chance: () => number): OpenReviews {
  const read = (signal: AbortSignal): ReturnType<typeof readReviews> => readReviews(github, signal);
  const watch = new ReviewWatch({ read, pace: () => github.pace(), clock, chance });
  return {
    get state() {
      return watch.state;
    },
    onChange: watch.onChange,
    look: (looking) => watch.look(looking),
    refresh: () => watch.refresh(),
    async review(answer) {
      try {
        await answerReview(github, answer);
      } finally {
        watch.refresh();
      }
    },
    dispose: () => watch.dispose(),
  };
}
