import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { canonicalJson } from "../../../../src/base/hash.ts";
import { judgeAll } from "../../../../src/core/rollout/judgeAll.ts";
import type { KubeObject } from "../../../../src/core/rollout/objects.ts";
import { MAX_YAML_LENGTH, readObjects } from "../../../../src/core/rollout/readObjects.ts";
import { deployment, pod, READY, replicaSet, waiting } from "./samples.ts";

function namesOf(text: string): string[] {
  const read = readObjects(text);
  return read.ok ? read.value.map((object) => `${object.kind}/${object.metadata.name}`) : [read.error.message];
}

function kindOf(report: { kind: string; name: string }): string {
  return `${report.kind}/${report.name}`;
}

function copy(resourceVersion: string | undefined, available: number, uid = "uid-web"): KubeObject {
  const { metadata, ...rest } = deployment({}, { availableReplicas: available });
  return { ...rest, metadata: { ...metadata, uid, ...(resourceVersion !== undefined && { resourceVersion }) } };
}

function statuses(...copies: readonly KubeObject[]): string[] {
  return judgeAll(copies).map((report) => report.status);
}

describe("reading objects", () => {
  it("takes several YAML documents, empty ones left out", () => {
    expect(namesOf("kind: A\nmetadata: {name: a}\n---\n---\nkind: B\nmetadata: {name: b}\n")).toEqual(["A/a", "B/b"]);
  });

  it("takes JSON, lists within lists, and items of a typed list without a kind", () => {
    const list = { kind: "List", items: [{ kind: "PodList", apiVersion: "v1", items: [{ metadata: { name: "a" } }] }] };
    expect(namesOf(JSON.stringify(list))).toEqual(["Pod/a"]);
    expect(namesOf(JSON.stringify([{ kind: "PodList", items: null }, { kind: "List" }]))).toEqual([]);
  });

  it("takes JSON values one after the other", () => {
    const a = '{"kind": "A", "metadata": {"name": "a", "note": "\\"}{"}}';
    const b = '{"kind": "List",\n "items": [{"kind": "B", "metadata": {"name": "b"}}]}';
    expect(namesOf(`${a}\n${b}${a}\n`)).toEqual(["A/a", "B/b", "A/a"]);
    expect(namesOf(`${a}\n${b}\n\n{"kind": 1}`)[0]).toBe(
      "The document at line 5 is not a Kubernetes object: it has no kind.",
    );
  });

  it("takes names that YAML takes for something else", () => {
    const read = readObjects("kind: Pod\nmetadata: {name: 2024, namespace: true}\n");
    expect(read.ok && judgeAll(read.value)).toMatchObject([{ name: "2024", namespace: "true" }]);
  });

  it.each([
    ["", "The input is empty: give Kubernetes objects as YAML or JSON."],
    ["kind: A\nmetadata:\n\tname: a\n", "Line 3 cannot be read"],
    ["kind: A\n---\njust words\n", "The document at line 3 is not a Kubernetes object: it has no kind."],
    ['{"kind": "A",\n "metadata": {]}', "Line 2 cannot be read"],
    ["kind: A\nkind: B\n", "Line 2 cannot be read"],
  ])("says what is wrong with %j", (text, message) => {
    expect(namesOf(text)[0]).toContain(message);
  });

  it("refuses aliases that blow up and more YAML than it can hold", () => {
    const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]", "b", "c", "d", "e", "f", "g", "h", "i"].map(
      (line, index, all) => {
        const before = index === 1 ? "a" : all[index - 1];
        return index === 0 ? line : `${line}: &${line} [${Array.from({ length: 9 }, () => `*${before}`).join(", ")}]`;
      },
    );
    expect(namesOf(bomb.join("\n"))[0]).toContain("cannot be read");
    expect(namesOf(`a: ${"x".repeat(MAX_YAML_LENGTH)}`)[0]).toContain("give it as JSON");
  });

  it("loses no object of lists within lists, and quotes no page of what it cannot read", () => {
    const object = '{"kind": "A", "metadata": {"name": "a"}}';
    expect(namesOf(`${"[".repeat(60)}${object}${"]".repeat(60)}`)).toEqual(["A/a"]);
    expect(namesOf(`${"[".repeat(9000)}${object}${"]".repeat(9000)}`)[0]).toContain("nested deeper than 200 levels");
    expect(namesOf(`kind: A\n${"x ".repeat(5000)}`)[0]?.length).toBeLessThan(250);
  });

  it("refuses what is nested without end", () => {
    const deep = `{"kind": "A", "spec": ${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    expect(namesOf(deep)[0]).toContain("nested deeper than 200 levels");
    expect(namesOf(`kind: A\nspec: ${"[".repeat(50_000)}`)[0]).toMatch(/cannot be read: it is nested too deeply\.$/u);
  });

  it("reads ten megabytes of JSON", { timeout: 60_000 }, () => {
    const items = Array.from({ length: 20_000 }, (_one, index) => pod(`web-${index}`, replicaSet(4), READY));
    const text = JSON.stringify({ kind: "List", items: [deployment(), replicaSet(4), ...items] });
    expect(text.length).toBeGreaterThan(8_000_000);
    const read = readObjects(text);
    expect(read.ok && judgeAll(read.value)).toMatchObject([{ kind: "Deployment", name: "web", status: "Current" }]);
  });
});

describe("judging many", () => {
  it("looks at thousands of pods that nobody at hand speaks for, once each", { timeout: 60_000 }, () => {
    const strays = Array.from({ length: 12_000 }, (_one, index) => pod(`web-${index}`, replicaSet(4), READY));
    expect(judgeAll(strays)).toHaveLength(12_000);
  });

  it("gives a workload the pods that lost their owner, by any selector", () => {
    const metadata = { name: "web-0", namespace: "shop", labels: { app: "web", "pod-template-hash": "5f6d" } };
    const lost = { ...pod("web-0", undefined, READY), metadata };
    const byExpression = { matchExpressions: [{ key: "app", operator: "In", values: ["web"] }] };
    const web = deployment();
    for (const owner of [web, { ...web, spec: { ...web.spec, selector: byExpression } }]) {
      expect(judgeAll([owner, lost])).toMatchObject([{ kind: "Deployment" }]);
    }
    const elsewhere = { ...lost, metadata: { ...metadata, namespace: "elsewhere" } };
    expect(judgeAll([web, elsewhere])).toHaveLength(2);
  });
});

describe("reading YAML quickly", () => {
  it("gives what was written", () => {
    const object = fc.record({
      kind: fc.constant("A"),
      metadata: fc.record({ name: fc.string() }),
      spec: fc.jsonValue(),
    });
    const holds = fc.property(fc.array(object, { minLength: 1 }), (objects) => {
      const read = readObjects(objects.map((one) => stringify(one, { aliasDuplicateObjects: false })).join("---\n"));
      return read.ok && canonicalJson(read.value) === canonicalJson(objects);
    });
    expect(fc.check(holds).counterexample).toBeNull();
  });

  it("reads megabytes, and what has aliases all the same", { timeout: 60_000 }, () => {
    const items = Array.from({ length: 3000 }, (_one, index) => pod(`web-${index}`, replicaSet(4), READY));
    const read = readObjects(stringify({ kind: "List", items }, { aliasDuplicateObjects: false }));
    expect(read.ok && read.value.length).toBe(3000);
    expect(namesOf("kind: A\nmetadata: &m {name: a}\ncopy: *m\n")).toEqual(["A/a"]);
  });
});

describe("judging a set", () => {
  it("takes the newest of an object's copies, as a watch prints them, and keeps those of two clusters apart", () => {
    expect(statuses(copy("9", 1), copy("10", 3))).toEqual(["Current"]);
    expect(statuses(copy("10", 3), copy("9", 1))).toEqual(["Current"]);
    expect(statuses(copy(undefined, 3), copy(undefined, 1))).toEqual(["InProgress"]);
    expect(statuses(copy("9", 1), copy("10", 3, "uid-elsewhere"))).toEqual(["InProgress", "Current"]);
    expect(statuses(copy("9", 1, ""), copy("10", 3, ""))).toEqual(["InProgress", "Current"]);
  });

  it("leaves out what an owner in the set speaks for, and reports the rest", () => {
    const foreign = pod("alone", { kind: "ReplicaSet", metadata: { name: "elsewhere", uid: "uid-else" } }, READY);
    const set = [
      pod("web-1", replicaSet(4), READY),
      deployment(),
      replicaSet(4),
      pod("bare", undefined, READY),
      foreign,
    ];
    expect(judgeAll(set).map(kindOf)).toEqual(["Deployment/web", "Pod/bare", "Pod/alone"]);
  });

  it("does not mix namespaces", () => {
    const elsewhere = pod("web-1", replicaSet(4), waiting("CrashLoopBackOff", "", 1));
    elsewhere.metadata.namespace = "other";
    const reports = judgeAll([deployment(), replicaSet(4), elsewhere]);
    expect(reports.map((report) => [kindOf(report), report.status])).toEqual([
      ["Deployment/web", "Current"],
      ["Pod/web-1", "Failed"],
    ]);
  });

  it("never throws", () => {
    const kind = fc.constantFrom(
      "Deployment",
      "Pod",
      "ReplicaSet",
      "Rollout",
      "Application",
      "Service",
      "Widget",
      "constructor",
    );
    const object = fc.record({
      apiVersion: fc.oneof(fc.constantFrom("v1", "apps/v1", "argoproj.io/v1alpha1", "x/v1"), fc.anything()),
      kind,
      metadata: fc.oneof(
        fc.record({ name: fc.string(), ownerReferences: fc.anything(), labels: fc.anything() }),
        fc.anything(),
      ),
      spec: fc.anything(),
      status: fc.oneof(fc.anything(), fc.record({ conditions: fc.array(fc.anything()), phase: fc.anything() })),
    });
    const holds = fc.property(fc.array(object), (objects) => {
      for (const report of judgeAll(objects as KubeObject[])) expect(report.message).toMatch(/\.$/u);
    });
    expect(fc.check(holds).counterexample).toBeNull();
  });

  it("never throws on what it reads", () => {
    const holds = fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const read = readObjects(text);
      return !read.ok || judgeAll(read.value).length <= read.value.length;
    });
    expect(fc.check(holds).counterexample).toBeNull();
  });
});
