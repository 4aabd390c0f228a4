const WORDS = /^[\w@%+=:,./-]+(?: [\w@%+=:,./-]+)*$/u;
const PATH = /^[\w@+=,./ -]+$/u;

/**
 * A shell line from outside that means itself: plain words, at most joined by `&&`. Undefined for any other one, which
 * is not written into a pipeline: a quote, a variable or an expression there would be run with the pipeline's rights.
 */
export function plainLine(line: string | undefined): string | undefined {
  if (line === undefined || line.length > 500) return undefined;
  return line.split(" && ").every((part) => WORDS.test(part)) ? line : undefined;
}

/** A path that patterns, expressions and shells take for itself; undefined for any other one. */
export function plainPath(path: string | undefined): string | undefined {
  return path !== undefined && PATH.test(path) && !path.startsWith("-") && path.trim() === path ? path : undefined;
}

/** A text that GitHub does not look for expressions in. */
export function noExpression(text: string): string {
  return text.replaceAll("${{", "${{ '${{' }}");
}
