/** How many containers within another are passed over at once; deeper ones are read token by token. */
const DEPTH = 4;

const SPACE = String.raw`[\t\n\r ]*`;
const TEXT = String.raw`"[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\]*)*"`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const SCALAR = `${TEXT}|${NUMBER}|true|false|null`;

/**
 * A whole object or array. What may follow is told by one character everywhere, so that no text can be matched in two
 * ways and a failure is found in one pass back.
 */
function container(depth: number): string {
  const value = depth === 0 ? SCALAR : `${SCALAR}|${container(depth - 1)}`;
  const member = `${SPACE}${TEXT}${SPACE}:${SPACE}(?:${value})${SPACE}`;
  const element = `${SPACE}(?:${value})${SPACE}`;
  const object = String.raw`\{(?:${member}(?:,(?=${SPACE}")|(?=\})))*${SPACE}\}`;
  const array = String.raw`\[(?:${element}(?:,(?!${SPACE}\])|(?=\])))*${SPACE}\]`;
  return `${object}|${array}`;
}

const CONTAINER = new RegExp(container(DEPTH - 1), "y");

/**
 * The place after the object or array that begins at `from`, where it is valid, whole, and not too deep; -1 otherwise,
 * which says nothing of it. Most of a large document is unwanted, and this is some times as fast as reading it.
 */
export function endOfContainer(text: string, from: number): number {
  CONTAINER.lastIndex = from;
  return CONTAINER.test(text) ? CONTAINER.lastIndex : -1;
}
