import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS, type Kind } from "../../../src/core/rollout/kinds.ts";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";

const CONFIG_MAP: Kind = { apiVersion: "v1", kind: "ConfigMap", plural: "configmaps" };
let cluster: Cluster;
let namespace: string;

beforeAll(async () => {
  cluster = await connectAs("admin");
  namespace = await freshNamespace(cluster, "lists");
});
afterAll(() => cluster.dispose());

async function createMany(prefix: string, count: number, labels: Record<string, string>): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
  for (let start = 0; start < count; start += 25) {
    const batch = names.slice(start, start + 25);
    await Promise.all(batch.map((name) => cluster.create(CONFIG_MAP, { metadata: { name, namespace, labels } })));
  }
}

describe("reading", () => {
  it("gives the server's version", async () => {
    expect(await cluster.version()).toMatch(/^v1\.\d+\.\d+/u);
  });

  it("reads a list of several pages whole, every object once", async () => {
    await createMany("paged", 1_020, { set: "paged" });
    const found = await cluster.list(CONFIG_MAP, { namespace, labelSelector: "set=paged" });
    expect(found).toHaveLength(1_020);
    expect(new Set(found.map(({ metadata }) => metadata.name)).size).toBe(1_020);
  });

  it("says of each object what it is and leaves out its managed fields", async () => {
    await createMany("typed", 1, { set: "typed" });
    const [object] = await cluster.list(CONFIG_MAP, { namespace, labelSelector: "set=typed" });
    expect(object).toMatchObject({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "typed-0" } });
    expect(object?.metadata).not.toHaveProperty("managedFields");
  });

  it("selects by label and by field", async () => {
    await createMany("picked", 2, { set: "picked" });
    const byField = { namespace, labelSelector: "set in (picked)", fieldSelector: "metadata.name=picked-1" };
    expect((await cluster.list(CONFIG_MAP, byField)).map(({ metadata }) => metadata.name)).toEqual(["picked-1"]);
    expect(await cluster.list(CONFIG_MAP, { namespace, labelSelector: "set=nowhere" })).toEqual([]);
  });

  it("lists across namespaces where none is named", async () => {
    await createMany("wide", 1, { set: `wide-${namespace}` });
    const found = await cluster.list(CONFIG_MAP, { labelSelector: `set=wide-${namespace}` });
    expect(found.map(({ metadata }) => metadata.namespace)).toEqual([namespace]);
  });

  it("gives nothing for an object that is not there", async () => {
    expect(await cluster.get({ kind: KINDS.Deployment, namespace, name: "nobody-home" })).toBeUndefined();
  });

  it("stops when it is told to", async () => {
    const list = cluster.list(CONFIG_MAP, { namespace }, AbortSignal.abort());
    await expect(list).rejects.toMatchObject({ reason: "Aborted" });
  });
});
