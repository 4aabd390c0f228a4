import type { Point } from "../../picture/geometry.ts";
import type { Moves } from "./moves.ts";

/** Less than this is a press, not a drag. Pixels. */
const SLACK = 4;
/** Wheels turn in lines, trackpads in pixels; one notch must not cross the whole graph. */
const LINE = 16;
const NOTCH = 25;
const ZOOM_PER_PIXEL = 0.01;
/** Two presses within this time are one wish. Milliseconds. */
const TWICE_MS = 350;

interface Dragged {
  readonly moved: (dx: number, dy: number) => void;
  readonly pressed: (at: Point, twice: boolean) => void;
}

/** Moves the picture with a mouse, a pen or a finger. Returns how to stop listening. */
export function drags(pane: HTMLElement | null, { moved, pressed }: Dragged): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  let from: Point | undefined;
  let dragging = false;
  let lastPress = -TWICE_MS;
  pane?.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0 || isControl(event.target)) return;
      from = { x: event.clientX, y: event.clientY };
      dragging = false;
      pane.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  pane?.addEventListener(
    "pointermove",
    (event) => {
      if (from === undefined) return;
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      if (!dragging && Math.hypot(dx, dy) < SLACK) return;
      dragging = true;
      pane.classList.add("dragging");
      from = { x: event.clientX, y: event.clientY };
      moved(dx, dy);
    },
    { signal },
  );
  const release = (event: PointerEvent): void => {
    if (from !== undefined && !dragging && event.type === "pointerup") {
      const { left, top } = (pane as HTMLElement).getBoundingClientRect();
      pressed({ x: event.clientX - left, y: event.clientY - top }, event.timeStamp - lastPress < TWICE_MS);
      lastPress = event.timeStamp;
    }
    from = undefined;
    pane?.classList.remove("dragging");
  };
  pane?.addEventListener("pointerup", release, { signal });
  pane?.addEventListener("pointercancel", release, { signal });
  return () => ends.abort();
}

/** Moves with the wheel or two fingers, zooms with ctrl and the wheel or a pinch. Returns how to stop listening. */
export function wheels(pane: HTMLElement | null, moves: Pick<Moves, "pan" | "zoom">): () => void {
  const turn = (event: WheelEvent): void => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (!event.ctrlKey && !event.metaKey) {
      if (event.shiftKey && dx === 0) moves.pan(-dy, 0);
      else moves.pan(-dx, -dy);
      return;
    }
    const { left, top } = (pane as HTMLElement).getBoundingClientRect();
    const turned = Math.max(-NOTCH, Math.min(NOTCH, dy));
    moves.zoom(Math.exp(-turned * ZOOM_PER_PIXEL), { x: event.clientX - left, y: event.clientY - top });
  };
  // Not passive: otherwise the page would scroll or zoom as well.
  pane?.addEventListener("wheel", turn, { passive: false });
  return () => pane?.removeEventListener("wheel", turn);
}

/** Titles of groups and the note of what blocks are pressed themselves. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button") !== null;
}
