import type { PictureGraph } from "../protocol/picture.ts";
import { around, type Box, boxAround, type Point } from "./geometry.ts";
import { loopPoints } from "./loops.ts";
import { type Measured, measureEdgeLabel } from "./measure.ts";
import { placeInLayers } from "./layered/placeInLayers.ts";
import { routeEdges } from "./route.ts";
import { LOOP, type Placement, type Sketch, sketchOf } from "./sketch.ts";

/** A box with the lines of text in it, at most two. */
export interface TextBox extends Box {
  readonly lines: readonly string[];
}

/**
 * An edge from the border of one node to that of another. Without points where one of them does not exist. Edges with
 * labels that lead the same way have the same points, and the first of them has the labels of all.
 */
export interface EdgeLayout {
  readonly points: readonly Point[];
  readonly label?: TextBox;
}

/** A graph in places: pixels from the top left. Names are looked up with `Object.hasOwn`, for they come from outside. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: Readonly<Record<string, TextBox>>;
  /** Parallel to the graph's edges. */
  readonly edges: readonly EdgeLayout[];
  /** Only groups with nodes in them. */
  readonly groups: Readonly<Record<string, Box>>;
}

/** White around the picture, in pixels. */
const MARGIN = 24;

/**
 * Places a graph from top to bottom. The same graph is always placed alike. The layers are our own: dagre took seconds
 * for a thousand nodes, and threw on some groups.
 */
export function layoutPicture(graph: PictureGraph): Layout {
  const sketch = sketchOf(graph);
  const placement = placeInLayers(sketch);
  const boxes = sketch.nodes.map(({ size }, node) => boxAround(placement.nodes[node] ?? { x: 0, y: 0 }, size));
  return framed({
    nodes: Object.fromEntries(
      sketch.nodes.map(({ id, size: { lines } }, node) => [id, { ...(boxes[node] ?? EMPTY), lines }]),
    ),
    edges: edgesOf(graph, sketch, placement, boxes),
    groups: Object.fromEntries(
      graph.groups.flatMap(({ id }, group) => {
        const box = placement.groups[group];
        return box === undefined ? [] : [[id, box]];
      }),
    ),
  });
}

const EMPTY: Box = { x: 0, y: 0, width: 0, height: 0 };

function edgesOf(
  graph: PictureGraph,
  sketch: Sketch,
  placement: Placement,
  boxes: readonly Box[],
): readonly EdgeLayout[] {
  const edges: EdgeLayout[] = loopsOf(graph, sketch, boxes);
  for (const [place, points] of routeEdges(sketch, placement, boxes).entries()) {
    const { edges: bundle = [], label } = sketch.edges[place] ?? {};
    const at = placement.edges[place]?.label;
    for (const [index, edge] of bundle.entries()) {
      const text = index === 0 && label !== undefined && at !== undefined ? { label: textBox(at, label) } : {};
      edges[edge] = { points, ...text };
    }
  }
  return edges;
}

/** Edges from a node to itself; all others without points as yet. */
function loopsOf(graph: PictureGraph, sketch: Sketch, boxes: readonly Box[]): EdgeLayout[] {
  const places = new Map(sketch.nodes.map(({ id }, node) => [id, node]));
  const used = new Map<string, number>();
  return graph.edges.map((edge) => {
    const box = edge.from === edge.to ? boxes[places.get(edge.from) ?? -1] : undefined;
    if (box === undefined) return { points: [] };
    const before = used.get(edge.from) ?? 0;
    const label = measureEdgeLabel([edge.label]);
    used.set(edge.from, before + LOOP + (label?.width ?? 0));
    const points = loopPoints(box, before);
    if (label === undefined) return { points };
    const middle = { x: box.x + box.width + before + LOOP - 4 + label.width / 2, y: box.y + box.height / 2 };
    return { points, label: textBox(middle, label) };
  });
}

function textBox(middle: Point, { lines, ...size }: Measured): TextBox {
  return { ...boxAround(middle, size), lines };
}

/** Moves everything so that it begins at the margin, whatever reaches out furthest. */
function framed({ nodes, edges, groups }: Omit<Layout, "width" | "height">): Layout {
  const points = edges.flatMap((edge) => edge.points.map(({ x, y }) => ({ x, y, width: 0, height: 0 })));
  const labels = edges.flatMap(({ label }) => label ?? []);
  const all = around([...Object.values(nodes), ...Object.values(groups), ...labels, ...points]) ?? EMPTY;
  const [dx, dy] = [MARGIN - all.x, MARGIN - all.y];
  const moved = <T extends Point>(point: T): T => ({ ...point, x: point.x + dx, y: point.y + dy });
  const movedAll = <T extends Point>(boxes: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(boxes).map(([id, box]) => [id, moved(box)]));
  return {
    width: all.width + 2 * MARGIN,
    height: all.height + 2 * MARGIN,
    nodes: movedAll(nodes),
    groups: movedAll(groups),
    edges: edges.map(({ points: way, label }) =>
      label === undefined ? { points: way.map(moved) } : { points: way.map(moved), label: moved(label) },
    ),
  };
}
