import type { Disposable } from "../../base/dispose.ts";
import type { Event } from "../../base/event.ts";
import type { InboxAnswer, InboxItem } from "../../core/inbox/inboxItem.ts";
import type { Provider } from "../github/session.ts";

/** What is known of the requests of one place that holds some. */
export interface InboxWatch extends Disposable {
  readonly items: readonly InboxItem[];
  /** Why not all of them are known, in sentences. */
  readonly problems: readonly string[];
  /** Fires when `items` or `problems` are others. */
  readonly onChange: Event<void>;
  /** Gives a person's answer. Rejects with a `Fault` where it was not taken. */
  answer(item: InboxItem, answer: InboxAnswer): Promise<void>;
}

/** A sign-in without which a store tells nothing. */
export interface SignInNeed {
  readonly provider: Provider;
  /** Whether somebody is signed in and the store does not take it any more. */
  readonly refused: boolean;
}

/** A store of requests. It asks nobody before somebody looks. */
export interface InboxSource extends InboxWatch {
  /** Says whether somebody looks. */
  look(looking: boolean): void;
  /** What a person could sign in to, to see more. */
  readonly signIn?: SignInNeed | undefined;
  /** Reads anew: a person has signed in. */
  signedIn?(): void;
  /** Reads everything anew, where the store is reached over connections that may be others now. */
  reopen?(): void;
}
