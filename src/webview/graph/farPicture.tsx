import type { JSX } from "preact";
import { type Box, middleOf } from "../../picture/geometry.ts";
import { outlinePath } from "../../picture/shape.ts";
import type { Panel } from "../panelProps.ts";
import type { Painted } from "./painted.ts";

/** Radius of the ring around the place now, on the screen. Pixels. */
const RING = 8;

/**
 * Thousands of nodes at once: one shape for all that look alike, so that the page holds a handful of elements however
 * large the graph is.
 */
export function FarPicture({ panel, painted }: { readonly panel: Panel; readonly painted: Painted }): JSX.Element {
  const { drawing, sight } = painted;
  const { drawnNodes, drawnEdges, shown } = panel.state;
  const kinds = new Map(drawing.graph.nodes.map(({ id, kind }) => [id, kind]));
  const outline = (id: string): string => {
    const box = drawing.nodes.get(id);
    const kind = kinds.get(id);
    return box === undefined || kind === undefined ? "" : outlinePath(kind, box);
  };
  const lines = Object.groupBy(sight.edges, (index) => drawnEdges.value[index] ?? "plain");
  const shapes = Object.groupBy(sight.nodes, (id) => drawnNodes.value.get(id)?.state ?? "plain");
  const isHere = (id: string): boolean => ["now", "waiting"].includes(drawnNodes.value.get(id)?.state ?? "");
  const matches = new Set(panel.state.matches.value.map(drawing.standIn));
  const selected = shown.value === undefined ? undefined : drawing.standIn(shown.value);
  return (
    <>
      <path class="group" d={sight.groups.map((id) => rectPath(drawing.groups.get(id))).join("")} />
      {Object.entries(lines).map(([look, indices]) => (
        <path
          key={look}
          class={`far-line edge-${look}`}
          d={indices.map((index) => straight(drawing.edges[index]?.points ?? [])).join("")}
        />
      ))}
      {Object.entries(shapes).map(([state, ids]) => (
        <path key={state} class={`far-shape node-${state}`} d={ids.map(outline).join("")} />
      ))}
      <path
        class="far-shape match"
        d={sight.nodes
          .filter((id) => matches.has(id))
          .map(outline)
          .join("")}
      />
      {sight.nodes.filter(isHere).map((id) => (
        <Here
          key={id}
          box={drawing.nodes.get(id)}
          state={drawnNodes.value.get(id)?.state ?? "now"}
          scale={painted.scale}
        />
      ))}
      {selected === undefined ? null : <path class="far-shape selected" d={outline(selected)} />}
    </>
  );
}

/** A ring that is found however far away: its size is that of the screen. */
function Here({ box, state, scale }: { box: Box | undefined; state: string; scale: number }): JSX.Element | null {
  if (box === undefined) return null;
  const { x, y } = middleOf(box);
  return <circle class={`far-here node-${state}`} cx={x} cy={y} r={Math.max(RING / scale, box.width * 0.6)} />;
}

function straight(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points.length === 0 ? "" : `M${points.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`).join("L")}`;
}

function rectPath(box: Box | undefined): string {
  return box === undefined ? "" : `M${box.x} ${box.y}h${box.width}v${box.height}h${-box.width}Z`;
}
