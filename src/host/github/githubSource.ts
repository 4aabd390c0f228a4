import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { Emitter, type Event } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import type { InboxAnswer, InboxItem } from "../../core/inbox/inboxItem.ts";
import type { GithubPlace } from "../../core/ports/github.ts";
import type { ReviewsInbox } from "../../engine/github/reviewsInbox.ts";
import type { InboxSource, SignInNeed } from "../inbox/inboxSource.ts";
import type { Provider } from "./session.ts";

/** Reviews on GitHub: loaded when somebody looks at the inbox. */
export interface GithubPart {
  readonly placeIn: (folder: string, enterprise: string | undefined) => Promise<GithubPlace | undefined>;
  readonly openReviews: (
    place: GithubPlace,
    token: () => Promise<string | undefined>,
    isProduction: (environment: string) => boolean,
  ) => ReviewsInbox;
}

interface Options {
  readonly part: () => Promise<GithubPart>;
  /** Folders of the workspace that may be repositories. */
  readonly folders: () => readonly string[];
  readonly isProduction: (environment: string) => boolean;
  readonly enterprise: () => string | undefined;
  readonly token: (provider: Provider) => Promise<string | undefined>;
  /** Fires when somebody signed in or out. */
  readonly onSession: Event<void>;
  readonly onError: (error: unknown) => void;
}

interface Watched {
  readonly place: GithubPlace;
  readonly reviews: ReviewsInbox;
}

/**
 * The reviews that wait on GitHub in the repositories of the workspace. Where nobody is signed in, GitHub is not asked,
 * and `signIn` says that somebody could be. Where GitHub refuses a sign-in, what it told before is not shown any more: it
 * cannot be answered.
 */
export class GithubSource implements InboxSource {
  readonly #options: Options;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #watched = new Map<string, Watched>();
  #looking = false;
  #round = 0;

  readonly onChange = this.#changed.event;

  constructor(options: Options) {
    this.#options = options;
    this.#store.add(options.onSession(() => this.#refresh()));
  }

  get items(): readonly InboxItem[] {
    return [...this.#watched.values()].flatMap(({ reviews }) => (reviews.signIn === undefined ? reviews.items : []));
  }

  get problems(): readonly string[] {
    return [...this.#watched.values()].flatMap(({ reviews }) => (reviews.signIn === undefined ? reviews.problems : []));
  }

  get signIn(): SignInNeed | undefined {
    const needs = [...this.#watched.values()].flatMap(({ place, reviews: { signIn } }) => {
      const provider = this.#providerFor(place);
      return provider === undefined || signIn === undefined ? [] : [{ provider, refused: signIn === "refused" }];
    });
    return needs.find(({ refused }) => refused) ?? needs[0];
  }

  signedIn(): void {
    this.#refresh();
  }

  look(looking: boolean): void {
    this.#looking = looking;
    for (const { reviews } of this.#watched.values()) reviews.look(looking);
    this.follow();
  }

  /** Looks again which repositories there are. */
  follow(): void {
    if (this.#looking) this.#follow().catch(this.#options.onError);
  }

  async answer(item: InboxItem, answer: InboxAnswer): Promise<void> {
    for (const { reviews } of this.#watched.values()) {
      if (reviews.items.some(({ id }) => id === item.id)) return await reviews.answer(item, answer);
    }
    throw new Fault("Answered", `${item.heading} waits no longer.`);
  }

  dispose(): void {
    this.#round += 1;
    for (const { reviews } of this.#watched.values()) reviews.dispose();
    this.#watched.clear();
    this.#store.dispose();
  }

  async #follow(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const { folders, enterprise, part } = this.#options;
    const names = [...new Set(folders())];
    if (names.length === 0 && this.#watched.size === 0) return;
    const { placeIn, openReviews } = await part();
    const found = await Promise.all(names.map((folder) => placeIn(folder, enterprise())));
    if (round !== this.#round) return;
    const places = new Map(found.flatMap((place) => (place === undefined ? [] : [[keyOf(place), place]])));
    for (const [key, { reviews }] of this.#watched) if (!places.has(key)) this.#close(key, reviews);
    for (const [key, place] of places) if (!this.#watched.has(key)) this.#open(key, place, openReviews);
    this.#changed.fire();
  }

  #open(key: string, place: GithubPlace, openReviews: GithubPart["openReviews"]): void {
    const { token, isProduction } = this.#options;
    const asked = async (): Promise<string | undefined> => {
      const provider = this.#providerFor(place);
      return provider === undefined ? undefined : await token(provider);
    };
    const reviews = openReviews(place, asked, isProduction);
    reviews.onChange(() => this.#changed.fire());
    this.#watched.set(key, { place, reviews });
    reviews.look(this.#looking);
  }

  /** A sign-in is for one server, and goes to no other; undefined where there is none for this one. */
  #providerFor({ host }: GithubPlace): Provider | undefined {
    if (host === "github.com") return "github";
    return host === this.#options.enterprise()?.toLowerCase() ? "github-enterprise" : undefined;
  }

  #close(key: string, reviews: Disposable): void {
    this.#watched.delete(key);
    reviews.dispose();
  }

  #refresh(): void {
    for (const { reviews } of this.#watched.values()) reviews.refresh();
    this.follow();
  }
}

function keyOf({ api, owner, repo }: GithubPlace): string {
  return `${api}/${owner}/${repo}`.toLowerCase();
}
