import type { NodeKind } from "../protocol/picture.ts";
import { type Box, middleOf, type Point } from "./geometry.ts";

/** Radius of a rounded box, width of an action's bar, reach of a hexagon's points; in pixels. */
const ROUND = 8;
const BAR = 6;
const POINT = 16;

/** What a sign takes on the left beyond the room that the label has on the right, in pixels. */
export const SIGN_SPACE: Readonly<Record<NodeKind, number>> = {
  start: 0,
  check: 18,
  decision: 0,
  approval: 0,
  action: 6,
  hold: 10,
  end: 0,
};

/** SVG path data of a node: its outline and, where the kind has one, the sign inside it. */
export function shapePath(kind: NodeKind, box: Box): string {
  return outlinePath(kind, box) + signPath(kind, box);
}

/** SVG path data of the closed outline alone. */
export function outlinePath(kind: NodeKind, box: Box): string {
  if (kind === "decision" || kind === "approval") return closed(cornersOf(kind, box));
  return roundedPath(box, radiusOf(kind, box));
}

/** The kind's sign inside the outline, to be stroked: a check's mark, an action's bar, a hold's pause, an end's ring. */
export function signPath(kind: NodeKind, box: Box): string {
  const { x, y, height } = box;
  const middle = y + height / 2;
  if (kind === "check") return `M${n(x + 10)} ${n(middle)}l4 4l7 -8`;
  if (kind === "action") return `M${n(x + BAR)} ${n(y)}v${n(height)}`;
  if (kind === "hold") return `M${n(x + 15)} ${n(middle - 5)}v10M${n(x + 20)} ${n(middle - 5)}v10`;
  if (kind !== "end") return "";
  const ring = inset(box);
  return roundedPath(ring, radiusOf(kind, ring));
}

/** Where the middle of the label stands: beside the sign where there is one on the left. */
export function labelMiddle(kind: NodeKind, box: Box): Point {
  const { x, y } = middleOf(box);
  return { x: x + SIGN_SPACE[kind] / 2, y };
}

/**
 * Where a vertical line at `x` leaves the outline, towards the top (`-1`) or the bottom (`1`). Outside the box's
 * width the nearest point counts.
 */
export function borderAt(kind: NodeKind, box: Box, x: number, side: -1 | 1): Point {
  const middle = middleOf(box);
  const reach = box.width / 2;
  const off = Math.min(Math.abs(x - middle.x), reach);
  const inside = middle.x + Math.sign(x - middle.x) * off;
  return { x: inside, y: middle.y + side * halfHeightAt(kind, box, off) };
}

/** Half the outline's height at a distance from its middle. */
function halfHeightAt(kind: NodeKind, box: Box, off: number): number {
  const [reach, half] = [box.width / 2, box.height / 2];
  if (kind === "decision") return half * (1 - off / reach);
  if (kind === "approval") return half * Math.min(1, (reach - off) / Math.min(POINT, reach));
  const radius = radiusOf(kind, box);
  const beyond = off - (reach - radius);
  return beyond <= 0 ? half : half - radius + Math.sqrt(Math.max(0, radius * radius - beyond * beyond));
}

function radiusOf(kind: NodeKind, { width, height }: Box): number {
  const round = kind === "start" || kind === "end" || kind === "hold";
  const most = Math.min(width, height) / 2;
  if (kind === "action") return Math.min(2, most);
  return round ? most : Math.min(ROUND, most);
}

function cornersOf(kind: "decision" | "approval", box: Box): readonly Point[] {
  const { x, y, width, height } = box;
  const middle = middleOf(box);
  const [left, right] = [
    { x, y: middle.y },
    { x: x + width, y: middle.y },
  ];
  if (kind === "decision") return [left, { x: middle.x, y }, right, { x: middle.x, y: y + height }];
  const reach = Math.min(POINT, width / 2);
  const [from, to] = [x + reach, x + width - reach];
  return [left, { x: from, y }, { x: to, y }, right, { x: to, y: y + height }, { x: from, y: y + height }];
}

function inset({ x, y, width, height }: Box): Box {
  return { x: x + 3, y: y + 3, width: width - 6, height: height - 6 };
}

function closed(points: readonly Point[]): string {
  return `M${points.map(({ x, y }) => `${n(x)} ${n(y)}`).join("L")}Z`;
}

function roundedPath({ x, y, width, height }: Box, radius: number): string {
  const arc = (dx: number, dy: number) => `a${n(radius)} ${n(radius)} 0 0 1 ${n(dx)} ${n(dy)}`;
  const [across, down] = [n(width - 2 * radius), n(height - 2 * radius)];
  return (
    `M${n(x + radius)} ${n(y)}h${across}${arc(radius, radius)}v${down}${arc(-radius, radius)}` +
    `h${n(-(width - 2 * radius))}${arc(-radius, -radius)}v${n(-(height - 2 * radius))}${arc(radius, -radius)}Z`
  );
}

/** A number as short as the eye allows: tenths of a pixel. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
