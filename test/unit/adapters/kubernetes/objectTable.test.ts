import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../../src/core/rollout/objects.ts";
import { ObjectTable } from "../../../../src/adapters/kubernetes/objectTable.ts";
import type { WatchEvent } from "../../../../src/adapters/kubernetes/watch.ts";

const same = <T>(value: T): T => value;
const object = (name: string, resourceVersion: string, namespace = "shop"): KubeObject => ({
  metadata: { name, namespace, resourceVersion },
});

function counted(namespace = "shop") {
  const table = new ObjectTable<KubeObject>(namespace, same);
  const count = { fired: 0 };
  table.onChange(() => count.fired++);
  return { table, count };
}

describe("a table of objects", () => {
  it("announces changes that come together once", async () => {
    const { table, count } = counted();
    table.apply([
      { type: "ADDED", object: object("a", "1") },
      { type: "ADDED", object: object("b", "2") },
    ]);
    table.setState({ phase: "live" });
    expect(count.fired).toBe(0);
    await Promise.resolve();
    expect(count.fired).toBe(1);
    table.apply([{ type: "DELETED", object: object("a", "3") }]);
    await Promise.resolve();
    expect(count.fired).toBe(2);
  });

  it("announces nothing where nothing changed", async () => {
    const { table, count } = counted();
    table.replace([object("a", "1")]);
    await Promise.resolve();
    const before = table.objects.get("a");
    table.replace([object("a", "1")]);
    table.apply([{ type: "BOOKMARK", object: object("", "9") }]);
    table.apply([{ type: "DELETED", object: object("never", "9") }]);
    table.setState({ phase: "loading" });
    await Promise.resolve();
    expect(count.fired).toBe(1);
    expect(table.objects.get("a")).toBe(before);
  });

  it("keeps objects of one name in different namespaces apart", () => {
    const { table } = counted("");
    table.replace([object("web", "1", "shop"), object("web", "2", "blog")]);
    expect([...table.objects.keys()]).toEqual(["shop/web", "blog/web"]);
  });

  it("comes to the same end by events as by a list", () => {
    const names = fc.constantFrom("a", "b", "c", "d");
    const events = fc.array(fc.record({ name: names, deleted: fc.boolean() }), { maxLength: 30 });
    fc.assert(
      fc.property(events, (list) => {
        const { table } = counted();
        const expected = new Map<string, KubeObject>();
        for (const [index, { name, deleted }] of list.entries()) {
          const event: WatchEvent<KubeObject> = {
            type: deleted ? "DELETED" : "MODIFIED",
            object: object(name, String(index)),
          };
          table.apply([event]);
          if (deleted) expected.delete(name);
          else expected.set(name, event.object);
        }
        expect(new Map(table.objects)).toEqual(expected);
        const listed = counted().table;
        listed.replace([...expected.values()]);
        expect(new Map(listed.objects)).toEqual(expected);
      }),
    );
  });
});
