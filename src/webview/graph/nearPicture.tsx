import type { JSX } from "preact";
import { edgePath } from "../../picture/edgePath.ts";
import { middleOf } from "../../picture/geometry.ts";
import { LINE_HEIGHT } from "../../picture/textWidth.ts";
import type { Panel } from "../panelProps.ts";
import type { DrawnEdge } from "../state/drawn.ts";
import { NodeShape } from "./nodeShape.tsx";
import type { Painted } from "./painted.ts";

const TIPS: readonly DrawnEdge[] = ["plain", "open", "missed", "taken"];

interface PaintedProps {
  readonly panel: Panel;
  readonly painted: Painted;
}

/** Every node and edge in sight as its own shape. */
export function NearPicture({ panel, painted }: PaintedProps): JSX.Element {
  const { drawing, sight } = painted;
  const nodes = new Map(drawing.graph.nodes.map((node) => [node.id, node]));
  const isTaken = (index: number): boolean => panel.state.drawnEdges.value[index] === "taken";
  // The way taken lies on top where ways share a line.
  const edges = sight.edges.toSorted((a, b) => Number(isTaken(a)) - Number(isTaken(b)));
  return (
    <>
      <Tips />
      {sight.groups.map((id) => (
        <GroupBox key={id} id={id} painted={painted} />
      ))}
      {edges.map((index) => (
        <EdgeLine key={index} index={index} panel={panel} painted={painted} />
      ))}
      {painted.level === "middle"
        ? null
        : sight.edges.map((index) => (
            <EdgeLabel key={`label ${index}`} index={index} panel={panel} painted={painted} />
          ))}
      {sight.nodes.map((id) => {
        const node = nodes.get(id);
        return node === undefined ? null : <NodeShape key={id} node={node} panel={panel} painted={painted} />;
      })}
    </>
  );
}

/** The heads of arrows, one for each look of an edge. */
function Tips(): JSX.Element {
  return (
    <defs>
      {TIPS.map((look) => (
        <marker
          key={look}
          id={`tip-${look}`}
          class={`tip edge-${look}`}
          viewBox="0 0 10 10"
          refX={9}
          refY={5}
          markerWidth={9}
          markerHeight={9}
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 1L10 5L0 9Z" />
        </marker>
      ))}
    </defs>
  );
}

function GroupBox({ id, painted }: { readonly id: string; readonly painted: Painted }): JSX.Element | null {
  const box = painted.drawing.groups.get(id);
  return box === undefined ? null : <rect class="group" {...box} rx={6} />;
}

type EdgeProps = PaintedProps & { readonly index: number };

function EdgeLine({ index, panel, painted }: EdgeProps): JSX.Element | null {
  const { points } = painted.drawing.edges[index] ?? { points: [] };
  if (points.length === 0) return null;
  const look = panel.state.drawnEdges.value[index] ?? "plain";
  return (
    <g class={`edge edge-${look}`}>
      <path class="line" d={edgePath(points)} marker-end={`url(#tip-${look})`} />
    </g>
  );
}

function EdgeLabel({ index, panel, painted }: EdgeProps): JSX.Element | null {
  const label = painted.drawing.edges[index]?.label;
  if (label === undefined) return null;
  const { lines, ...box } = label;
  const { x, y } = middleOf(box);
  return (
    <g class={`edge edge-${panel.state.drawnEdges.value[index] ?? "plain"}`}>
      <rect class="behind" {...box} rx={3} />
      {lines.map((text, row) => (
        <text key={row} class="edge-label" x={x} y={y + (row - (lines.length - 1) / 2) * LINE_HEIGHT}>
          {text}
        </text>
      ))}
    </g>
  );
}
