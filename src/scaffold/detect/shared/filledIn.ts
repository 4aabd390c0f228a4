/** The longest text that variables are filled into: what grows beyond that is no setting. */
const LONGEST = 500;
/** How often a variable may stand for another one. */
const MOST_ROUNDS = 5;

/**
 * A text with its variables' values in their places, round by round while values name variables themselves. `form` has
 * the flag `g`; `valueOf` gets its match, undefined leaves it as it is. Bounded however variables name each other.
 */
export function filledInRounds(
  text: string,
  form: RegExp,
  valueOf: (groups: readonly (string | undefined)[]) => string | undefined,
): string {
  let filled = text.slice(0, LONGEST);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = filled.replaceAll(form, (...match: readonly unknown[]) => {
      const groups = match.map((one) => (typeof one === "string" ? one : undefined));
      return valueOf(groups)?.slice(0, LONGEST) ?? groups[0] ?? "";
    });
    if (next === filled) break;
    filled = next.slice(0, LONGEST);
  }
  return filled;
}
