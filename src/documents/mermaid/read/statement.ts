import { skip, skipLine, skipSpace } from "./cursor.ts";
import { type Draft, addArrow, report, statementEnds } from "./draft.ts";
import { type Link, readLink } from "./link.ts";
import { readRemark } from "./remark.ts";
import { endSubgraph, readSubgraph } from "./subgraph.ts";
import { readVertices } from "./vertex.ts";

const PARTING = /[\s;]*/y;
/** Lines about looks and links: read over, and no link is ever followed. */
const LOOKS = /(?:classDef|class|style|linkStyle|direction)[^\S\n]+(?![-=<~&.@])[^\n;]*/y;
const LINKS = /(?:click[^\S\n]+(?![-=<~&.@])|acc(?:Title|Descr)[^\S\n]*:)[^\n]*/y;
const DESCRIPTION = /accDescr[^\S\n]*\{[^}]{0,4000}\}/y;
const SUBGRAPH = /subgraph(?=[\s;]|$)/y;
const END = /end(?=[^\S\n]*(?:\n|;|%%|$))/y;

/** Reads one statement. What cannot be read is reported, and reading goes on with the next line. */
export function readStatement(draft: Draft): void {
  skip(draft, PARTING);
  const { at } = draft;
  if (at >= draft.text.length || readRemark(draft)) return;
  const note = draft.arrowNote;
  const before = draft.arrows.length;
  if (skip(draft, SUBGRAPH)) readSubgraph(draft, at);
  else if (skip(draft, END)) endSubgraph(draft, at);
  else if (![LOOKS, LINKS, DESCRIPTION].some((one) => skip(draft, one))) readChain(draft);
  endStatement(draft, at);
  if (note === undefined) return;
  draft.arrowNote = undefined;
  if (draft.arrows.length === before) {
    report(draft, "UnusedNote", note.at, "This note is about an arrow, and none stands behind it. Move or remove it.");
  }
}

function endStatement(draft: Draft, begun: number): void {
  if (statementEnds(draft)) return;
  const rest = draft.text.slice(draft.at, draft.at + 12).split(/\s/u, 1)[0] ?? "";
  // Whoever broke this statement before has said so.
  if ((draft.findings.at(-1)?.at ?? -1) < begun) {
    report(draft, "Unexpected", draft.at, `"${rest}" is not understood here. Part statements by lines or semicolons.`);
  }
  skipLine(draft);
}

/** Vertices with arrows between them: `a & b --> c --> d`. */
function readChain(draft: Draft): void {
  let from = readVertices(draft);
  while (from !== undefined) {
    const link = readLink(draft);
    if (link === undefined || link.broken === true) return;
    const to = readTarget(draft, link);
    if (to !== undefined) connect(draft, link, from, to);
    from = to;
  }
}

const SUBGRAPH_OR_END = /^(?:subgraph|end)(?:[\s;]|$)/u;

function readTarget(draft: Draft, link: Link): readonly string[] | undefined {
  const before = draft.at;
  skipSpace(draft);
  const to = SUBGRAPH_OR_END.test(draft.text.slice(draft.at, draft.at + 9)) ? undefined : readVertices(draft);
  if (to !== undefined) return to;
  draft.at = before;
  report(draft, "ArrowWithoutEnd", link.at, "This arrow leads nowhere. Name the node behind it.");
  return undefined;
}

function connect(draft: Draft, link: Link, from: readonly string[], to: readonly string[]): void {
  const { at, text, direction } = link;
  const about = draft.arrowNote === undefined ? {} : { note: draft.arrowNote };
  if (direction === "none") return;
  for (const one of from) {
    for (const other of to) {
      if (direction !== "backward") addArrow(draft, { from: one, to: other, text, at, ...about });
      if (direction !== "forward") addArrow(draft, { from: other, to: one, text, at, ...about });
      if (draft.full) return;
    }
  }
}
