import type { Disposable } from "../../base/dispose.ts";
import type { Event } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import { reviewItem } from "../../core/github/reviewItem.ts";
import type { InboxAnswer, InboxItem } from "../../core/inbox/inboxItem.ts";
import type { GithubPlace } from "../../core/ports/github.ts";
import type { OpenReviews } from "./githubReviews.ts";

/** The reviews of one repository as entries of the inbox. */
export interface ReviewsInbox extends Disposable {
  readonly items: readonly InboxItem[];
  /** Why not everything that waits is known, in sentences. */
  readonly problems: readonly string[];
  /** Why there is no sign-in that GitHub takes; undefined where there is one, or nobody asked yet. */
  readonly signIn: "missing" | "refused" | undefined;
  readonly onChange: Event<void>;
  look(looking: boolean): void;
  /** Looks now, where somebody looks: somebody signed in. */
  refresh(): void;
  /** Faults: those of `answerReview`. */
  answer(item: InboxItem, answer: InboxAnswer): Promise<void>;
}

/** `isProduction` tells whether an environment's name is to be typed before something is answered. */
export function reviewsInbox(
  reviews: OpenReviews,
  place: GithubPlace,
  isProduction: (environment: string) => boolean,
): ReviewsInbox {
  const found = () =>
    reviews.state.reviews.map((review) => ({
      review,
      item: reviewItem(review, place, isProduction(review.environment)),
    }));
  return {
    get items() {
      return found().map(({ item }) => item);
    },
    get problems() {
      const { fault, complete } = reviews.state;
      const name = `${place.owner}/${place.repo}`;
      if (fault !== undefined) return [`What waits in ${name} is not known: ${fault.message}`];
      return complete ? [] : [`More runs of ${name} wait for a review than are shown. Look at them on ${place.host}.`];
    },
    get signIn() {
      const { fault } = reviews.state;
      if (fault?.reason !== "SignedOut") return undefined;
      return fault.facts["refused"] === true ? "refused" : "missing";
    },
    onChange: reviews.onChange,
    look: (looking) => reviews.look(looking),
    refresh: () => reviews.refresh(),
    async answer({ id, heading }, { kind, comment }) {
      const here = found().find(({ item }) => item.id === id);
      if (here === undefined) throw new Fault("Answered", `${heading} waits no longer.`);
      if (kind !== "approve" && kind !== "reject")
        throw new Fault("Answered", "A review is an approval or a rejection.");
      const { run, environment } = here.review;
      const state = kind === "approve" ? "approved" : "rejected";
      await reviews.review({ run: run.id, environment, commit: run.commit, attempt: run.attempt, state, comment });
    },
    dispose: () => reviews.dispose(),
  };
}
