import { expect, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { Emitter } from "../../../../src/base/event.ts";
import { Fault } from "../../../../src/base/result.ts";
import { guardStoreOf } from "../../../../src/adapters/kubernetes/guardStore.ts";
import type { Cluster } from "../../../../src/core/rollout/cluster.ts";
import { watchArgo } from "../../../../src/host/inbox/watchArgo.ts";
import { watchGuard } from "../../../../src/host/inbox/watchGuard.ts";

const PLACE = { application: "shop", environment: "production", production: true, context: "east", namespace: "shop" };

/** The API server asks for the right first, so that who has none is refused even where there is no such kind. */
const refuse = () => Promise.reject(new Fault("Forbidden", "east does not allow it."));

function refusing(served: boolean): Cluster {
  const state = { phase: "failed", reason: "Forbidden", message: "east does not allow it." };
  const observe = () => ({ objects: new Map(), state, onChange: new Emitter<void>().event, dispose: () => undefined });
  return { context: "east", serves: async () => served, list: refuse, get: refuse, observe } as unknown as Cluster;
}

async function problemsOf(served: boolean): Promise<readonly string[]> {
  const cluster = refusing(served);
  const guards = guardStoreOf(cluster, { clock: new ManualClock(0), random: () => 0 });
  const argo = watchArgo({ connect: async () => cluster, me: async () => "ann" }, PLACE);
  const guard = watchGuard(
    async () => guards,
    PLACE,
    () => 0,
  );
  await Promise.all([argo, guard].map((watch) => new Promise<void>((resolve) => watch.onChange(resolve))));
  return [...argo.problems, ...guard.problems];
}

test("a kind that the cluster does not have is no problem of who has few rights", async () => {
  expect(await problemsOf(false)).toEqual([]);
});

test("what is there and may not be read is said", async () => {
  const said = await problemsOf(true);
  expect(new Set(said)).toEqual(
    new Set(["east does not allow it.", "Requests of production are not known: east does not allow it."]),
  );
});
