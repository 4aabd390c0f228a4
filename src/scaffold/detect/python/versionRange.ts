/**
 * The version that a range of Python versions asks for at least: `>=3.11,<4` and `^3.11` and `==3.11.*` give `3.11`.
 * Undefined where it names none or only an upper end.
 */
export function lowestMinor(range: string): string | undefined {
  const lower = range.split(/,|\|\|/u).flatMap((part) => {
    const match = /^\s*(?:>=|===?|~=|\^|~|>)?\s*(\d+(?:\.\d+)?)/u.exec(part);
    return match?.[1] === undefined ? [] : [match[1]];
  });
  return lower[0];
}
