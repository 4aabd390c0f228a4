import { type Document, LineCounter, type Node, type Pair, isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import { FILE_START, type Range } from "./diagnostic.ts";

/** A path of keys and indices into the file. */
export type Path = readonly PropertyKey[];

/** `tidegate.yaml` as parsed, with the places of its parts. */
export interface Source {
  readonly document: Document.Parsed;
  /** From and to are offsets into the text. */
  rangeOf(from: number, to: number): Range;
  /** Of the key at a path, or of the nearest one above it; list items have their own. */
  keyRange(path: Path): Range;
  /** Of the value at a path where it is a single one, else of its key. */
  valueRange(path: Path): Range;
  /** The value at a path as it stands in the text, where it is a single one. */
  rawValue(path: Path): string | undefined;
}

export function readSource(text: string): Source {
  const lines = new LineCounter();
  // At log level "silent" a second document would go unnoticed.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error", merge: true });
  const position = (offset: number): Range["start"] => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(0, line - 1), column: Math.max(0, col - 1) };
  };
  const rangeOf = (from: number, to: number): Range => ({ start: position(from), end: position(to) });
  const ofNode = (node: unknown): Range | undefined => {
    const span = spanOf(node);
    return span === undefined ? undefined : rangeOf(span[0], span[1]);
  };
  const keyRange = (path: Path): Range => {
    const last = path.at(-1);
    if (last === undefined) return FILE_START;
    const parent = nodeAt(document, path.slice(0, -1));
    const own = typeof last === "number" ? nodeAt(document, path) : pairOf(parent, last)?.key;
    return ofNode(own) ?? keyRange(path.slice(0, -1));
  };
  return {
    document,
    rangeOf,
    keyRange,
    valueRange: (path) => ofNode(singleAt(document, path)) ?? keyRange(path),
    rawValue: (path) => {
      const span = spanOf(singleAt(document, path));
      return span === undefined ? undefined : text.slice(span[0], span[1]);
    },
  };
}

function singleAt(document: Document, path: Path): unknown {
  const node = nodeAt(document, path);
  return isScalar(node) || isAlias(node) ? node : undefined;
}

function nodeAt(document: Document, path: Path): Node | undefined {
  let node: unknown = document.contents;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) node = pairOf(node, step)?.value;
    else if (isSeq(node) && typeof step === "number") node = node.items[step];
    else return undefined;
  }
  return (node ?? undefined) as Node | undefined;
}

function pairOf(map: unknown, key: PropertyKey): Pair | undefined {
  if (!isMap(map)) return undefined;
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}

function spanOf(node: unknown): readonly [number, number] | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range === null || range === undefined ? undefined : [range[0], range[1]];
}
