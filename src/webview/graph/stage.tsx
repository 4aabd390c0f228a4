import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Point } from "../../picture/geometry.ts";
import type { PanelProps } from "../panelProps.ts";
import { nodeSentence } from "../say/nodeSentence.ts";
import { t } from "../words/language.ts";
import { pictureAt } from "./camera.ts";
import { keysOf } from "./keys.ts";
import { paintedSignal } from "./painted.ts";
import { Sheet } from "./sheet.tsx";
import { nodeAt } from "./sight.ts";
import { drags, wheels } from "./pointer.ts";

/** The pane in which the picture is looked at: what moves it, and what is pressed in it. */
export function Stage({ panel }: PanelProps): JSX.Element {
  const { state, moves } = panel;
  const pane = useRef<HTMLDivElement>(null);
  const painted = useRef<ReturnType<typeof paintedSignal>>(undefined);
  painted.current ??= paintedSignal(state);
  useEffect(() => watchSize(pane.current, (size) => (state.pane.value = size)), []);
  useEffect(() => wheels(pane.current, moves), []);
  useEffect(
    () =>
      drags(pane.current, {
        moved: moves.pan,
        // A finger or a mouse that stays where it is means the node under it; twice, a closer look at it.
        pressed: (at, twice) => {
          const node = nodeUnder(panel, at);
          if (node === undefined) return;
          state.selected.value = node;
          if (twice) moves.actualSize(node);
        },
      }),
    [],
  );
  const trouble = state.trouble.value;
  return (
    <div
      class="stage"
      ref={pane}
      tabIndex={0}
      role="application"
      aria-roledescription={t("graph")}
      aria-label={t("Graph. Arrow keys follow the edges, Enter goes to the details, O shows it as an outline.")}
      aria-describedby="shown-node"
      onKeyDown={keysOf(panel)}
    >
      <p id="shown-node" class="unseen">
        {nodeSentence(state)}
      </p>
      {trouble === undefined ? null : <p class="empty">{trouble}</p>}
      {painted.current.value === undefined ? null : <Sheet panel={panel} painted={painted.current.value} />}
    </div>
  );
}

/** The node under a point of the pane. */
function nodeUnder({ state }: PanelProps["panel"], at: Point): string | undefined {
  const drawing = state.drawing.value;
  const view = state.view.value;
  return drawing === undefined || view === undefined ? undefined : nodeAt(drawing, pictureAt(view, at));
}

function watchSize(
  element: HTMLElement | null,
  set: (size: { readonly width: number; readonly height: number }) => void,
): (() => void) | undefined {
  if (element === null) return undefined;
  const observer = new ResizeObserver(() => set({ width: element.clientWidth, height: element.clientHeight }));
  observer.observe(element);
  return () => observer.disconnect();
}
