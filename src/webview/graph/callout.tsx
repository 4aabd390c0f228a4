import type { JSX } from "preact";
import { Icon } from "../icon.tsx";
import type { Panel } from "../panelProps.ts";
import { calloutPoint, calloutSide } from "./calloutPlace.ts";
import { sightOf } from "./camera.ts";
import type { Painted } from "./painted.ts";

/** What keeps the run where it is, as a note beside the node: it keeps its size when the picture is far away. */
export function Callout({ panel, painted }: { readonly panel: Panel; readonly painted: Painted }): JSX.Element | null {
  const { drawing, rect, scale } = painted;
  const [node, drawn] = [...panel.state.drawnNodes.value].find(([, { blocked }]) => blocked !== undefined) ?? [];
  const box = node === undefined ? undefined : drawing.nodes.get(node);
  if (node === undefined || box === undefined) return null;
  // Panning moves the note with its node; only a new scale or a new part of the picture looks for another side.
  const view = panel.state.view.peek();
  const seen = view === undefined ? undefined : sightOf(view, panel.state.pane.value);
  const side = calloutSide(box, drawing.nodes.values(), scale, seen);
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
