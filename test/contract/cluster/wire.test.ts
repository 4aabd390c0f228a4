import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { credentialStore } from "../../../src/adapters/kubernetes/execCredential.ts";
import { loadKubeconfig } from "../../../src/adapters/kubernetes/kubeconfig.ts";
import { readList } from "../../../src/adapters/kubernetes/reads.ts";
import { type Rest, restOf } from "../../../src/adapters/kubernetes/rest.ts";
import { sessionKeeper, type SessionKeeper } from "../../../src/adapters/kubernetes/session.ts";
import { targetOf } from "../../../src/adapters/kubernetes/target.ts";
import { openWatch } from "../../../src/adapters/kubernetes/watch.ts";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import type { KubeObject } from "../../../src/core/rollout/objects.ts";
import type { Kind } from "../../../src/core/rollout/kinds.ts";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";

const CONFIG_MAP: Kind = { apiVersion: "v1", kind: "ConfigMap", plural: "configmaps" };
let cluster: Cluster;
let namespace: string;
let sessions: SessionKeeper;
let rest: Rest;

beforeAll(async () => {
  cluster = await connectAs("admin");
  namespace = await freshNamespace(cluster, "wire");
  const target = targetOf(await loadKubeconfig({ env: {}, files: [inject("clusterUnderTest").kubeconfig] }), "admin");
  const parts = { clock: systemClock, credentials: credentialStore(systemClock), proxies: {} };
  sessions = sessionKeeper(target, parts);
  rest = restOf({ context: "admin", sessions, clock: systemClock, random: Math.random });
});
afterAll(() => {
  sessions.dispose();
  cluster.dispose();
});

const watch = (resourceVersion: string) =>
  openWatch(rest, CONFIG_MAP, namespace, resourceVersion, {
    signal: AbortSignal.timeout(30_000),
    silenceMs: 30_000,
    timeoutSeconds: 8,
  });

async function readAll(resourceVersion: string): Promise<number> {
  let events = 0;
  for await (const batch of await watch(resourceVersion)) events += batch.length;
  return events;
}

const create = (name: string) => cluster.create<KubeObject>(CONFIG_MAP, { metadata: { name, namespace } });

describe("what a watch promises", () => {
  it("continues exactly where a list ended, and marks its place before the server ends it", async () => {
    const { resourceVersion } = await readList(rest, CONFIG_MAP, { namespace });
    await create("one");
    const events: [string, string | undefined][] = [];
    for await (const batch of await watch(resourceVersion)) {
      for (const { type, object } of batch) events.push([type, object.metadata.name]);
      if (events.length === 1) await create("two");
    }
    expect(events.slice(0, 2)).toEqual([
      ["ADDED", "one"],
      ["ADDED", "two"],
    ]);
    expect(events.length).toBeGreaterThan(2);
    expect(new Set(events.slice(2).map(([type]) => type))).toEqual(new Set(["BOOKMARK"]));
  });

  it("refuses a place that it no longer remembers", async () => {
    await expect(readAll("1")).rejects.toMatchObject({ reason: "Gone" });
  });

  it("refuses a page token that means nothing", async () => {
    const path = `/api/v1/namespaces/${namespace}/configmaps?limit=1&continue=nonsense`;
    await expect(rest.json({ method: "GET", path, doing: "read a page" })).rejects.toMatchObject({ reason: "Invalid" });
  });
});
