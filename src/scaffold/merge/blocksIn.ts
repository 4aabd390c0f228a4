import { align, type Alignment } from "./alignment.ts";
import type { BlockedLines } from "./removedBlocks.ts";
import { removedBlocks } from "./removedBlocks.ts";
import { splitLines } from "./textLines.ts";

/** A generated block where it stands in a person's file now. */
export interface BlockNow {
  readonly rule: string;
  /** First and last line, from 1. */
  readonly from: number;
  readonly to: number;
  /** Whether a person has changed anything in it. */
  readonly edited: boolean;
}

/** Finds the generated blocks in a file that may have been edited since; those taken out are left out. */
export function blocksIn(currentText: string, base: BlockedLines): readonly BlockNow[] {
  const { lines } = splitLines(currentText);
  const alignment = align(base.lines, lines);
  const removed = new Set(removedBlocks(base, lines));
  return base.blocks
    .filter((block) => !removed.has(block) && block.to <= base.lines.length)
    .flatMap(({ rule, from, to }) => {
      const start = currentLine(alignment, from - 1, "start");
      const end = currentLine(alignment, to - 1, "end");
      if (end < start) return [];
      const same = base.lines.slice(from - 1, to).every((line, offset) => line === lines[start + offset]);
      return [{ rule, from: start + 1, to: end + 1, edited: !same || end - start !== to - from }];
    });
}

/** Where a line of the base is now; for one that was replaced, an end of what stands there instead. From 0. */
function currentLine({ survivors, hunks }: Alignment, index: number, side: "start" | "end"): number {
  const survivor = survivors[index];
  if (survivor !== undefined) return survivor;
  const hunk = hunks.find(({ base }) => base.start <= index && index < base.end);
  if (hunk === undefined) return -1;
  return side === "start" ? hunk.current.start : hunk.current.end - 1;
}
