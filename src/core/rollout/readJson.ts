/** A value that was read, and where. */
export interface Document {
  readonly value: unknown;
  /** Where it begins, counted from 1. */
  readonly line: number;
}

/**
 * Reads JSON, also several values one after the other, as `kubectl get --watch -o json` and log files have them.
 * Undefined for what is not quite JSON, which the YAML reader may make sense of. JSON is a hundred times faster to read.
 */
export function readJson(source: string): Document[] | undefined {
  if (!/^\s*[[{]/u.test(source)) return undefined;
  const whole = parse(source, 1);
  return whole === undefined ? readInTurn(source) : [whole];
}

function readInTurn(source: string): Document[] | undefined {
  const documents: Document[] = [];
  let line = 1;
  for (const part of valuesOf(source)) {
    const document = parse(part, line + linesIn(/^\s*/u.exec(part)?.[0] ?? ""));
    if (document === undefined) return undefined;
    documents.push(document);
    line += linesIn(part);
  }
  return documents;
}

/** Cuts a text after each bracket that closes an outermost value; strings are passed over. One look at each character. */
function* valuesOf(source: string): Generator<string> {
  let start = 0;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === '"') inString = !inString;
    else if (inString) at += character === "\\" ? 1 : 0;
    else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) {
      yield source.slice(start, at + 1);
      start = at + 1;
    }
  }
  const rest = source.slice(start);
  if (rest.trim() !== "") yield rest;
}

function parse(text: string, line: number): Document | undefined {
  try {
    return { value: JSON.parse(text) as unknown, line };
  } catch {
    return undefined;
  }
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
