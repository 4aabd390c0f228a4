import type { JSX } from "preact";
import { edgePath } from "../../picture/edgePath.ts";
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
  return (
    <>
      <Tips />
      {sight.groups.map((id) => (
        <GroupBox key={id} id={id} painted={painted} />
      ))}
      {sight.edges.map((index) => (
        <EdgeLine key={index} index={index} panel={panel} painted={painted} />
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

function EdgeLine({ index, panel, painted }: PaintedProps & { readonly index: number }): JSX.Element | null {
  const line = painted.drawing.edges[index];
  if (line === undefined || line.points.length === 0) return null;
  const drawn = panel.state.drawnEdges.value[index] ?? "plain";
  const { label } = line;
  return (
    <g class={`edge edge-${drawn}`}>
      <path class="line" d={edgePath(line.points)} marker-end={`url(#tip-${drawn})`} />
      {label === undefined || painted.level === "middle" ? null : (
        <>
          <rect class="behind" x={label.x} y={label.y} width={label.width} height={label.height} rx={3} />
          {label.lines.map((text, row) => (
            <text
              key={row}
              class="edge-label"
              x={label.x + label.width / 2}
              y={label.y + label.height / 2 + (row - (label.lines.length - 1) / 2) * LINE_HEIGHT}
            >
              {text}
            </text>
          ))}
        </>
      )}
    </g>
  );
}
