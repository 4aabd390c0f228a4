import { messageOf } from "../../../base/result.ts";
import type { Note } from "../flowchart.ts";
import { skip, skipLine, take } from "./cursor.ts";
import { type Draft, report } from "./draft.ts";

const DIRECTIVE = /%%\{[\s\S]*?\}%%/y;
const NOTE = /%%[^\S\n]*tidegate:([^\n]*)/y;

/** Reads a comment: nothing of it counts but a note of ours. Returns whether one stands here. */
export function readRemark(draft: Draft): boolean {
  const { at } = draft;
  if (!draft.text.startsWith("%%", at)) return false;
  if (draft.text.startsWith("%%{", at)) readDirective(draft);
  else {
    const written = take(draft, NOTE)?.[1];
    if (written === undefined) skipLine(draft);
    else readNote(draft, written.trim(), at);
  }
  return true;
}

/** A directive is about looks, and may go over several lines. */
function readDirective(draft: Draft): void {
  if (!draft.endless && skip(draft, DIRECTIVE)) return;
  draft.endless = true;
  skipLine(draft);
}

const HOW = 'Write it as %% tidegate: {"node": "NAME", "limit": 3}, with "graph" or "edge" in the place of "node".';

function readNote(draft: Draft, written: string, at: number): void {
  const body = objectIn(draft, written, at);
  if (body === undefined) return;
  const { node, graph, edge, ...rest } = body;
  if (typeof node === "string") draft.vertexNotes.set(node, { at, body: rest });
  else if (isObject(graph)) draft.headNote = merged(draft.headNote, { at, body: graph });
  else if (isObject(edge)) draft.arrowNote = { at, body: edge };
  else report(draft, "BrokenNote", at, `This note does not say what it is about. ${HOW}`);
}

function objectIn(draft: Draft, written: string, at: number): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(written);
    if (isObject(value)) return value;
    report(draft, "BrokenNote", at, `This note is no object. ${HOW}`);
  } catch (error) {
    report(draft, "BrokenNote", at, `This note is not JSON (${messageOf(error)}). ${HOW}`);
  }
  return undefined;
}

function merged(first: Note | undefined, second: Note): Note {
  return first === undefined ? second : { at: first.at, body: { ...first.body, ...second.body } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
