/** A place in the document that was opened, both from 1; columns in UTF-16 units, as editors count them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Tells the place of an offset into a text whose first line is line `firstLine` of the document. */
export function placesIn(text: string, firstLine = 1): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    const index = lastAtMost(starts, offset);
    return { line: firstLine + index, column: offset - (starts[index] ?? 0) + 1 };
  };
}

function lastAtMost(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a document begins. */
export const FIRST: Place = { line: 1, column: 1 };
