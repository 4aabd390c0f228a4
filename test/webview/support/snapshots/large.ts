import type { PanelSnapshot } from "../../../../src/protocol/panel.ts";
import type { PictureGraph } from "../../../../src/protocol/picture.ts";
import { NOW, snapshotOf } from "./build.ts";

const KINDS = ["check", "action", "decision", "hold", "approval"] as const;
/** Nodes in a row. */
const WIDTH = 12;

/** A graph of `count` nodes in rows, each leading to one or two of the next; the same for the same number. */
export function largeGraph(count: number): PictureGraph {
  const nodes = Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    kind: index === 0 ? ("start" as const) : (KINDS[index % KINDS.length] ?? "check"),
    label: `Step ${index} of the large graph`,
  }));
  const edges = nodes.flatMap(({ id }, index) => {
    const targets =
      index === 0
        ? Array.from({ length: WIDTH }, (_, at) => at + 1)
        : [index + WIDTH, index + WIDTH + (index % 3 === 0 ? 1 : 0)];
    return [...new Set(targets)]
      .filter((target) => target < count)
      .map((target, at) => ({ from: id, to: `n${target}`, when: `${at}`, label: at === 1 ? "or" : "" }));
  });
  return { title: `${count} nodes`, start: "n0", nodes, edges, groups: [] };
}

/** A run in the middle of it. */
export function largeRun(count: number): PanelSnapshot {
  const graph = largeGraph(count);
  const way = ["n0"];
  for (let index = 1; index < count / 2; index += WIDTH) way.push(`n${index}`);
  const here = way.at(-1);
  const on = new Set(way);
  const samples = Object.fromEntries(
    graph.nodes.map(({ id }) => [
      id,
      { state: id === here ? ("now" as const) : on.has(id) ? ("passed" as const) : ("ahead" as const) },
    ]),
  );
  return snapshotOf(graph, samples, {
    run: "5",
    status: "in the middle",
    production: false,
    paused: false,
    steers: ["pause", "abort"],
    timeline: way.map((node) => ({ node, label: node, kind: "check", enteredAt: NOW, leftAt: NOW, outcome: "0" })),
    gaps: [],
    way,
  });
}
