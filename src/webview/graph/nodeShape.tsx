import type { JSX } from "preact";
import { middleOf } from "../../picture/geometry.ts";
import { outlinePath, signPath, labelMiddle } from "../../picture/shape.ts";
import { LINE_HEIGHT } from "../../picture/textWidth.ts";
import type { PictureNode } from "../../protocol/picture.ts";
import type { Box } from "../../picture/geometry.ts";
import type { Panel } from "../panelProps.ts";
import { countdownText } from "../words/time.ts";
import { Badge } from "./badge.tsx";
import { briefLabel } from "./briefLabel.ts";
import type { Painted } from "./painted.ts";

interface NodeProps {
  readonly node: PictureNode;
  readonly panel: Panel;
  readonly painted: Painted;
}

/** How far the ring of the place now stands off, and the frame of what is selected. Pixels of the picture. */
const RING = 6;
const FRAME = 3;

/** A node by its shape, its state, its label and its mark. */
export function NodeShape({ node, panel, painted }: NodeProps): JSX.Element | null {
  const { state } = panel;
  const { drawing } = painted;
  const box = drawing.nodes.get(node.id);
  if (box === undefined) return null;
  const drawn = state.drawnNodes.value.get(node.id);
  const look = drawn?.state ?? "plain";
  const shown = state.shown.value;
  const isMatch = state.matches.value.some((id) => drawing.standIn(id) === node.id);
  const isShown = shown !== undefined && drawing.standIn(shown) === node.id;
  const isHere = look === "now" || look === "waiting";
  const classes = ["node", `kind-${node.kind}`, `node-${look}`, isMatch ? "match" : "", isShown ? "selected" : ""];
  return (
    <g class={classes.filter(Boolean).join(" ")} data-node={node.id}>
      {isHere ? <path class="ring" d={outlinePath(node.kind, grown(box, RING))} /> : null}
      {isShown ? <path class="frame" d={outlinePath(node.kind, grown(box, FRAME))} /> : null}
      <path class="body" d={outlinePath(node.kind, box)} />
      <path class="sign" d={signPath(node.kind, box)} />
      <Label node={node} box={box} painted={painted} />
      <Badge box={box} kind={node.kind} state={look} scale={painted.scale} />
      <Mark box={box} text={markText(drawn, panel)} scale={painted.scale} />
    </g>
  );
}

function Label({ node, box, painted }: { node: PictureNode; box: Box; painted: Painted }): JSX.Element {
  const lines = painted.drawing.nodes.get(node.id)?.lines ?? [];
  const { x, y } = labelMiddle(node.kind, box);
  if (painted.level === "middle") {
    const { text, size } = briefLabel(node.label, node.kind, box, painted.scale);
    return (
      <text class="label" x={middleOf(box).x} y={y} font-size={size}>
        {text}
      </text>
    );
  }
  return (
    <>
      {lines.map((text, row) => (
        <text key={row} class="label" x={x} y={y + (row - (lines.length - 1) / 2) * LINE_HEIGHT}>
          {text}
        </text>
      ))}
    </>
  );
}

/** `1/2` on an approval, what is left of a hold. */
function Mark({ box, text, scale }: { box: Box; text: string | undefined; scale: number }): JSX.Element | null {
  if (text === undefined) return null;
  const size = Math.max(1, 0.8 / scale);
  const width = (text.length * 7 + 12) * size;
  // Far away the label fills the shape: the mark hangs below it then.
  const [x, y] = [box.x + box.width / 2, box.y + box.height + (size > 1 ? 7 * size : 0)];
  return (
    <g class="mark">
      <rect x={x - width / 2} y={y - 9 * size} width={width} height={18 * size} rx={9 * size} />
      <text x={x} y={y} font-size={11.5 * size}>
        {text}
      </text>
    </g>
  );
}

function markText(
  drawn: { readonly mark?: string; readonly countsDownTo?: number } | undefined,
  { time }: Panel,
): string | undefined {
  if (drawn?.countsDownTo !== undefined) return countdownText(drawn.countsDownTo - time.now.value);
  return drawn?.mark;
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
