import type { JSX } from "preact";
import type { Box } from "../../picture/geometry.ts";
import type { NodeKind } from "../../protocol/picture.ts";
import type { DrawnNode } from "../state/drawn.ts";

/** Signs within a circle of radius 8 around the origin. */
const SIGNS: Readonly<Partial<Record<DrawnNode["state"], string>>> = {
  passed: "M-3.5 0.2l2.4 2.6l4.6 -5.2",
  failed: "M-2.8 -2.8l5.6 5.6M2.8 -2.8l-5.6 5.6",
  waiting: "M0 -4v4l2.8 1.8",
  now: "M-1.8 -3.4l5 3.4l-5 3.4Z",
  skipped: "M-3.4 0h6.8",
};

interface BadgeProps {
  readonly box: Box;
  readonly kind: NodeKind;
  readonly state: DrawnNode["state"];
}

/** The state as a sign at the node's corner: never by colour alone. */
export function Badge({ box, kind, state }: BadgeProps): JSX.Element | null {
  const sign = SIGNS[state];
  if (sign === undefined) return null;
  const { x, y } = corner(box, kind);
  return (
    <g class="badge" transform={`translate(${x} ${y})`}>
      <circle r={8} />
      <path d={sign} />
    </g>
  );
}

/** On the outline, at the upper right. */
function corner({ x, y, width, height }: Box, kind: NodeKind): { readonly x: number; readonly y: number } {
  if (kind === "decision") return { x: x + width * 0.75, y: y + height * 0.25 };
  if (kind === "approval") return { x: x + width - 16, y };
  const round = kind === "start" || kind === "end" || kind === "hold";
  const off = round ? Math.min(width, height) * 0.15 : 4;
  return { x: x + width - off, y: y + off };
}
