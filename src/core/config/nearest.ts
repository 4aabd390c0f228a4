/** The candidate that a mistyped word most likely means; undefined where none is near. Case does not count. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const scored = candidates.map((candidate) => ({
    candidate,
    distance: editDistance(word.toLowerCase(), candidate.toLowerCase()),
  }));
  const best = scored.toSorted((a, b) => a.distance - b.distance).at(0);
  return best !== undefined && best.distance <= limit ? best.candidate : undefined;
}

/** Insertions, deletions and replacements between two words (Levenshtein); swapped neighbours count once. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return 9;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let line = 1; line <= a.length; line++) {
    const next = [line];
    for (let column = 1; column <= b.length; column++) {
      const same = a[line - 1] === b[column - 1];
      const replaced = (row[column - 1] ?? 0) + (same ? 0 : 1);
      const swapped = isSwap(a, line, b, column) ? (before[column - 2] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Whether the two letters that end at these places are the same in the other order. */
function isSwap(a: string, line: number, b: string, column: number): boolean {
  return line > 1 && column > 1 && a[line - 1] === b[column - 2] && a[line - 2] === b[column - 1];
}
