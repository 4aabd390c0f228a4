/**
 * Whether a path matches patterns of workspace members: `*` is one step or a part of one, `**` any number of steps,
 * `{a,b}` one of several, a leading `!` takes out again.
 */
export function globMatcher(patterns: readonly string[]): (path: string) => boolean {
  const wanted = patterns.filter((one) => !one.startsWith("!")).flatMap(stepsOf);
  const unwanted = patterns.filter((one) => one.startsWith("!")).flatMap((one) => stepsOf(one.slice(1)));
  return (path) => {
    const steps = path.split("/");
    return wanted.some((one) => matches(one, steps)) && !unwanted.some((one) => matches(one, steps));
  };
}

/** How many alternatives braces may unfold to. */
const MOST_ALTERNATIVES = 64;

function stepsOf(pattern: string): readonly (readonly string[])[] {
  let unfolded = [pattern.replace(/^\.\//u, "").replace(/\/+$/u, "")];
  for (let again = true; again && unfolded.length < MOST_ALTERNATIVES;) {
    again = false;
    unfolded = unfolded.flatMap((one) => {
      const [braces, inside] = /\{([^{}]*)\}/u.exec(one) ?? [];
      if (braces === undefined || inside === undefined) return [one];
      again = true;
      return inside.split(",").map((alternative) => one.replace(braces, () => alternative));
    });
  }
  return unfolded.map((one) => one.split("/").filter((step) => step !== "" && step !== "."));
}

/** Steps one after another; what `**` may stand for is kept as a set of places, so that no text takes long. */
function matches(pattern: readonly string[], steps: readonly string[]): boolean {
  let places = new Set([0]);
  const spread = (from: ReadonlySet<number>): Set<number> => {
    const all = new Set(from);
    for (const place of all) if (pattern[place] === "**") all.add(place + 1);
    return all;
  };
  for (const step of steps) {
    const next = new Set<number>();
    for (const place of spread(places)) {
      const part = pattern[place];
      if (part === "**") next.add(place);
      else if (part !== undefined && stepMatches(part, step)) next.add(place + 1);
    }
    places = next;
  }
  return spread(places).has(pattern.length);
}

function stepMatches(part: string, step: string): boolean {
  const [first = "", ...rest] = part.split("*");
  if (rest.length === 0) return part === step;
  if (!step.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? "";
  for (const piece of rest) {
    const found = step.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return step.length - at >= last.length && step.endsWith(last);
}
