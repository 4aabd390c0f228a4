import { DisposableStore } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault, messageOf } from "../../base/result.ts";
import type { ClusterPerson } from "../../core/guard/clusterPerson.ts";
import type { GuardRequest } from "../../core/guard/guard.ts";
import { guardedRequest } from "../../core/inbox/guardedRequest.ts";
import type { InboxAnswer, InboxItem } from "../../core/inbox/inboxItem.ts";
import { placeOfRequest } from "../../core/inbox/placeOfRequest.ts";
import type { GuardStore, WatchedGuard } from "../../core/ports/guardStore.ts";
import { guardAnswer } from "../../engine/approvals/guardAnswer.ts";
import type { InboxWatch } from "./inboxSource.ts";
import type { WatchedPlace } from "./placesSource.ts";

/**
 * The requests in the guard of a namespace. A namespace without a guard has none, and that is no problem; a guard that
 * is made later is noticed, and so is the kind itself, when the watch next asks for it.
 */
export function watchGuard(connect: () => Promise<GuardStore>, place: WatchedPlace, now: () => number): InboxWatch {
  return new GuardWatch(connect, place, now);
}

interface Opened {
  readonly guards: GuardStore;
  readonly watched: WatchedGuard;
}

class GuardWatch implements InboxWatch {
  readonly #place: WatchedPlace;
  readonly #now: () => number;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  #opened: Opened | undefined;
  #me: ClusterPerson | undefined;
  #problem: string | undefined;
  #turn = Promise.resolve();

  readonly onChange = this.#changed.event;

  constructor(connect: () => Promise<GuardStore>, place: WatchedPlace, now: () => number) {
    this.#place = place;
    this.#now = now;
    this.#next(() => this.#open(connect));
  }

  get items(): readonly InboxItem[] {
    return this.#requests().map(({ item }) => item);
  }

  get problems(): readonly string[] {
    return this.#problem === undefined ? [] : [this.#problem];
  }

  async answer({ id, heading }: InboxItem, answer: InboxAnswer): Promise<void> {
    const found = this.#requests().find(({ item }) => item.id === id);
    if (found === undefined || this.#opened === undefined) throw new Fault("Answered", `${heading} waits no longer.`);
    const said = { answer: kindOf(answer), comment: answer.comment };
    await this.#opened.guards.answer(this.#place.namespace, guardAnswer(found.request, said));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #requests(): readonly { readonly request: GuardRequest; readonly item: InboxItem }[] {
    const guard = this.#opened?.watched.guard;
    const me = this.#me;
    if (guard === undefined || me === undefined) return [];
    return guard.requests.flatMap((request) => {
      const place = placeOfRequest(this.#place.together ?? [this.#place], request);
      const item = guardedRequest(guard, request, me, place, this.#now());
      return item === undefined ? [] : [{ request, item }];
    });
  }

  async #open(connect: () => Promise<GuardStore>): Promise<void> {
    const guards = await connect();
    if (this.#store.isDisposed) return;
    const opened = { guards, watched: this.#store.add(guards.watch(this.#place.namespace)) };
    this.#opened = opened;
    this.#store.add(opened.watched.onChange(() => this.#next(() => this.#look(opened))));
    await this.#look(opened);
  }

  async #look({ guards, watched }: Opened): Promise<void> {
    const why = await this.#whyUnread(guards, watched);
    if (watched.guard !== undefined) this.#me ??= await guards.whoAmI();
    this.#problem = why === undefined ? undefined : this.#unknown(why);
  }

  /** Whoever may not look is refused even where there is no such kind; reading tells one from the other. */
  async #whyUnread(guards: GuardStore, { state }: WatchedGuard): Promise<string | undefined> {
    if (state.phase !== "failed" || state.reason === "NotFound") return undefined;
    if (state.reason === "Forbidden" && (await guards.read(this.#place.namespace)) === undefined) return undefined;
    return state.message;
  }

  /** One look after another, so that what was seen last is what is said. */
  #next(work: () => Promise<void>): void {
    this.#turn = this.#after(this.#turn, work);
  }

  async #after(turn: Promise<void>, work: () => Promise<void>): Promise<void> {
    await turn;
    try {
      await work();
    } catch (error) {
      this.#problem = this.#unknown(messageOf(error));
    }
    if (!this.#store.isDisposed) this.#changed.fire();
  }

  #unknown(why: string): string {
    return `Requests of ${this.#place.environment} are not known: ${why}`;
  }
}

function kindOf({ kind }: InboxAnswer): "approve" | "reject" | "override" {
  if (kind === "approve" || kind === "reject" || kind === "override") return kind;
  throw new Fault("Answered", "A request is approved, rejected or overridden.");
}
