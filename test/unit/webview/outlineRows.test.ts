import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupKey, outlineRows } from "../../../src/webview/outline/outlineRows.ts";
import { largeGraph } from "../../webview/support/snapshots/large.ts";
import { RELEASE } from "../../webview/support/snapshots/release.ts";

describe("the outline", () => {
  it("reads each way to its end before the next, with groups as branches", () => {
    const rows = outlineRows(RELEASE, new Set());
    expect(rows.slice(0, 7).map(({ key }) => key)).toEqual([
      "asked",
      "ready",
      "gate",
      "approval",
      "set",
      "roll",
      "watch",
    ]);
    const group = rows.findIndex(({ key }) => key === groupKey("way-back"));
    expect(rows[group + 1]).toMatchObject({ key: "ask", level: 2, under: groupKey("way-back"), place: 1, beside: 4 });
  });

  it("leaves out what lies in a collapsed group", () => {
    const rows = outlineRows(RELEASE, new Set(["way-back"]));
    expect(rows.some(({ key }) => key === groupKey("way-back"))).toBe(true);
    expect(rows.some(({ key }) => key === "ask")).toBe(false);
  });

  it("holds every node once, whatever its edges and groups are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 60 }),
        fc.array(fc.uniqueArray(fc.nat(29), { maxLength: 12 }), { maxLength: 4 }),
        (edges, groups) => {
          const { nodes } = largeGraph(30);
          const rows = outlineRows(
            {
              title: "",
              start: "n0",
              nodes,
              edges: edges.map(([from, to]) => ({ from: `n${from}`, to: `n${to}`, when: "", label: "" })),
              groups: groups.map((members, index) => ({
                id: `g${index}`,
                label: "",
                nodes: members.map((at) => `n${at}`),
              })),
            },
            new Set(),
          );
          const seen = rows.flatMap(({ node }) => (node === undefined ? [] : [node.id]));
          expect(seen.toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
          expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        },
      ),
    );
  });
});
