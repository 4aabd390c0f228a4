import { DisposableStore } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault, messageOf } from "../../base/result.ts";
import type { ClusterPerson } from "../../core/guard/clusterPerson.ts";
import type { GuardRequest } from "../../core/guard/guard.ts";
import { guardedRequest } from "../../core/inbox/guardedRequest.ts";
import type { InboxAnswer, InboxItem } from "../../core/inbox/inboxItem.ts";
import type { GuardStore, WatchedGuard } from "../../core/ports/guardStore.ts";
import { guardAnswer } from "../../engine/approvals/guardAnswer.ts";
import type { InboxWatch } from "./inboxSource.ts";
import type { WatchedPlace } from "./placesSource.ts";

/** The requests in the guard of a namespace. A namespace without a guard has none, and that is no problem. */
export function watchGuard(connect: () => Promise<GuardStore>, place: WatchedPlace, now: () => number): InboxWatch {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<void>());
  let opened: { readonly guards: GuardStore; readonly watched: WatchedGuard; readonly me: ClusterPerson } | undefined;
  let problem: string | undefined;
  const follow = async (guards: GuardStore): Promise<void> => {
    const me = await guards.whoAmI();
    if (store.isDisposed) return;
    const watched = store.add(guards.watch(place.namespace));
    store.add(watched.onChange(() => changed.fire()));
    opened = { guards, watched, me };
  };
  const open = async (): Promise<void> => {
    try {
      const guards = await connect();
      if ((await guards.read(place.namespace)) !== undefined) await follow(guards);
    } catch (error) {
      problem = `Requests of ${place.environment} are not known: ${messageOf(error)}`;
    }
    if (!store.isDisposed) changed.fire();
  };
  void open();
  const requests = (): readonly GuardRequest[] => opened?.watched.guard?.requests ?? [];
  const itemOf = (request: GuardRequest): InboxItem | undefined => {
    const guard = opened?.watched.guard;
    if (guard === undefined || opened === undefined) return undefined;
    return guardedRequest(guard, request, opened.me, place, now());
  };
  return {
    get items() {
      return requests().flatMap((request) => itemOf(request) ?? []);
    },
    get problems() {
      return problem === undefined ? [] : [problem];
    },
    onChange: changed.event,
    answer: async (item, answer) => {
      const request = requests().find((one) => itemOf(one)?.id === item.id);
      if (request === undefined || opened === undefined)
        throw new Fault("Answered", `${item.heading} waits no longer.`);
      const said = { answer: kindOf(answer), comment: answer.comment };
      await opened.guards.answer(place.namespace, guardAnswer(request, said));
    },
    dispose: () => store.dispose(),
  };
}

function kindOf({ kind }: InboxAnswer): "approve" | "reject" | "override" {
  if (kind === "approve" || kind === "reject" || kind === "override") return kind;
  throw new Fault("Answered", "A request is approved, rejected or overridden.");
}
