/** Where something waits for a person. Tidegate's own runs of this workspace stand beside these as runs. */
export type InboxStore = "cluster" | "github" | "argo-rollouts" | "argo-cd";

/** Something outside this workspace's runs that waits for a person. Texts are data from outside. */
export interface InboxItem {
  /** The same for as long as it is the same request; another one once it was asked anew. */
  readonly id: string;
  readonly store: InboxStore;
  /** What waits, such as `shop → production 1.9.0`. */
  readonly heading: string;
  /** Why it waits, in a sentence. */
  readonly message: string;
  /** Whether production is at stake: its name must then be typed. */
  readonly production: boolean;
  /** The environment's name, to be shown and typed. */
  readonly environment: string;
  readonly askedBy?: string;
  /** Milliseconds since the epoch. */
  readonly since?: number;
  /** When it runs out, milliseconds since the epoch. */
  readonly until?: number;
  /** How many have said yes, of how many. */
  readonly given?: { readonly yes: number; readonly required: number };
  /** What was answered so far, a sentence each, with the words that came with it. */
  readonly said?: readonly string[];
  /** When it goes on at the earliest, whatever is answered, milliseconds since the epoch. */
  readonly notBefore?: number;
  /** What the store asks for beside an answer, a sentence each. */
  readonly rules?: readonly string[];
  /** Whether a yes counts only with exactly the word "yes", which is then its comment. */
  readonly strict?: boolean;
  /** What can be answered; none where this person may only look. */
  readonly answers: readonly InboxAnswerKind[];
  /** Why this person may not answer, in a sentence. */
  readonly objection?: string;
  /** A page in the browser that shows it. */
  readonly url?: string;
  /** The nonce of the request, where a run of Tidegate's asks: whoever has that run here sees it as the run. */
  readonly nonce?: string;
}

/** What a person can say to an item: yes or no; on with a paused rollout, or back; bring an application up to date. */
export type InboxAnswerKind = "approve" | "reject" | "override" | "promote" | "abort" | "sync";

/** A person's answer to an item. */
export interface InboxAnswer {
  readonly kind: InboxAnswerKind;
  /** Empty where nothing was said. */
  readonly comment: string;
}

/** Whether an answer ends a request or changes production against its asker, and so must say why. */
export function needsReason(kind: InboxAnswerKind): boolean {
  return kind === "reject" || kind === "override" || kind === "abort";
}

/** Items in the order they are shown: what runs out first comes first, then what has waited longest, then by name. */
export function inInboxOrder(items: readonly InboxItem[]): readonly InboxItem[] {
  const last = Number.POSITIVE_INFINITY;
  return items.toSorted(
    (a, b) =>
      compare(a.until ?? last, b.until ?? last) ||
      compare(a.since ?? last, b.since ?? last) ||
      compare(a.heading, b.heading) ||
      compare(a.id, b.id),
  );
}

/** Without what a run here stands for already: one request is one row. */
export function withoutOwnRuns(items: readonly InboxItem[], nonces: ReadonlySet<string>): readonly InboxItem[] {
  return items.filter((item) => item.nonce === undefined || !nonces.has(item.nonce));
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
