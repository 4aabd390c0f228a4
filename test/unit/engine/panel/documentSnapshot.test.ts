import { describe, expect, it } from "vitest";
import { documentSnapshot } from "../../../../src/engine/panel/documentSnapshot.ts";
import { panelSnapshot } from "../../../../src/protocol/panel.ts";
import { planned } from "../../core/support/samples.ts";

const PROBLEM = { message: "No way leads here.", node: "gate", line: 3, column: 5 };

describe("a graph that was opened from a document", () => {
  it("is shown whole, with nothing to answer and its problems named", () => {
    const snapshot = documentSnapshot(planned(), [PROBLEM]);
    expect(panelSnapshot.parse(snapshot)).toEqual(snapshot);
    expect(snapshot.run).toBeUndefined();
    expect(snapshot.problems).toEqual([PROBLEM]);
    expect(snapshot.nodes.every((node) => node.state === "ahead" && node.visits.length === 0)).toBe(true);
    expect(snapshot.nodes.some((node) => node.approval?.mayAnswer === true || node.question?.waiting === true)).toBe(
      false,
    );
  });

  it("keeps its id while its picture stays, and changes it with the picture", () => {
    const graph = planned();
    const [first, ...rest] = graph.nodes;
    const renamed = { ...graph, nodes: [{ ...first!, label: "Another" }, ...rest] };
    const id = documentSnapshot(graph, []).graphId;
    expect(documentSnapshot(structuredClone(graph), [PROBLEM]).graphId).toBe(id);
    expect(documentSnapshot(renamed, []).graphId).not.toBe(id);
  });
});
