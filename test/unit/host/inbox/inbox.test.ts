import { expect, test } from "vitest";
import { Emitter } from "../../../../src/base/event.ts";
import type { InboxAnswer, InboxItem } from "../../../../src/core/inbox/inboxItem.ts";
import { Inbox } from "../../../../src/host/inbox/inbox.ts";
import type { InboxSource, InboxWatch } from "../../../../src/host/inbox/inboxSource.ts";
import { PlacesSource, type WatchedPlace } from "../../../../src/host/inbox/placesSource.ts";
import type { Runs } from "../../../../src/host/runs/runs.ts";

function item(id: string, more: Partial<InboxItem> = {}): InboxItem {
  const rest = { message: "", production: false, environment: "staging", answers: ["approve" as const] };
  return { id, store: "cluster", heading: id, ...rest, ...more };
}

/** A store whose requests are in a list, and that notes what was asked of it. */
class ListSource implements InboxSource {
  readonly #changed = new Emitter<void>();
  readonly onChange = this.#changed.event;
  readonly asked: unknown[] = [];
  items: readonly InboxItem[];
  problems: readonly string[] = [];

  constructor(...items: InboxItem[]) {
    this.items = items;
  }

  show(...items: InboxItem[]): void {
    this.items = items;
    this.#changed.fire();
  }

  look(looking: boolean): void {
    this.asked.push(looking);
  }

  async answer({ id }: InboxItem, answer: InboxAnswer): Promise<void> {
    this.asked.push([id, answer.kind]);
  }

  dispose(): void {
    this.asked.push("disposed");
  }
}

const runsWaitingFor = (...nonces: string[]) =>
  ({ all: nonces.map((nonce) => ({ state: { approval: { binding: { nonce } } } })) }) as unknown as Runs;

test("joins all stores, each request once, the run's own request as the run", () => {
  const inbox = new Inbox(
    [new ListSource(item("b", { until: 9 }), item("own", { nonce: "n1" })), new ListSource(item("a", { until: 7 }))],
    runsWaitingFor("n1"),
  );
  expect(inbox.items.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("says that something is different, and asks only while somebody looks", () => {
  const source = new ListSource();
  const inbox = new Inbox([source], runsWaitingFor());
  let changes = 0;
  inbox.onChange(() => changes++);
  source.show(item("a"));
  inbox.look(true);
  inbox.look(false);
  inbox.dispose();
  expect([changes, source.asked]).toEqual([1, [true, false, "disposed"]]);
});

test("gives an answer to the store that keeps the request", async () => {
  const [one, other] = [new ListSource(item("a")), new ListSource(item("b", { answers: ["sync"] }))];
  const inbox = new Inbox([one, other], runsWaitingFor());
  await inbox.answer("b", { kind: "sync", comment: "" });
  expect([one.asked, other.asked]).toEqual([[], [["b", "sync"]]]);
});

test("refuses an answer that the request does not take, and one that comes too late", async () => {
  const inbox = new Inbox([new ListSource(item("a", { answers: [] }))], runsWaitingFor());
  for (const id of ["a", "gone"]) {
    await expect(inbox.answer(id, { kind: "approve", comment: "" })).rejects.toMatchObject({ reason: "Answered" });
  }
});

test("reads anew what is reached over connections, and leaves the rest alone", () => {
  const [places, other] = [new ListSource(), new ListSource()];
  const inbox = new Inbox(
    [Object.assign(places, { reopen: () => places.asked.push("reopened") }), other],
    runsWaitingFor(),
  );
  inbox.reopen();
  expect([places.asked, other.asked]).toEqual([["reopened"], []]);
});

function place(environment: string, namespace = environment): WatchedPlace {
  return { application: "shop", environment, production: false, context: "c", namespace };
}

test("watches each namespace once, while somebody looks and while it is there", () => {
  let places = [place("staging"), place("also", "staging"), place("production")];
  const log: string[] = [];
  const watch = ({ namespace, environment }: WatchedPlace): InboxWatch => {
    log.push(`open ${namespace}`);
    return {
      items: [item(namespace, { environment })],
      problems: [],
      onChange: new Emitter<void>().event,
      answer: () => Promise.resolve(),
      dispose: () => void log.push(`close ${namespace}`),
    };
  };
  const source = new PlacesSource({ places: () => places, watch });
  expect(source.items).toEqual([]);
  source.look(true);
  expect(source.items.map(({ environment }) => environment)).toEqual(["staging", "production"]);
  places = [place("production")];
  source.follow();
  source.reopen();
  source.look(false);
  expect(log).toEqual([
    "open staging",
    "open production",
    "close staging",
    "close production",
    "open production",
    "close production",
  ]);
});

test("a sign-in that is refused goes before one that is missing, and whoever signed in is read for anew", () => {
  const missing = Object.assign(new ListSource(), { signIn: { provider: "github", refused: false } as const });
  const refused = Object.assign(new ListSource(), {
    signIn: { provider: "github-enterprise", refused: true } as const,
    signedIn: () => refused.asked.push("signed in"),
  });
  const inbox = new Inbox([new ListSource(), missing, refused], runsWaitingFor());
  inbox.signedIn();
  expect([inbox.signIn?.provider, refused.asked]).toEqual(["github-enterprise", ["signed in"]]);
  expect(new Inbox([missing], runsWaitingFor()).signIn?.provider).toBe("github");
  expect(new Inbox([new ListSource()], runsWaitingFor()).signIn).toBeUndefined();
});
