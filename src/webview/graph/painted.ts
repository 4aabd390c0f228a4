import { computed, type ReadonlySignal } from "@preact/signals";
import type { Box, Size } from "../../picture/geometry.ts";
import { holds } from "../../picture/geometry.ts";
import type { View } from "../state/looking.ts";
import type { Drawing, PanelState } from "../state/panelState.ts";
import { READABLE } from "./calloutPlace.ts";
import { sightOf } from "./camera.ts";
import { type Sight, sight, widened } from "./sight.ts";

/** How much of a node can be read: its whole label, the beginning of it, or only its shape. */
export type Level = "near" | "middle" | "far";

/** The part of the picture that is in the page, larger than what is seen, so that it can be moved without drawing. */
export interface Painted {
  readonly drawing: Drawing;
  readonly rect: Box;
  readonly scale: number;
  readonly level: Level;
  readonly sight: Sight;
}

/** From here on, a few letters have room. */
const GUESSABLE = 0.18;
/** More nodes than this at once are drawn as one shape: the eye cannot follow and the page would stutter. */
const SINGLY = 400;
/** Painted beyond each side of the pane, as a part of it. */
const BEYOND = 0.5;
/** Rings, marks and notes reach out of the boxes by less than this. */
const OVERHANG = 40;

/** Repaints when the scale changes or the painted part no longer covers what is seen; otherwise stays as it is. */
export function paintedSignal(state: PanelState): ReadonlySignal<Painted | undefined> {
  let before: Painted | undefined;
  return computed(() => {
    const { drawing, view, pane } = state;
    if (drawing.value === undefined || view.value === undefined || pane.value.width === 0) return (before = undefined);
    return (before = painted(drawing.value, view.value, pane.value, before));
  });
}

function painted(drawing: Drawing, view: View, pane: Size, before: Painted | undefined): Painted {
  const whole = widenedBy({ x: 0, y: 0, width: drawing.width, height: drawing.height }, OVERHANG);
  const seen = sightOf(view, pane);
  const needed = common(seen, whole);
  if (before?.drawing === drawing && before.scale === view.scale && holds(before.rect, needed)) return before;
  const rect = common(widened(seen, BEYOND), whole);
  const inRect = sight(drawing, rect);
  const level = levelOf(view.scale, inRect.nodes.length);
  return { drawing, rect, scale: view.scale, level, sight: inRect };
}

/** How much can be read at this scale, with so many nodes in the painted part. */
function levelOf(scale: number, nodes: number): Level {
  if (scale < GUESSABLE || nodes > SINGLY) return "far";
  return scale < READABLE ? "middle" : "near";
}

function widenedBy({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** What two boxes share; nothing, at the edge of the second, where they lie apart. */
function common(a: Box, b: Box): Box {
  const x = clamp(a.x, b.x, b.x + b.width);
  const y = clamp(a.y, b.y, b.y + b.height);
  return {
    x,
    y,
    width: clamp(a.x + a.width, b.x, b.x + b.width) - x,
    height: clamp(a.y + a.height, b.y, b.y + b.height) - y,
  };
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}
