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

const fail = (error: unknown): void => expect.unreachable(String(error));

function inboxOf(sources: readonly InboxSource[], runs = runsWaitingFor()): Inbox {
  return new Inbox({ sources: () => Promise.resolve(sources), runs, onError: fail });
}

/** An inbox at which somebody looks. */
async function lookedAt(sources: readonly InboxSource[], runs = runsWaitingFor()): Promise<Inbox> {
  const inbox = inboxOf(sources, runs);
  const known = new Promise<void>((resolve) => inbox.onChange(resolve));
  inbox.look(true);
  await known;
  return inbox;
}

test("joins all stores, each request once, the run's own request as the run", async () => {
  const inbox = await lookedAt(
    [new ListSource(item("b", { until: 9 }), item("own", { nonce: "n1" })), new ListSource(item("a", { until: 7 }))],
    runsWaitingFor("n1"),
  );
  expect(inbox.items.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("says that something is different, and asks only while somebody looks", async () => {
  const source = new ListSource();
  const inbox = await lookedAt([source]);
  let changes = 0;
  inbox.onChange(() => changes++);
  source.show(item("a"));
  inbox.look(false);
  inbox.dispose();
  expect([changes, source.asked]).toEqual([1, [true, false, "disposed"]]);
});

test("asks for its stores once, when somebody looks for the first time; who looked away meanwhile does not look", async () => {
  const source = new ListSource();
  const { promise: stores, resolve } = Promise.withResolvers<readonly InboxSource[]>();
  let asked = 0;
  const sources = (): typeof stores => {
    asked += 1;
    return stores;
  };
  const inbox = new Inbox({ sources, runs: runsWaitingFor(), onError: fail });
  inbox.look(false);
  expect(asked).toBe(0);
  inbox.look(true);
  inbox.look(false);
  const known = new Promise<void>((told) => inbox.onChange(told));
  resolve([source]);
  await known;
  expect([asked, source.asked]).toEqual([1, [false]]);
});

test("stores that come after its end are ended too", async () => {
  const source = new ListSource();
  const inbox = inboxOf([source]);
  inbox.look(true);
  inbox.dispose();
  await expect.poll(() => source.asked).toContain("disposed");
});

test("says why its stores could not be had, and asks for them anew at the next look", async () => {
  const failures: unknown[] = [];
  const answers = [Promise.reject(new Error("no disk")), Promise.resolve([new ListSource(item("a"))])];
  const never = Promise.withResolvers<readonly InboxSource[]>();
  const told = Promise.withResolvers<void>();
  const inbox = new Inbox({
    sources: () => answers.shift() ?? never.promise,
    runs: runsWaitingFor(),
    onError: (error) => {
      failures.push(error);
      told.resolve();
    },
  });
  inbox.look(true);
  await told.promise;
  const known = new Promise<void>((resolve) => inbox.onChange(resolve));
  inbox.look(true);
  await known;
  expect([failures.length, inbox.items.length]).toEqual([1, 1]);
});

test("gives an answer to the store that keeps the request", async () => {
  const [one, other] = [new ListSource(item("a")), new ListSource(item("b", { answers: ["sync"] }))];
  const inbox = await lookedAt([one, other]);
  await inbox.answer("b", { kind: "sync", comment: "" });
  expect([one.asked, other.asked]).toEqual([[true], [true, ["b", "sync"]]]);
});

test("refuses an answer that the request does not take, and one that comes too late", async () => {
  const inbox = await lookedAt([new ListSource(item("a", { answers: [] }))]);
  for (const id of ["a", "gone"]) {
    await expect(inbox.answer(id, { kind: "approve", comment: "" })).rejects.toMatchObject({ reason: "Answered" });
  }
});

test("reads anew what is reached over connections, and leaves the rest alone", async () => {
  const [places, other] = [new ListSource(), new ListSource()];
  const inbox = await lookedAt([Object.assign(places, { reopen: () => places.asked.push("reopened") }), other]);
  inbox.reopen();
  expect([places.asked, other.asked]).toEqual([[true, "reopened"], [true]]);
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

test("a sign-in that is refused goes before one that is missing, and whoever signed in is read for anew", async () => {
  const missing = Object.assign(new ListSource(), { signIn: { provider: "github", refused: false } as const });
  const refused = Object.assign(new ListSource(), {
    signIn: { provider: "github-enterprise", refused: true } as const,
    signedIn: () => refused.asked.push("signed in"),
  });
  const inbox = await lookedAt([new ListSource(), missing, refused]);
  inbox.signedIn();
  expect([inbox.signIn?.provider, refused.asked]).toEqual(["github-enterprise", [true, "signed in"]]);
  expect((await lookedAt([missing])).signIn?.provider).toBe("github");
  expect((await lookedAt([new ListSource()])).signIn).toBeUndefined();
});
