import { expect, test } from "vitest";
import { Emitter } from "../../../../src/base/event.ts";
import { Fault } from "../../../../src/base/result.ts";
import type { Guard } from "../../../../src/core/guard/guard.ts";
import type { GuardStore } from "../../../../src/core/ports/guardStore.ts";
import type { ObservationState } from "../../../../src/core/rollout/cluster.ts";
import { watchGuard } from "../../../../src/host/inbox/watchGuard.ts";
import { guardWith, webRequest } from "../../../support/guard/requests.ts";

const PLACE = { application: "shop", environment: "production", production: true, context: "east", namespace: "shop" };
const NOW = Date.parse("2026-01-01T00:00:00Z");

/** A cluster whose watch of the guard says what the test says, and what the person is then shown. */
function watching(connect?: () => Promise<never>) {
  const changed = new Emitter<void>();
  let state: ObservationState = { phase: "loading" };
  let guard: Guard | undefined;
  let asked = 0;
  const store: Partial<GuardStore> = {
    whoAmI: async () => {
      asked += 1;
      return { name: "ben", groups: [] };
    },
    watch: () => ({
      get guard() {
        return guard;
      },
      get state() {
        return state;
      },
      onChange: changed.event,
      dispose: () => undefined,
    }),
  };
  const watch = watchGuard(connect ?? (async () => store as GuardStore), PLACE, () => NOW);
  const next = (): Promise<void> => new Promise((resolve) => watch.onChange(resolve));
  return {
    watch,
    opened: next(),
    say: async (phase: ObservationState, there?: Guard): Promise<void> => {
      [state, guard] = [phase, there];
      const told = next();
      changed.fire();
      await told;
    },
    asked: () => asked,
  };
}

const failed = (reason: "NotFound" | "Unreachable"): ObservationState => ({ phase: "failed", reason, message: "No." });

test("a guard is noticed that is made when the view is open already, its kind, too", async () => {
  const { watch, opened, say, asked } = watching();
  await opened;
  await say(failed("NotFound"));
  expect([watch.items, watch.problems, asked()]).toEqual([[], [], 0]);
  await say({ phase: "live" });
  expect([watch.items, asked()]).toEqual([[], 0]);
  await say({ phase: "live" }, guardWith([webRequest({ image: "acme/web:2", now: NOW })]));
  expect(watch.items).toMatchObject([{ askedBy: "ann", answers: ["approve", "reject"] }]);
  await say({ phase: "live" }, guardWith([]));
  expect([watch.items, asked()]).toEqual([[], 1]);
});

test("a cluster that gives no answer is said until it does", async () => {
  const { watch, opened, say } = watching();
  await opened;
  await say(failed("Unreachable"));
  expect(watch.problems).toEqual(["Requests of production are not known: No."]);
  await say({ phase: "live" });
  expect(watch.problems).toEqual([]);
});

test("a cluster that cannot be asked is said", async () => {
  const { watch, opened } = watching(() => Promise.reject(new Fault("ContextUnknown", "There is no such context.")));
  await opened;
  expect(watch.problems).toEqual(["Requests of production are not known: There is no such context."]);
});
