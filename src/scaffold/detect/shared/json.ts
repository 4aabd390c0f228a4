import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parseTree } from "jsonc-parser";
import { lineAt } from "./evidence.ts";

/** A JSON text, comments and trailing commas allowed, with the lines of what it holds. */
export interface JsonFile {
  readonly value: unknown;
  /** The line that a path's key (or item) begins on, or as much of the path as is there. From 1. */
  line(...path: readonly (string | number)[]): number;
}

const DEEPEST = 200;

/** Reads JSON; undefined where it is broken or nested without end. Never throws. */
export function readJson(text: string): JsonFile | undefined {
  if (isTooDeep(text)) return undefined;
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: false });
  if (tree === undefined || errors.length > 0) return undefined;
  return { value: getNodeValue(tree) as unknown, line: (...path) => lineAt(text, offsetOf(tree, path)) };
}

/** The parser calls itself for each level: a text of brackets alone would use up the stack. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/gu)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function offsetOf(tree: Node, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const found = findNodeAtLocation(tree, path.slice(0, length));
    if (found !== undefined) return (found.parent?.type === "property" ? found.parent : found).offset;
  }
  return tree.offset;
}
