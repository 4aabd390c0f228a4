import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from "yaml";
import type { Step } from "../../../core/read/value.ts";
import type { TextRange } from "../textEdit.ts";

/** A YAML file with where everything stands in it. */
export interface YamlText {
  readonly documents: readonly YamlPart[];
  /** The first thing that makes it no YAML. */
  readonly problem?: { readonly range: TextRange; readonly message: string };
}

/** One document of it. */
export interface YamlPart {
  readonly value: unknown;
  /** The key at a path, or the value of a list's item; as much of the path as is there. */
  readonly keyRange: (...path: readonly Step[]) => TextRange;
  /** The scalar at a path without its comment; what `keyRange` gives where there is none. */
  readonly valueRange: (...path: readonly Step[]) => TextRange;
  /** Where the first entry of the mapping at a path begins: for what is put before it, at its column. */
  readonly entries: (...path: readonly Step[]) => { readonly line: number; readonly column: number } | undefined;
}

/** Reads a file; never throws, and unfolds no aliases beyond what the parser bounds. */
export function readYamlText(text: string): YamlText {
  const lines = new LineCounter();
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: "silent",
      merge: true,
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    const error = documents.flatMap((one) => one.errors)[0];
    if (error !== undefined) {
      return {
        documents: [],
        problem: { range: rangeBetween(lines, error.pos[0], error.pos[1]), message: error.message },
      };
    }
    return { documents: documents.map((one) => partOf(one, lines)) };
  } catch {
    const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    return { documents: [], problem: { range, message: "It is nested too deeply or unfolds to too much." } };
  }
}

/** What a parser says, as a sentence that others may follow. */
export function sentence(said: string): string {
  return /[.!?]$/u.test(said) ? said : `${said}.`;
}

function partOf(document: Document, lines: LineCounter): YamlPart {
  // Aliases that unfold to more than a hundred times their text throw here.
  const value: unknown = document.toJS();
  const keyRange = (...path: readonly Step[]): TextRange => nodeRange(lines, reach(document.contents, path).key);
  return {
    value,
    keyRange,
    valueRange: (...path) => {
      const node = document.getIn(path, true);
      return isScalar(node) ? nodeRange(lines, node) : keyRange(...path);
    },
    entries: (...path) => {
      const node = path.length === 0 ? document.contents : document.getIn(path, true);
      const first = isMap(node) && node.flow !== true ? node.items[0]?.key : undefined;
      const range = isScalar(first) ? nodeRange(lines, first) : undefined;
      return range && { line: range.line, column: range.column };
    },
  };
}

interface Reached {
  readonly key: Node | null;
  readonly value: unknown;
}

function reach(root: Node | null, path: readonly Step[]): Reached {
  let reached: Reached = { key: root, value: root };
  for (const step of path) {
    const next = child(reached.value, step);
    if (next === undefined) return reached;
    reached = next;
  }
  return reached;
}

function child(node: unknown, step: Step): Reached | undefined {
  if (isSeq(node)) {
    const item = typeof step === "number" ? node.items[step] : undefined;
    return item === undefined ? undefined : { key: item as Node, value: item };
  }
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
  return pair === undefined ? undefined : { key: pair.key as Node, value: pair.value };
}

function nodeRange(lines: LineCounter, node: Node | null): TextRange {
  const [from, to] = node?.range ?? [0, 0];
  return rangeBetween(lines, from, to);
}

function rangeBetween(lines: LineCounter, from: number, to: number): TextRange {
  const start = lines.linePos(from);
  const end = lines.linePos(Math.max(from, to));
  const line = Math.max(1, start.line);
  return { line, column: Math.max(1, start.col), endLine: Math.max(line, end.line), endColumn: Math.max(1, end.col) };
}
