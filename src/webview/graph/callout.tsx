import type { JSX } from "preact";
import { Icon } from "../icon.tsx";
import type { Panel } from "../panelProps.ts";
import { calloutPoint, calloutSide } from "./calloutPlace.ts";
import type { Painted } from "./painted.ts";

/** What keeps the run where it is, as a note beside the node: it keeps its size when the picture is far away. */
export function Callout({ panel, painted }: { readonly panel: Panel; readonly painted: Painted }): JSX.Element | null {
  const { drawing, rect, scale } = painted;
  const [node, drawn] = [...panel.state.drawnNodes.value].find(([, { blocked }]) => blocked !== undefined) ?? [];
  const box = node === undefined ? undefined : drawing.nodes.get(node);
  if (node === undefined || box === undefined) return null;
  const side = calloutSide(box, drawing.nodes.values(), scale);
  const { x, y } = calloutPoint(side, box, scale);
  return (
    <button
      type="button"
      class={`callout callout-${side}`}
      tabIndex={-1}
      title={drawn?.blocked}
      style={{ left: `${(x - rect.x) * scale}px`, top: `${(y - rect.y) * scale}px` }}
      onClick={() => panel.moves.go(node)}
    >
      <Icon name="clockface" tone="warning" />
      <span>{drawn?.blocked}</span>
    </button>
  );
}
