import ignore, { type Ignore } from "ignore";

/** What the `.gitignore` files from a folder up to the root leave out. */
export interface IgnoreRules {
  /** Whether a path from the root is left out; of a folder, its name ends with a slash. */
  ignores(path: string): boolean;
  /** The same with the rules of a `.gitignore` in a folder further down, which come before those above. */
  below(folder: string, text: string): IgnoreRules;
}

/** A line that is longer is no pattern that a person wrote. */
const LONGEST_LINE = 1000;
/** Patterns become regular expressions: with many stars, one name could keep one busy for ever. */
const MOST_STARS = { line: 6, step: 3 };

interface Level {
  readonly prefix: string;
  readonly rules: Ignore;
}

/** No rules yet. */
export function noIgnoreRules(): IgnoreRules {
  return rulesOf([]);
}

/** The nearest file that says anything about a path decides. */
function rulesOf(levels: readonly Level[]): IgnoreRules {
  return {
    ignores(path) {
      for (const { prefix, rules } of levels) {
        const { ignored, unignored } = rules.test(path.slice(prefix.length));
        if (ignored || unignored) return ignored;
      }
      return false;
    },
    below(folder, text) {
      const lines = text.split(/\r?\n/u).filter(isAffordable);
      const rules = ignore({ ignorecase: false, allowRelativePaths: false }).add(lines);
      return rulesOf([{ prefix: folder === "" ? "" : `${folder}/`, rules }, ...levels]);
    },
  };
}

function isAffordable(line: string): boolean {
  const isTame = starsIn(line) <= MOST_STARS.line && line.split("/").every((step) => starsIn(step) <= MOST_STARS.step);
  return line.length <= LONGEST_LINE && isTame;
}

function starsIn(text: string): number {
  return text.match(/\*+/gu)?.length ?? 0;
}
