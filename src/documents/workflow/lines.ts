import type { Place } from "../place.ts";
import { LEVEL } from "./isWorkflow.ts";

/** A line that counts in a workflow document. */
export type Line = HeadingLine | FieldLine;

export interface HeadingLine extends Place {
  readonly type: "heading";
  readonly level: "phase" | "task" | "subtask" | "other";
  readonly title: string;
  readonly depth: number;
}

/** `- Name: value`, at any depth of a list. */
export interface FieldLine extends Place {
  readonly type: "field";
  /** As it is written. */
  readonly label: string;
  /** The same in lower case. */
  readonly name: string;
  readonly value: string;
  /** Columns of blanks in front of it. */
  readonly indent: number;
}

// Lines may be megabytes long: each pattern reads one once, whatever is on it.
const HEADING = /^(?<marks>#{1,6})\s+(?<title>.*)$/su;
const FIELD = /^(?<indent>\s*)[-*]\s+\**(?<name>[A-Za-z][A-Za-z /-]{0,60}?)\**\s*:\**\s*(?<value>.*)$/su;
const FENCE = /^\s*(?:`{3,}|~{3,})/u;

/** The headings and fields of a document; anything else, and whatever stands in fences, is prose. */
export function* linesOf(text: string): Generator<Line> {
  let fenced = false;
  for (const [index, line] of text.split("\n").entries()) {
    if (FENCE.test(line)) fenced = !fenced;
    if (fenced) continue;
    const found = headingOf(line, index + 1) ?? fieldOf(line, index + 1);
    if (found !== undefined) yield found;
  }
}

function headingOf(text: string, line: number): HeadingLine | undefined {
  const { marks, title } = HEADING.exec(text)?.groups ?? {};
  if (marks === undefined || title === undefined) return undefined;
  const named = LEVEL.exec(text.trimEnd())?.groups;
  const level = (named?.["level"]?.toLowerCase() ?? "other") as HeadingLine["level"];
  return {
    type: "heading",
    level,
    title: named?.["title"]?.trim() ?? title.trimEnd(),
    depth: marks.length,
    line,
    column: 1,
  };
}

function fieldOf(text: string, line: number): FieldLine | undefined {
  const { indent, name, value } = FIELD.exec(text)?.groups ?? {};
  if (indent === undefined || name === undefined || value === undefined) return undefined;
  const column = text.length - text.slice(indent.length).length + 1;
  return {
    type: "field",
    label: name,
    name: name.toLowerCase(),
    value: value.trimEnd(),
    indent: indent.length,
    line,
    column,
  };
}
