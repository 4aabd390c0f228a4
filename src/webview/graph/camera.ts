import type { Box, Point, Size } from "../../picture/geometry.ts";
import type { View } from "../state/looking.ts";

const CLOSEST = 3;
/** Even the largest graph is more than a dot at this scale. */
const FARTHEST = 0.002;
/** Room around the whole picture, in pixels. */
const MARGIN = 24;

/** The whole picture in the middle, never larger than drawn. */
export function fitted(picture: Size, pane: Size): View {
  const across = (pane.width - 2 * MARGIN) / Math.max(1, picture.width);
  const down = (pane.height - 2 * MARGIN) / Math.max(1, picture.height);
  const scale = clampScale(Math.min(1, across, down));
  return centred({ x: 0, y: 0, width: picture.width, height: picture.height }, pane, scale);
}

/** Below this scale of the whole picture labels crowd each other and are cut. */
const USELESS = 0.28;
/** The scale to begin at instead: labels can be read. */
const CLOSE = 0.7;

/**
 * Where one begins to look: at the whole picture, or, where that would be too small to tell anything, at the place of the
 * run, or at the start where there is no run.
 */
export function opening(picture: Size, pane: Size, here: Box | undefined): View {
  const whole = fitted(picture, pane);
  return whole.scale >= USELESS || here === undefined ? whole : centred(here, pane, CLOSE);
}

/** The middle of `box` in the middle of the pane. */
export function centred(box: Box, pane: Size, scale: number): View {
  return {
    x: box.x + box.width / 2 - pane.width / 2 / scale,
    y: box.y + box.height / 2 - pane.height / 2 / scale,
    scale,
  };
}

/** Moves the picture by this many pixels. */
export function panned(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale };
}

/** Zooms by a factor; what lies under `at` (pixels in the pane) stays there. */
export function zoomed(view: View, factor: number, at: Point): View {
  const scale = clampScale(view.scale * factor);
  return { x: view.x + at.x / view.scale - at.x / scale, y: view.y + at.y / view.scale - at.y / scale, scale };
}

/** The same view where `box` and some room around it are in sight already, otherwise moved as little as shows it. */
export function showing(view: View, box: Box, pane: Size): View {
  const room = MARGIN / view.scale;
  const seen = sightOf(view, pane);
  return {
    ...view,
    x: view.x + shift(box.x - room, box.x + box.width + room, seen.x, seen.x + seen.width),
    y: view.y + shift(box.y - room, box.y + box.height + room, seen.y, seen.y + seen.height),
  };
}

/** What part of the picture the pane shows. */
export function sightOf(view: View, pane: Size): Box {
  return { x: view.x, y: view.y, width: pane.width / view.scale, height: pane.height / view.scale };
}

/** A point of the pane, in the picture's units. */
export function pictureAt(view: View, at: Point): Point {
  return { x: view.x + at.x / view.scale, y: view.y + at.y / view.scale };
}

/** A point of the picture, in the pane's pixels. */
export function paneAt(view: View, point: Point): Point {
  return { x: (point.x - view.x) * view.scale, y: (point.y - view.y) * view.scale };
}

/** How far a span must be followed so that it lies within what is seen; its beginning where it is too long. */
function shift(from: number, to: number, seenFrom: number, seenTo: number): number {
  if (from < seenFrom || to - from > seenTo - seenFrom) return from - seenFrom;
  return Math.max(0, to - seenTo);
}

function clampScale(scale: number): number {
  return Math.min(CLOSEST, Math.max(FARTHEST, scale));
}
