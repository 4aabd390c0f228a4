import { diffIndices } from "node-diff3";

/** Lines that were replaced: `[start, end)` of both texts, from 0. One of them may be empty. */
export interface Hunk {
  readonly base: Span;
  readonly current: Span;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the lines of a text went in a later one. */
export interface Alignment {
  /** By line of the base, from 0: the line of the current text that it is still, or undefined where it is gone. */
  readonly survivors: readonly (number | undefined)[];
  /** What differs, in order. */
  readonly hunks: readonly Hunk[];
}

/** Aligns two texts by their longest common lines. */
export function align(base: readonly string[], current: readonly string[]): Alignment {
  const hunks = diffIndices([...base], [...current]).map(({ buffer1, buffer2 }) => ({
    base: span(buffer1),
    current: span(buffer2),
  }));
  const survivors: (number | undefined)[] = [];
  let shift = 0;
  for (const hunk of hunks) {
    while (survivors.length < hunk.base.start) survivors.push(survivors.length + shift);
    while (survivors.length < hunk.base.end) survivors.push(undefined);
    shift = hunk.current.end - hunk.base.end;
  }
  while (survivors.length < base.length) survivors.push(survivors.length + shift);
  return { survivors, hunks };
}

function span([start, length]: readonly [number, number]): Span {
  return { start, end: start + length };
}
