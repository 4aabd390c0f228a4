import { diff3Merge } from "node-diff3";
import { align } from "./alignment.ts";
import { type BlockedLines, counterpart, removedBlocks, withoutBlocks } from "./removedBlocks.ts";

/** A stretch of a merged text: agreed lines, or lines that both sides have changed in their own ways. */
export type Region =
  | { readonly is: "agreed"; readonly lines: readonly string[] }
  | {
      readonly is: "conflict";
      readonly mine: readonly string[];
      readonly generated: readonly string[];
      /** Where `mine` begins in the person's text, from 1. */
      readonly line: number;
    };

export interface Merged {
  readonly regions: readonly Region[];
  /** Rules whose blocks the person has taken out and that are therefore not brought back. */
  readonly removed: readonly string[];
}

/**
 * Merges what is generated now into a person's text, with what was generated last as the base. Blocks that the person
 * has taken out are left out of both, so that they stay away whatever becomes of them.
 */
export function threeWay(base: BlockedLines, current: readonly string[], next: BlockedLines): Merged {
  const removed = removedBlocks(base, current);
  const gone = removed.map((block) => counterpart(block, base, next)).filter((block) => block !== undefined);
  const from = withoutBlocks(base.lines, removed);
  const to = withoutBlocks(next.lines, gone);
  const regions = diff3Merge([...current], [...from], [...to], { excludeFalseConflicts: true });
  return {
    regions: regions.map(({ ok, conflict }): Region =>
      conflict === undefined
        ? { is: "agreed", lines: ok ?? [] }
        : { is: "conflict", mine: conflict.a, generated: conflict.b, line: conflict.aIndex + 1 },
    ),
    removed: [...new Set(gone.map(({ rule }) => rule))],
  };
}

/** Where two texts differ, when nothing tells who changed what: every difference is a conflict. */
export function twoWay(current: readonly string[], next: readonly string[]): readonly Region[] {
  const regions: Region[] = [];
  let done = 0;
  for (const hunk of align(current, next).hunks) {
    regions.push({ is: "agreed", lines: current.slice(done, hunk.base.start) });
    const mine = current.slice(hunk.base.start, hunk.base.end);
    const generated = next.slice(hunk.current.start, hunk.current.end);
    regions.push({ is: "conflict", mine, generated, line: hunk.base.start + 1 });
    done = hunk.base.end;
  }
  return [...regions, { is: "agreed", lines: current.slice(done) }];
}
