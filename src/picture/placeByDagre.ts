import { Graph, layout } from "@dagrejs/dagre";
import { type Box, boxAround, type Point } from "./geometry.ts";
import type { Placement, Sketch } from "./sketch.ts";

/** Space between neighbours and between ranks, in pixels; a label between two ranks adds to it. */
const BESIDE = 36;
const BETWEEN_EDGES = 20;
const BELOW = 52;

/** The name of the group that nobody sees: it keeps the way back together and apart. */
const BACK = "back";

/** Places a sketch with dagre. Good for small graphs; beyond, it takes seconds. */
export function placeByDagre(sketch: Sketch): Placement {
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: BESIDE, edgesep: BETWEEN_EDGES, ranksep: BELOW });
  for (const [node, { cell }] of sketch.nodes.entries()) graph.setNode(nodeName(node), { ...cell });
  addGroups(graph, sketch);
  for (const [place, { from, to, label }] of sketch.edges.entries()) {
    const size = label === undefined ? {} : { width: label.width, height: label.height, labelpos: "c" };
    graph.setEdge(nodeName(from), nodeName(to), { ...size }, String(place));
  }
  layout(graph);
  return read(graph, sketch);
}

function addGroups(graph: Graph, sketch: Sketch): void {
  const used = usedGroups(sketch);
  const outer = backOnly(sketch, used);
  for (const group of used) graph.setNode(groupName(group), {});
  if (outer.size > 0) graph.setNode(BACK, {});
  for (const [node, group] of sketch.groupOfNode.entries()) {
    if (group !== undefined) graph.setParent(nodeName(node), groupName(group));
    else if (outer.has(nodeName(node))) graph.setParent(nodeName(node), BACK);
  }
  for (const group of used) {
    const parent = sketch.groupOfGroup[group];
    if (parent !== undefined) graph.setParent(groupName(group), groupName(parent));
    else if (outer.has(groupName(group))) graph.setParent(groupName(group), BACK);
  }
}

/** Groups with a node in them, however deep. */
function usedGroups({ groupOfNode, groupOfGroup }: Sketch): ReadonlySet<number> {
  const used = new Set<number>();
  for (let group of groupOfNode) {
    for (; group !== undefined && !used.has(group); group = groupOfGroup[group]) used.add(group);
  }
  return used;
}

/** Outermost nodes and groups that belong to the way back alone. */
function backOnly(sketch: Sketch, used: ReadonlySet<number>): ReadonlySet<string> {
  const forward = new Set<number>();
  for (const [node, { back }] of sketch.nodes.entries()) {
    if (back) continue;
    for (let group = sketch.groupOfNode[node]; group !== undefined; group = sketch.groupOfGroup[group]) {
      forward.add(group);
    }
  }
  const nodes = sketch.nodes.flatMap(({ back }, node) =>
    back && sketch.groupOfNode[node] === undefined ? [nodeName(node)] : [],
  );
  const groups = [...used].filter((group) => !forward.has(group) && sketch.groupOfGroup[group] === undefined);
  const names = new Set([...nodes, ...groups.map(groupName)]);
  return sketch.nodes.every(({ back }) => back) ? new Set() : names;
}

function read(graph: Graph, sketch: Sketch): Placement {
  return {
    nodes: sketch.nodes.map((_, node) => pointOf(graph.node(nodeName(node)))),
    edges: sketch.edges.map(({ from, to, label }, place) => {
      const edge = graph.edge(nodeName(from), nodeName(to), String(place));
      // The outermost two are dagre's own idea of where an edge meets its nodes.
      const way = (edge.points ?? []).slice(1, -1);
      return label === undefined ? { way } : { way, label: pointOf(edge) };
    }),
    groups: Array.from({ length: sketch.groups }, (_, group) => boxOf(graph, groupName(group))),
  };
}

function boxOf(graph: Graph, name: string): Box | undefined {
  const { width = 0, height = 0, ...rest } = graph.node(name) ?? {};
  return width > 0 ? boxAround(pointOf(rest), { width, height }) : undefined;
}

function pointOf({ x = 0, y = 0 }: { x?: number; y?: number }): Point {
  return { x, y };
}

function nodeName(node: number): string {
  return `n${node}`;
}

function groupName(group: number): string {
  return `g${group}`;
}
