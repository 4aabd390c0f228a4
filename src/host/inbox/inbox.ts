import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import { type InboxAnswer, type InboxItem, inInboxOrder, withoutOwnRuns } from "../../core/inbox/inboxItem.ts";
import type { Runs } from "../runs/runs.ts";
import type { InboxSource, SignInNeed } from "./inboxSource.ts";

/** Everything outside this workspace's runs that waits for a person, from all stores, each request once. */
export class Inbox implements Disposable {
  readonly #sources: readonly InboxSource[];
  readonly #runs: Pick<Runs, "all">;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());

  /** Fires when `items` or `problems` may be others. */
  readonly onChange = this.#changed.event;

  constructor(sources: readonly InboxSource[], runs: Pick<Runs, "all">) {
    this.#sources = sources;
    this.#runs = runs;
    for (const source of sources) {
      this.#store.add(source);
      this.#store.add(source.onChange(() => this.#changed.fire()));
    }
  }

  /** What waits, in the order it is shown; a request of a run that is here stands there and not here. */
  get items(): readonly InboxItem[] {
    const nonces = new Set(this.#runs.all.flatMap(({ state }) => state.approval?.binding.nonce ?? []));
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
}
