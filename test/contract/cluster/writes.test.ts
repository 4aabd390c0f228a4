import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS, type ObjectRef } from "../../../src/core/rollout/kinds.ts";
import type { Deployment } from "../../../src/core/rollout/objects.ts";
import { connectAs, freshNamespace, uniqueName } from "../../support/clusterUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";

let cluster: Cluster;
let namespace: string;

beforeAll(async () => {
  cluster = await connectAs("admin");
  namespace = await freshNamespace(cluster, "writes");
});
afterAll(() => cluster.dispose());

/** A Deployment of no pods: only its fields matter here. */
async function web(): Promise<{ ref: ObjectRef; made: Deployment }> {
  const name = uniqueName("web");
  const made = await cluster.create(KINDS.Deployment, deploymentOf({ name, namespace, replicas: 0 }));
  return { ref: { kind: KINDS.Deployment, namespace, name }, made };
}

const image = (object: Deployment | undefined) => object?.spec.template.spec?.containers[0]?.image;
const imageIs = (tag: string) => ({
  spec: { template: { spec: { containers: [{ name: "app", image: `shop/web:${tag}` }] } } },
});

const apply = (ref: ObjectRef, body: object, options: { fieldManager?: string; force?: boolean } = {}) =>
  cluster.patch<Deployment>(ref, { type: "apply", body }, options);

describe("creating", () => {
  it("gives the object as the server stored it", async () => {
    const { made } = await web();
    expect(made.metadata).toMatchObject({ generation: 1, uid: expect.any(String) });
    expect(made.spec.progressDeadlineSeconds).toBe(600);
  });

  it("refuses a name that is taken", async () => {
    const { ref } = await web();
    const again = cluster.create(KINDS.Deployment, deploymentOf({ name: ref.name, namespace }));
    await expect(again).rejects.toMatchObject({
      reason: "Conflict",
      message: expect.stringMatching(/exists already/u),
    });
  });

  it("refuses a field that the kind does not have", async () => {
    const object = deploymentOf({ name: uniqueName("web"), namespace }, { replcas: 3 } as object);
    await expect(cluster.create(KINDS.Deployment, object)).rejects.toMatchObject({
      reason: "Invalid",
      message: expect.stringMatching(/replcas/u),
    });
  });

  it("stores nothing on a dry run", async () => {
    const name = uniqueName("dry");
    const made = await cluster.create(KINDS.Deployment, deploymentOf({ name, namespace }), { dryRun: true });
    expect(made.spec.progressDeadlineSeconds).toBe(600);
    expect(await cluster.get({ kind: KINDS.Deployment, namespace, name })).toBeUndefined();
  });
});

