import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergePatch } from "../../../../../src/sandbox/api/patch/mergePatch.ts";
import { strategicPatch } from "../../../../../src/sandbox/api/patch/strategicPatch.ts";
import { schemaNamed } from "../../../../../src/sandbox/api/schema/schema.ts";

const POD = schemaNamed("io.k8s.api.core.v1.PodSpec");

function patch(target: object, change: object): Record<string, unknown> {
  return strategicPatch(POD, target, change) as Record<string, unknown>;
}

describe("a strategic merge patch", () => {
  const two = {
    containers: [
      { name: "a", image: "a:1", env: [{ name: "X", value: "1" }] },
      { name: "b", image: "b:1" },
    ],
  };

  it("merges containers by name and their environment by name, what it names first", () => {
    const change = { containers: [{ name: "a", env: [{ name: "Y", value: "2" }] }] };
    expect(patch(two, change)["containers"]).toEqual([
      {
        name: "a",
        image: "a:1",
        env: [
          { name: "Y", value: "2" },
          { name: "X", value: "1" },
        ],
      },
      { name: "b", image: "b:1" },
    ]);
  });

  it("deletes an item by directive, and a member by null", () => {
    expect(patch(two, { containers: [{ name: "b", $patch: "delete" }] })["containers"]).toHaveLength(1);
    expect(patch({ ...two, nodeName: "n" }, { nodeName: null })).not.toHaveProperty("nodeName");
  });

  it("replaces a list or an object by directive", () => {
    expect(patch(two, { containers: [{ $patch: "replace" }, { name: "c" }] })["containers"]).toEqual([{ name: "c" }]);
    expect(
      patch({ securityContext: { runAsUser: 1 } }, { securityContext: { $patch: "replace", runAsGroup: 2 } }),
    ).toEqual({
      securityContext: { runAsGroup: 2 },
    });
  });

  it("sorts by the order that a directive gives", () => {
    const ordered = {
      "$setElementOrder/containers": [{ name: "b" }, { name: "c" }, { name: "a" }],
      containers: [{ name: "c" }],
    };
    expect((patch(two, ordered)["containers"] as { name: string }[]).map(({ name }) => name)).toEqual(["b", "c", "a"]);
  });

  it("keeps only the retained keys", () => {
    const volumes = [{ name: "v", emptyDir: {} }];
    const change = { volumes: [{ name: "v", $retainKeys: ["name", "configMap"], configMap: { name: "c" } }] };
    expect(patch({ volumes }, change)["volumes"]).toEqual([{ name: "v", configMap: { name: "c" } }]);
  });

  it("takes primitives out of a list", () => {
    const schema = schemaNamed("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
    const change = { "$deleteFromPrimitiveList/finalizers": ["a"], finalizers: ["c"] };
    expect(strategicPatch(schema, { finalizers: ["a", "b"] }, change)).toEqual({ finalizers: ["c", "b"] });
  });

  it("replaces lists that have no merge key", () => {
    expect(patch({ tolerations: [{ key: "a" }] }, { tolerations: [{ key: "b" }] })["tolerations"]).toEqual([
      { key: "b" },
    ]);
  });
});

describe("a merge patch", () => {
  const json = fc.dictionary(
    fc.string(),
    fc.jsonValue().filter((value) => value !== null),
  );

  it("applied twice is applied once", () => {
    fc.assert(
      fc.property(json, json, (target, change) => {
        const once = mergePatch(target, change);
        expect(mergePatch(once, change)).toEqual(once);
      }),
    );
  });

  it("leaves its target as it is", () => {
    const target = Object.freeze({ a: Object.freeze({ b: 1 }) });
    expect(mergePatch(target, { a: { b: null, c: 2 } })).toEqual({ a: { c: 2 } });
    expect(target).toEqual({ a: { b: 1 } });
  });
});
