import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Cluster, Observation } from "../../../src/core/rollout/cluster.ts";
import { KINDS, type Kind } from "../../../src/core/rollout/kinds.ts";
import type { KubeObject } from "../../../src/core/rollout/objects.ts";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { inPhase, seen } from "../../support/seen.ts";

interface ConfigMap extends KubeObject {
  data?: Record<string, string>;
}
const CONFIG_MAP: Kind = { apiVersion: "v1", kind: "ConfigMap", plural: "configmaps" };
let cluster: Cluster;
let namespace: string;

beforeAll(async () => {
  cluster = await connectAs("admin");
  namespace = await freshNamespace(cluster, "observed");
});
afterAll(() => cluster.dispose());

function observe(where = namespace, kind = CONFIG_MAP): Observation<ConfigMap> {
  const observation = cluster.observe<ConfigMap>(kind, where);
  onTestFinished(() => observation.dispose());
  return observation;
}

function create(name: string, data: Record<string, string> = {}): Promise<ConfigMap> {
  return cluster.create<ConfigMap>(CONFIG_MAP, { metadata: { name, namespace }, data });
}

const named =
  (name: string) =>
  (objects: readonly ConfigMap[]): ConfigMap | undefined =>
    objects.find(({ metadata }) => metadata.name === name);

describe("observing", () => {
  it("begins with what is there", async () => {
    await create("before");
    const observation = observe();
    await inPhase(observation, "live");
    expect(observation.objects.has("before")).toBe(true);
  });

  it("shows what is made, changed and deleted later", async () => {
    const observation = observe();
    await inPhase(observation, "live");
    await create("later", { step: "1" });
    await seen(observation, named("later"));
    const ref = { kind: CONFIG_MAP, namespace, name: "later" };
    await cluster.patch(ref, { type: "merge", body: { data: { step: "2" } } });
    await seen(observation, (objects) => named("later")(objects)?.data?.["step"] === "2");
    await cluster.remove(ref);
    await seen(observation, (objects) => named("later")(objects) === undefined);
  });

  it("shares one watch among its viewers and outlives all but the last", async () => {
    const one = observe();
    const two = observe();
    await inPhase(one, "live");
    expect(two.state.phase).toBe("live");
    one.dispose();
    await create("for-the-other");
    await seen(two, named("for-the-other"));
  });

  it("names objects by namespace and name when all namespaces are observed", async () => {
    await create("wide");
    const observation = observe("");
    await seen(observation, () => observation.objects.has(`${namespace}/wide`));
  });

  it("observes kinds that live in no namespace", async () => {
    const observation = observe("", KINDS.Namespace);
    await seen(observation, () => observation.objects.has(namespace));
  });

  it("leaves out managed fields", async () => {
    await create("lean");
    const found = await seen(observe(), named("lean"));
    expect(found.metadata).not.toHaveProperty("managedFields");
  });

  it.each(["nobody", "expired", "unreachable"])("says why it has nothing to show as %s", async (context) => {
    const other = await connectAs(context);
    onTestFinished(() => other.dispose());
    const observation = other.observe(CONFIG_MAP, namespace);
    const reasons = { nobody: "Forbidden", expired: "Unauthorized", unreachable: "Unreachable" };
    expect(await inPhase(observation, "failed")).toMatchObject({ reason: reasons[context as keyof typeof reasons] });
    expect(observation.objects.size).toBe(0);
  });
});
