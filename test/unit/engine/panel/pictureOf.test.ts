import { describe, expect, it } from "vitest";
import type { Graph } from "../../../../src/core/graph/graph.ts";
import { pictureOf } from "../../../../src/engine/panel/pictureOf.ts";
import { pictureGraph } from "../../../../src/protocol/picture.ts";

const GRAPH: Graph = {
  id: "demo",
  title: "Demo",
  start: "start",
  nodes: [
    { kind: "start", id: "start", label: "Asked for" },
    { kind: "check", id: "ready", label: "Ready", checks: [{ id: "a", label: "A" }] },
    {
      kind: "decision",
      id: "what",
      label: "What now",
      question: "What now?",
      options: [
        { id: "on", label: "Go on" },
        { id: "stop", label: "Stop" },
      ],
    },
    { kind: "end", id: "done", label: "Done", outcome: "completed", back: true },
  ],
  edges: [
    { from: "start", to: "ready", when: "started" },
    { from: "ready", to: "done", when: "pass" },
    { from: "ready", to: "what", when: "fail", label: "not ready" },
    { from: "ready", to: "what", when: "inconclusive" },
    { from: "what", to: "done", when: "stop" },
    { from: "what", to: "done", when: "on", label: "" },
  ],
  groups: [{ id: "g", label: "Group", nodes: ["ready", "what"] }],
};

describe("a graph as it is drawn", () => {
  it("keeps nodes, edges and groups in their order and fits the schema of the picture", () => {
    const picture = pictureOf(GRAPH);
    expect(pictureGraph.parse(picture)).toEqual(picture);
    expect(picture.nodes.map((node) => node.id)).toEqual(["start", "ready", "what", "done"]);
    expect(picture.nodes.at(-1)).toEqual({ kind: "end", id: "done", label: "Done", back: true });
    expect(picture.groups).toEqual([{ id: "g", label: "Group", nodes: ["ready", "what"] }]);
  });

  it("labels an edge with its own words, else the answer, else the outcome, and keeps silent where all is well", () => {
    const labels = pictureOf(GRAPH).edges.map((edge) => edge.label);
    expect(labels).toEqual(["", "", "not ready", "not clear", "Stop", ""]);
  });
});
