import type { NodeKind } from "../protocol/picture.ts";
import type { Size } from "./geometry.ts";
import { plainText } from "./plainText.ts";
import { SIGN_SPACE } from "./shape.ts";
import { LINE_HEIGHT, textWidth } from "./textWidth.ts";
import { wrapLabel } from "./wrap.ts";

/** Widest line of a label by kind, in pixels: narrow where the shape itself is wide. */
const WIDEST: Readonly<Record<NodeKind, number>> = {
  start: 86,
  check: 176,
  decision: 126,
  approval: 160,
  action: 176,
  hold: 160,
  end: 160,
};

const WIDEST_EDGE_LABEL = 120;

/** A label in lines and what it takes with its shape around it. */
export interface Measured extends Size {
  readonly lines: readonly string[];
}

export function measureNode(kind: NodeKind, label: string): Measured {
  const lines = wrapLabel(label, WIDEST[kind]);
  const text = { width: Math.max(0, ...lines.map(textWidth)), height: Math.max(1, lines.length) * LINE_HEIGHT };
  const { width, height } = around(kind, text);
  return { lines, width: even(width), height: even(height) };
}

/** What stands beside an edge, or beside one line for several; nothing where there is nothing to see. */
export function measureEdgeLabel(labels: readonly string[]): Measured | undefined {
  const seen = new Set(labels.map(plainText).filter((label) => label !== ""));
  const lines = wrapLabel([...seen].join(", "), WIDEST_EDGE_LABEL);
  if (lines.length === 0) return undefined;
  const width = Math.max(...lines.map(textWidth)) + 8;
  return { lines, width: even(width), height: even(lines.length * LINE_HEIGHT + 2) };
}

function around(kind: NodeKind, { width, height }: Size): Size {
  switch (kind) {
    case "start": {
      const across = Math.max(48, Math.hypot(width, height) + 10);
      return { width: across, height: across };
    }
    case "decision": {
      // A diamond holds a text where width and height, each as a part of its own, add up to one.
      const tall = Math.max(60, height * 2.3);
      return { width: Math.max(100, width / (1 - height / tall) + 8), height: tall };
    }
    case "approval":
      return { width: Math.max(90, width + 44), height: height + 22 };
    case "end":
      return { width: Math.max(80, width + 38), height: height + 24 };
    case "hold":
      return { width: Math.max(90, width + SIGN_SPACE.hold + 34), height: height + 18 };
    case "check":
    case "action":
      return { width: Math.max(80, width + SIGN_SPACE[kind] + 26), height: height + 20 };
  }
}

/** Even sizes keep middles on whole pixels. */
function even(size: number): number {
  return Math.ceil(size / 2) * 2;
}
