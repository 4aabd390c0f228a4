import type { Arrow, Finding, FindingReason, Note, Subgraph, Vertex } from "../flowchart.ts";
import { type Cursor, skipBlanks } from "./cursor.ts";

/** Arrows that are read: `a & b --> c & d` makes many of few. */
const MAX_ARROWS = 50_000;

/** A flowchart while it is read. */
export interface Draft extends Cursor {
  title?: string;
  readonly vertices: Map<string, Vertex>;
  readonly arrows: Arrow[];
  readonly subgraphs: OpenSubgraph[];
  /** Those that have not ended yet, the innermost last. */
  readonly open: OpenSubgraph[];
  readonly claimed: Set<string>;
  readonly vertexNotes: Map<string, Note>;
  headNote?: Note;
  /** What a comment says about the arrows of the next statement. */
  arrowNote?: Note | undefined;
  /** More arrows came than are read. */
  full: boolean;
  /** A directive had no end, so that none behind it has one. */
  endless: boolean;
  readonly findings: Finding[];
}

export interface OpenSubgraph extends Subgraph {
  /** Names mentioned right inside it; which of them are its members is known at its end. */
  readonly mentions: string[];
}

export function newDraft(text: string): Draft {
  return {
    text,
    at: 0,
    vertices: new Map(),
    arrows: [],
    subgraphs: [],
    open: [],
    claimed: new Set(),
    vertexNotes: new Map(),
    full: false,
    endless: false,
    findings: [],
  };
}

export function report(draft: Draft, reason: FindingReason, at: number, message: string): void {
  draft.findings.push({ reason, at, message });
}

/** The vertex of this name, made at its first mention. */
export function mention(draft: Draft, name: string, at: number): Vertex {
  draft.open.at(-1)?.mentions.push(name);
  const known = draft.vertices.get(name);
  if (known !== undefined) return known;
  const vertex: Vertex = { name, at };
  draft.vertices.set(name, vertex);
  return vertex;
}

export function addArrow(draft: Draft, arrow: Arrow): void {
  if (draft.arrows.length < MAX_ARROWS) draft.arrows.push(arrow);
  else if (!draft.full) {
    draft.full = true;
    report(draft, "TooLarge", arrow.at, `Only the first ${MAX_ARROWS} arrows are read. Part the flowchart in several.`);
  }
}

/** Whether a statement is over here: at the end of a line or of the text, at a semicolon or a comment. */
export function statementEnds(draft: Draft): boolean {
  skipBlanks(draft);
  const { text, at } = draft;
  return at >= text.length || text[at] === "\n" || text[at] === ";" || text.startsWith("%%", at);
}
