import type { JSX } from "preact";
import { middleOf } from "../../picture/geometry.ts";
import { STATE_SIGNS } from "../../picture/marks.ts";
import { outlinePath, signPath, labelMiddle } from "../../picture/shape.ts";
import { LINE_HEIGHT } from "../../picture/textWidth.ts";
import type { PictureNode } from "../../protocol/picture.ts";
import type { Box } from "../../picture/geometry.ts";
import type { Panel } from "../panelProps.ts";
import { countdownText } from "../words/time.ts";
import { Badge } from "./badge.tsx";
import { type BriefLabel, briefLabel } from "./briefLabel.ts";
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
  const place = drawing.nodes.get(node.id);
  if (place === undefined) return null;
  const drawn = state.drawnNodes.value.get(node.id);
  const look = drawn?.state ?? "plain";
  const shown = state.shown.value;
  const isMatch = state.matches.value.some((id) => drawing.standIn(id) === node.id);
  const isShown = shown !== undefined && drawing.standIn(shown) === node.id;
  const mark = markText(drawn, panel);
  const sign = [look === "plain" ? "" : STATE_SIGNS[look], mark ?? ""].filter(Boolean).join(" ");
  const isNear = painted.level !== "middle";
  const said = { kind: node.kind, label: `${sign} ${node.label}` };
  const brief = isNear ? undefined : briefLabel(said, place, drawing.nodes.values(), painted.scale);
  const box = brief?.box ?? place;
  const isChosen = isShown && state.selected.value !== undefined;
  const isHere = look === "now" || look === "waiting";
  const classes = [
    "node",
    `kind-${node.kind}`,
    `node-${look}`,
    isMatch ? "match" : "",
    isShown ? "selected" : "",
    isChosen ? "chosen" : "",
  ];
  return (
    <g class={classes.filter(Boolean).join(" ")} data-node={node.id}>
      {isHere ? <path class="ring" d={outlinePath(node.kind, grown(box, RING))} /> : null}
      {isShown ? <path class="frame" d={outlinePath(node.kind, grown(box, FRAME))} /> : null}
      <path class="body" d={outlinePath(node.kind, box)} />
      {isNear || node.kind === "action" ? <path class="sign" d={signPath(node.kind, box)} /> : null}
      {brief === undefined ? (
        <Label kind={node.kind} box={place} lines={place.lines} />
      ) : (
        <FarLabel brief={brief} sign={sign} />
      )}
      {painted.level === "near" ? <Badge box={box} kind={node.kind} state={look} /> : null}
      {painted.level === "near" ? <Mark box={box} text={mark} /> : null}
    </g>
  );
}

interface LabelProps {
  readonly kind: PictureNode["kind"];
  readonly box: Box;
  readonly lines: readonly string[];
}

function Label({ kind, box, lines }: LabelProps): JSX.Element {
  const { x, y } = labelMiddle(kind, box);
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

/** With its state and mark before it: at the corner and on the edge they would cover it. */
function FarLabel({ brief, sign }: { readonly brief: BriefLabel; readonly sign: string }): JSX.Element {
  const { box, lines, size, lineHeight } = brief;
  const { x, y } = middleOf(box);
  return (
    <>
      {lines.map((text, row) => (
        <text
          key={row}
          class="label"
          x={x}
          y={y + (row - (lines.length - 1) / 2) * lineHeight}
          font-size={size}
          stroke-width={size / 4}
        >
          {row === 0 && sign !== "" && text.startsWith(sign) ? (
            <>
              <tspan class="sign-text">{sign}</tspan>
              {text.slice(sign.length)}
            </>
          ) : (
            text
          )}
        </text>
      ))}
    </>
  );
}

/** `1/2` on an approval, what is left of a hold. */
function Mark({ box, text }: { readonly box: Box; readonly text: string | undefined }): JSX.Element | null {
  if (text === undefined) return null;
  const width = text.length * 7 + 12;
  const [x, y] = [box.x + box.width / 2, box.y + box.height];
  return (
    <g class="mark">
      <rect x={x - width / 2} y={y - 9} width={width} height={18} rx={9} />
      <text x={x} y={y} font-size={11.5}>
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
