import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import { type InboxAnswer, type InboxItem, inInboxOrder, withoutOwnRuns } from "../../core/inbox/inboxItem.ts";
import type { Runs } from "../runs/runs.ts";
import type { InboxSource, SignInNeed } from "./inboxSource.ts";

interface Options {
  /** The stores; asked for once, when somebody looks for the first time. */
  readonly sources: () => Promise<readonly InboxSource[]>;
  readonly runs: Pick<Runs, "all">;
  /** Hears why the stores could not be had. */
  readonly onError: (error: unknown) => void;
}

/** Everything outside this workspace's runs that waits for a person, from all stores, each request once. */
export class Inbox implements Disposable {
  readonly #options: Options;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  #sources: readonly InboxSource[] = [];
  #asked = false;
  #looking = false;

  /** Fires when `items` or `problems` may be others. */
  readonly onChange = this.#changed.event;

  constructor(options: Options) {
    this.#options = options;
  }

  /** What waits, in the order it is shown; a request of a run that is here stands there and not here. */
  get items(): readonly InboxItem[] {
    const nonces = new Set(this.#options.runs.all.flatMap(({ state }) => state.approval?.binding.nonce ?? []));
    const all = this.#sources.flatMap((source) => source.items);
    return inInboxOrder(withoutOwnRuns(all, nonces));
  }

  /** Why not everything that waits is known. */
  get problems(): readonly string[] {
    return [...new Set(this.#sources.flatMap((source) => source.problems))];
  }

  /** What a person could sign in to, to see more; first what refuses the sign-in there is. */
  get signIn(): SignInNeed | undefined {
    const needs = this.#sources.flatMap(({ signIn }) => signIn ?? []);
    return needs.find(({ refused }) => refused) ?? needs[0];
  }

  /** A person has signed in. */
  signedIn(): void {
    for (const source of this.#sources) source.signedIn?.();
  }

  /** Says whether somebody looks: only then is anybody asked. */
  look(looking: boolean): void {
    this.#looking = looking;
    if (looking && !this.#asked) void this.#load();
    for (const source of this.#sources) source.look(looking);
  }

  /** Reads anew what is reached over connections: the kubeconfig is another one, or a person asked for it. */
  reopen(): void {
    for (const source of this.#sources) source.reopen?.();
  }

  find(id: string): InboxItem | undefined {
    return this.items.find((item) => item.id === id);
  }

  /** Gives an answer where the request is kept. Rejects with `Answered` where it waits no longer, or as the store does. */
  async answer(id: string, answer: InboxAnswer): Promise<void> {
    for (const source of this.#sources) {
      const item = source.items.find((one) => one.id === id);
      if (item?.answers.includes(answer.kind) === true) return await source.answer(item, answer);
    }
    throw new Fault("Answered", "This waits no longer, or waits for somebody else. Look at the list again.");
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #load(): Promise<void> {
    this.#asked = true;
    try {
      this.#sources = await this.#options.sources();
    } catch (error) {
      this.#asked = false;
      return this.#options.onError(error);
    }
    for (const source of this.#sources) {
      this.#store.add(source);
      this.#store.add(source.onChange(() => this.#changed.fire()));
      source.look(this.#looking);
    }
    this.#changed.fire();
  }
}