describe("patching", () => {
  it("follows a JSON patch, its tests included", async () => {
    const { ref } = await web();
    const path = "/spec/template/spec/containers/0/image";
    const body = [
      { op: "test", path, value: "shop/web:1.0.0" },
      { op: "replace", path, value: "shop/web:1.1.0" },
    ] as const;
    expect(image(await cluster.patch<Deployment>(ref, { type: "json", body }))).toBe("shop/web:1.1.0");
    await expect(cluster.patch(ref, { type: "json", body })).rejects.toMatchObject({ reason: "Invalid" });
  });

  it("merges maps and takes members away with null", async () => {
    const { ref } = await web();
    await cluster.patch(ref, { type: "merge", body: { metadata: { annotations: { a: "1", b: "2" } } } });
    const patched = await cluster.patch(ref, { type: "merge", body: { metadata: { annotations: { a: null } } } });
    expect(patched.metadata.annotations).toMatchObject({ b: "2" });
    expect(patched.metadata.annotations).not.toHaveProperty("a");
  });

  it("merges containers by name in a strategic patch", async () => {
    const { ref } = await web();
    const sidecar = { spec: { template: { spec: { containers: [{ name: "side", image: "shop/side:1" }] } } } };
    await cluster.patch(ref, { type: "strategic", body: sidecar });
    const patched = await cluster.patch<Deployment>(ref, { type: "strategic", body: imageIs("1.2.0") });
    const images = patched.spec.template.spec?.containers.map((container) => container.image);
    expect(images?.toSorted()).toEqual(["shop/side:1", "shop/web:1.2.0"]);
  });

  it("counts the generation up with the specification and a Deployment's annotations, and not with labels", async () => {
    const { ref } = await web();
    const labelled = await cluster.patch(ref, { type: "merge", body: { metadata: { labels: { a: "b" } } } });
    expect(labelled.metadata.generation).toBe(1);
    const changed = await cluster.patch(ref, { type: "strategic", body: imageIs("1.2.0") });
    expect(changed.metadata.generation).toBe(2);
    const noted = await cluster.patch(ref, { type: "merge", body: { metadata: { annotations: { a: "b" } } } });
    expect(noted.metadata.generation).toBe(3);
  });

  it("shows what a dry run would give and leaves the object as it is", async () => {
    const { ref } = await web();
    const shown = await cluster.patch<Deployment>(ref, { type: "strategic", body: imageIs("2.0.0") }, { dryRun: true });
    expect(image(shown)).toBe("shop/web:2.0.0");
    const kept = await cluster.get<Deployment>(ref);
    expect(image(kept)).toBe("shop/web:1.0.0");
    expect(kept?.metadata.generation).toBe(1);
  });

  it("refuses a write on top of a version that is no longer the latest", async () => {
    const { ref, made } = await web();
    await cluster.patch(ref, { type: "strategic", body: imageIs("1.2.0") });
    const { resourceVersion } = made.metadata;
    const body = { metadata: { resourceVersion }, ...imageIs("1.3.0") };
    await expect(cluster.patch(ref, { type: "strategic", body })).rejects.toMatchObject({ reason: "Conflict" });
    expect(image(await cluster.get<Deployment>(ref))).toBe("shop/web:1.2.0");
  });

  it("says that an object to be patched is not there", async () => {
    const ref = { kind: KINDS.Deployment, namespace, name: "nobody-home" };
    await expect(cluster.patch(ref, { type: "merge", body: {} })).rejects.toMatchObject({ reason: "NotFound" });
  });

  it("refuses values that the kind does not allow", async () => {
    const { ref } = await web();
    await expect(cluster.patch(ref, { type: "merge", body: { spec: { replicas: -1 } } })).rejects.toMatchObject({
      reason: "Invalid",
    });
  });

  it("scales by the subresource", async () => {
    const { ref } = await web();
    await cluster.patch(ref, { type: "merge", body: { spec: { replicas: 1 } } }, { subresource: "scale" });
    expect((await cluster.get<Deployment>(ref))?.spec.replicas).toBe(1);
  });
});

describe("applying", () => {
  it("makes what is not there", async () => {
    const name = uniqueName("applied");
    const made = await apply(
      { kind: KINDS.Deployment, namespace, name },
      deploymentOf({ name, namespace, replicas: 0 }),
    );
    expect(made.metadata.generation).toBe(1);
  });

  it("takes away what the same manager no longer names", async () => {
    const name = uniqueName("applied");
    const ref = { kind: KINDS.Deployment, namespace, name };
    const object = deploymentOf({ name, namespace, replicas: 0 });
    const annotated = { ...object, metadata: { ...object.metadata, annotations: { note: "mine" } } };
    expect((await apply(ref, annotated)).metadata.annotations).toMatchObject({ note: "mine" });
    expect((await apply(ref, object)).metadata.annotations ?? {}).not.toHaveProperty("note");
  });

  it("names the other manager where two want different things, and yields to force", async () => {
    const { ref } = await web();
    const theirs = { spec: { replicas: 0, minReadySeconds: 5 } };
    await apply(ref, theirs, { fieldManager: "their-tool", force: true });
    const ours = { spec: { minReadySeconds: 7 } };
    await expect(apply(ref, ours)).rejects.toMatchObject({
      reason: "Conflict",
      message: expect.stringMatching(/their-tool/u),
      facts: { manager: "their-tool", field: ".spec.minReadySeconds" },
    });
    expect((await apply(ref, ours, { force: true })).spec.minReadySeconds).toBe(7);
  });

  it("refuses a field that the kind does not have", async () => {
    const { ref } = await web();
    await expect(apply(ref, { spec: { minReadySecond: 7 } })).rejects.toMatchObject({ reason: "Invalid" });
  });
});

describe("removing", () => {
  it("removes an object, and is content when it is gone already", async () => {
    const { ref } = await web();
    await cluster.remove(ref);
    await cluster.remove(ref);
    expect(await cluster.get(ref)).toBeUndefined();
  });

  it("does not remove another object of the same name", async () => {
    const { ref } = await web();
    const other = "00000000-0000-4000-8000-000000000000";
    await expect(cluster.remove(ref, { uid: other })).rejects.toMatchObject({ reason: "Conflict" });
  });

  it("does not remove what was changed since it was looked at", async () => {
    const { ref, made } = await web();
    await cluster.patch(ref, { type: "merge", body: { metadata: { labels: { a: "b" } } } });
    const { resourceVersion = "" } = made.metadata;
    await expect(cluster.remove(ref, { resourceVersion })).rejects.toMatchObject({ reason: "Conflict" });
  });
});
