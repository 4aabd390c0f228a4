import { describe, expect, it } from "vitest";
import { collapsedId, collapseGroups, standInOf } from "../../../src/picture/collapse.ts";
import { drawnEdges, drawnNodes } from "../../../src/webview/state/drawn.ts";
import { RELEASE, releaseDone, releaseInHold } from "../../webview/support/snapshots/release.ts";

const ITSELF = (node: string): string => node;

describe("how a run is drawn into its graph", () => {
  it("takes exactly the edges between the nodes of the way, by the outcomes they were left with", () => {
    const { nodes, run, graph } = releaseInHold();
    const edges = drawnEdges(graph, ITSELF, run, drawnNodes(nodes, ITSELF, run));
    const taken = graph.edges.filter((_, index) => edges[index] === "taken").map(({ from, to }) => `${from} ${to}`);
    expect(taken).toEqual(["asked ready", "ready gate", "gate approval", "approval set", "set roll"]);
    expect(edges[graph.edges.findIndex(({ when }) => when === "rejected")]).toBe("missed");
    expect(edges[graph.edges.findIndex(({ from }) => from === "watch")]).toBe("open");
  });

  it("tells edges between the same nodes apart by their outcome", () => {
    const graph = {
      ...RELEASE,
      edges: [
        { from: "ready", to: "blocked", when: "fail", label: "" },
        { from: "ready", to: "blocked", when: "inconclusive", label: "" },
      ],
    };
    const run = { ...releaseDone().run, way: ["ready", "blocked"] };
    const step = { node: "ready", label: "", kind: "check", enteredAt: 0, leftAt: 1, outcome: "inconclusive" };
    const whole = {
      run: "1",
      status: "",
      production: false,
      paused: false,
      steers: [],
      gaps: [],
      ...run,
      timeline: [step],
    };
    expect(drawnEdges(graph, ITSELF, whole, new Map())).toEqual(["missed", "taken"]);
  });

  it("shows of a collapsed group what tells most", () => {
    const { nodes, run } = releaseInHold();
    const standIn = standInOf(RELEASE, new Set(["way-back"]));
    expect(drawnNodes(nodes, standIn, run).get(collapsedId("way-back"))).toEqual({ state: "ahead" });
    const waiting = nodes.map((view) =>
      view.id === "ask" ? { ...view, state: "waiting" as const, blocked: "Asks." } : view,
    );
    expect(drawnNodes(waiting, standIn, run).get(collapsedId("way-back"))).toEqual({
      state: "waiting",
      blocked: "Asks.",
    });
  });

  it("names what stands for a node as the picture does", () => {
    const collapsed = new Set(["way-back"]);
    const standIn = standInOf(RELEASE, collapsed);
    const drawn = new Set(collapseGroups(RELEASE, collapsed).nodes.map(({ id }) => id));
    for (const { id } of RELEASE.nodes) expect(drawn.has(standIn(id))).toBe(true);
  });

  it("has neither ahead nor behind without a run", () => {
    const { nodes, graph } = releaseInHold();
    const drawn = drawnNodes(nodes, ITSELF, undefined);
    expect(new Set([...drawn.values()].map(({ state }) => state))).toEqual(new Set(["plain"]));
    expect(new Set(drawnEdges(graph, ITSELF, undefined, drawn))).toEqual(new Set(["plain"]));
  });
});
