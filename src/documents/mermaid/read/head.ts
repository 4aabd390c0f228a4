import { parse } from "yaml";
import { messageOf } from "../../../base/result.ts";
import { skip, skipBlanks, skipLine, skipSpace, take } from "./cursor.ts";
import { type Draft, newDraft, report, statementEnds } from "./draft.ts";
import { readRemark } from "./remark.ts";

/** Characters of front matter that are read. */
const MAX_FRONT_MATTER = 64 * 1024;

const FRONT_MATTER = /\s*---[^\S\n]*\n([\s\S]*?\n)?[^\S\n]*---[^\S\n]*(?=\n|$)/y;
const KIND = /(?:flowchart(?:-elk)?|graph)(?=[\s;]|$)/y;
const DIRECTION = /(?:TB|TD|BT|LR|RL|[<>^v])(?=[\s;]|$)/y;

/** Reads all that stands in front of the first statement. Returns whether this is a flowchart at all. */
export function readHead(draft: Draft): boolean {
  toKind(draft);
  const { at } = draft;
  if (!skip(draft, KIND)) {
    report(draft, "NotAFlowchart", at, "A flowchart begins with flowchart or graph and a direction: flowchart TD.");
    return !isOtherDiagram(draft);
  }
  skipBlanks(draft);
  if (!skip(draft, DIRECTION) && !statementEnds(draft)) {
    report(draft, "UnknownDirection", draft.at, "This is no direction. Write TB, TD, BT, LR or RL.");
    skipLine(draft);
  }
  return true;
}

const OTHER =
  /(?:sequenceDiagram|classDiagram|stateDiagram|erDiagram|journey|gantt|pie|quadrantChart|requirementDiagram|gitGraph|C4\w+|mindmap|timeline|zenuml|sankey|xychart|block|packet|kanban|architecture|radar|treemap|info)\b/y;

function isOtherDiagram({ text, at }: Draft): boolean {
  OTHER.lastIndex = at;
  return OTHER.test(text);
}

/** The kind of a Mermaid diagram that is no flowchart; undefined for flowcharts and for what cannot be told. */
export function otherKindOf(text: string): string | undefined {
  const draft = newDraft(text);
  toKind(draft);
  return take(draft, OTHER)?.[0];
}

/** Reads what may stand in front of the word that says what a diagram is. */
function toKind(draft: Draft): void {
  readFrontMatter(draft);
  do skipSpace(draft);
  while (readRemark(draft));
}

function readFrontMatter(draft: Draft): void {
  if (draft.text.startsWith("\uFEFF")) draft.at = 1;
  if (!/^\s*---\s/u.test(draft.text.slice(draft.at, draft.at + 200))) return;
  const { at } = draft;
  const block = take(draft, FRONT_MATTER);
  if (block === undefined) {
    report(draft, "BrokenFrontMatter", at, "The front matter is not closed. Put a line --- behind it.");
    skipSpace(draft);
    skipLine(draft);
    return;
  }
  const title = titleIn(draft, (block[1] ?? "").slice(0, MAX_FRONT_MATTER), at);
  if (title !== undefined) draft.title = title;
}

function titleIn(draft: Draft, text: string, at: number): string | undefined {
  try {
    const value: unknown = parse(text, { maxAliasCount: 0, logLevel: "error" });
    const title = typeof value === "object" && value !== null && "title" in value ? value.title : undefined;
    return typeof title === "string" && title !== "" ? title : undefined;
  } catch (error) {
    const why = messageOf(error).split("\n", 1)[0] ?? "";
    report(draft, "BrokenFrontMatter", at, `The front matter is not YAML (${why}). Mend it, or remove it.`);
    return undefined;
  }
}
