import { layoutPicture } from "../../src/picture/layout.ts";
import { LIGHT } from "../../src/picture/palette.ts";
import { svgOf } from "../../src/picture/svg.ts";
import type { PictureGraph } from "../../src/protocol/picture.ts";
import type { Bench, Measured } from "./figure.ts";

const WARM_UPS = 3;
const RUNS = 11;

/** Layout of large graphs in the same process, beside writing the same picture down as SVG. */
export const pictureBench: Bench = {
  name: "picture",
  async run() {
    return [measured(1_000, 1_400, 300), measured(5_000, 7_000, 3_000)];
  },
};

function measured(nodes: number, edges: number, limit: number): Measured {
  const graph = sampleGraph(nodes, edges);
  const samples: number[] = [];
  const reference: number[] = [];
  for (let run = -WARM_UPS; run < RUNS; run += 1) {
    const started = performance.now();
    const layout = layoutPicture(graph);
    const placed = performance.now();
    svgOf(graph, layout, LIGHT);
    if (run < 0) continue;
    samples.push(placed - started);
    reference.push(performance.now() - placed);
  }
  return {
    name: `${nodes} nodes laid out`,
    unit: "ms",
    samples,
    reference: { name: "the same picture written as SVG", samples: reference },
    goal: { of: "median", limit },
  };
}

const KINDS = ["check", "decision", "action", "hold", "approval"] as const;
/** Nodes in a group; as many after it are in none. */
const GROUP = 12;

/** A graph as a large pipeline makes it: short ways on, some further, every few nodes a group, the same each time. */
function sampleGraph(count: number, links: number): PictureGraph {
  const random = randoms();
  const nodes = Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    kind: KINDS[index % KINDS.length] ?? "check",
    label: `Node number ${index} of the graph`,
  }));
  const edges = Array.from({ length: links }, (_, index) => {
    const to = index < count ? index : Math.floor(random() * count);
    const from = Math.max(0, to - 1 - Math.floor(random() * 8));
    return { from: `n${from}`, to: `n${to}`, when: "done", label: index % 4 === 0 ? "done" : "" };
  });
  const groups = Array.from({ length: Math.floor(count / GROUP / 2) }, (_, index) => ({
    id: `g${index}`,
    label: `Group ${index}`,
    nodes: Array.from({ length: GROUP }, (__, place) => `n${index * 2 * GROUP + place}`),
  }));
  return { title: "Large", start: "n0", nodes, edges, groups };
}

/** The same numbers between 0 and 1 in every run: a linear congruential generator. */
function randoms(): () => number {
  let state = 7;
  return () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff;
}
