import { BRACKETS } from "../shapes.ts";
import { cut, decodeText } from "../text.ts";
import { readBracketText } from "./bracketText.ts";
import { skipBlanks, take } from "./cursor.ts";
import { type Draft, type OpenSubgraph, report, statementEnds } from "./draft.ts";

const LONGEST_TITLE = 300;

const QUOTED = /"([^"]*)"/y;
const WORD = /[^\s;[({"]+/y;
const REST = /[^\n;]*/y;

/** Reads what stands behind `subgraph`: nothing, a title, a name, or a name and a title in brackets. */
export function readSubgraph(draft: Draft, at: number): void {
  skipBlanks(draft);
  const { name, title } = readHead(draft);
  const text = decodeText(title.replaceAll(/^\s*`|`\s*$/gu, "")).trim();
  const first = cut(text.split("\n", 1)[0]?.trim() ?? "", LONGEST_TITLE);
  const parent = draft.open.at(-1);
  const begun = { name, title: first === "" ? name : first, at, members: [], mentions: [] };
  const subgraph: OpenSubgraph = parent === undefined ? begun : { ...begun, parent };
  draft.subgraphs.push(subgraph);
  draft.open.push(subgraph);
}

function readHead(draft: Draft): { name: string; title: string } {
  const begun = draft.at;
  const quoted = take(draft, QUOTED)?.[1];
  if (quoted !== undefined) return { name: decodeText(quoted).trim(), title: quoted };
  const name = take(draft, WORD)?.[0] ?? `subgraph-${draft.subgraphs.length + 1}`;
  skipBlanks(draft);
  const bracket = BRACKETS.find((one) => draft.text.startsWith(one.opens, draft.at));
  if (bracket !== undefined) {
    draft.at += bracket.opens.length;
    return { name, title: readBracketText(draft, bracket, `the subgraph ${name}`) };
  }
  if (statementEnds(draft)) return { name, title: name };
  draft.at = begun;
  const words = (take(draft, REST)?.[0] ?? "").trim();
  return { name: words, title: words };
}

/** Reads `end`: the innermost subgraph gets what was mentioned in it and belongs to none yet. */
export function endSubgraph(draft: Draft, at: number): void {
  const ended = draft.open.pop();
  if (ended === undefined) {
    report(draft, "EndWithoutSubgraph", at, "This end closes no subgraph. Remove it, or begin one with subgraph.");
    return;
  }
  for (const name of ended.mentions) {
    if (draft.claimed.has(name)) continue;
    draft.claimed.add(name);
    ended.members.push(name);
  }
}

/** A text that is over before its subgraphs are. */
export function endOpenSubgraphs(draft: Draft): void {
  for (let last = draft.open.at(-1); last !== undefined; last = draft.open.at(-1)) {
    report(
      draft,
      "UnclosedSubgraph",
      last.at,
      `The subgraph "${last.title}" is not closed. Put end behind its last line.`,
    );
    endSubgraph(draft, last.at);
  }
}
