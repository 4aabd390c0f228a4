import type { Disposable } from "../../base/dispose.ts";
import type { Event } from "../../base/event.ts";
import type { InboxAnswer, InboxItem } from "../../core/inbox/inboxItem.ts";

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

/** A store of requests. It asks nobody before somebody looks. */
export interface InboxSource extends InboxWatch {
  /** Says whether somebody looks. */
  look(looking: boolean): void;
  /** Reads everything anew, where the store is reached over connections that may be others now. */
  reopen?(): void;
}
