import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { messageOf } from "../../base/result.ts";

/** A list of tasks in a file, and what its tasks have in common. */
export interface TaskList {
  readonly state: "list";
  readonly node: Node;
  /** Members that at least one task has. */
  readonly keys: ReadonlySet<string>;
  readonly ids: readonly unknown[];
}

export type FoundTasks = TaskList | { readonly state: "unknown" } | { readonly state: "broken"; readonly why: string };

/**
 * Finds where a file keeps its tasks: the file itself is the list; or its `tasks` is; or those of one of its tags are,
 * `master` before others, as Task Master has them.
 */
export function taskListIn(text: string): FoundTasks {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text, errors);
  } catch (error) {
    return { state: "broken", why: messageOf(error) };
  }
  const [first] = errors;
  if (root === undefined || first !== undefined) {
    const why = first === undefined ? "nothing is in it" : `${printParseErrorCode(first.error)} at ${first.offset}`;
    return { state: "broken", why };
  }
  const node = listIn(root);
  return node === undefined ? { state: "unknown" } : described(node);
}

function listIn(root: Node): Node | undefined {
  if (root.type === "array") return root;
  const tasks = memberOf(root, "tasks");
  if (tasks !== undefined) return tasks.type === "array" ? tasks : undefined;
  const tags = ["master", ...membersOf(root).map(([name]) => name)];
  for (const tag of tags) {
    const inside = memberOf(memberOf(root, tag), "tasks");
    if (inside?.type === "array") return inside;
  }
  return undefined;
}

function membersOf(node: Node | undefined): readonly (readonly [string, Node])[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap(({ children: [name, value] = [] }) =>
    value === undefined ? [] : [[String(name?.value), value] as const],
  );
}

/** Undefined, too, where a name is given twice: nobody knows which of the two is meant. */
function memberOf(node: Node | undefined, name: string): Node | undefined {
  const found = membersOf(node).filter(([own]) => own === name);
  return found.length === 1 ? found[0]?.[1] : undefined;
}

function described(node: Node): TaskList {
  const tasks = (node.children ?? []).map(membersOf);
  const keys = new Set(tasks.flatMap((members) => members.map(([name]) => name)));
  const ids = tasks.flatMap((members) => members.filter(([name]) => name === "id").map(([, id]) => getNodeValue(id)));
  return { state: "list", node, keys, ids };
}

/** The text with one more value at the list's end, set out as the values before it. Nothing is taken away. */
export function appended(text: string, { node }: TaskList, value: unknown): string {
  const last = node.children?.at(-1);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  if (last === undefined) return inEmpty(text, node, eol, value);
  const before = blanksBefore(text, last.offset);
  const end = last.offset + last.length;
  const base = before.slice(before.lastIndexOf("\n") + 1);
  const json = before.includes("\n")
    ? laidOut(value, { base, unit: unitIn(text, last, base), eol })
    : JSON.stringify(value);
  return `${text.slice(0, end)},${before}${json}${text.slice(end)}`;
}

function inEmpty(text: string, { offset }: Node, eol: string, value: unknown): string {
  const start = offset + 1;
  const base = indentationAt(text, offset);
  const closing = /^[^\S\n]*\r?\n/u.test(text.slice(start, start + 500)) ? "" : `${eol}${base}`;
  const json = laidOut(value, { base: `${base}  `, unit: "  ", eol });
  return `${text.slice(0, start)}${eol}${base}  ${json}${closing}${text.slice(start)}`;
}

interface Layout {
  readonly base: string;
  readonly unit: string;
  readonly eol: string;
}

function laidOut(value: unknown, { base, unit, eol }: Layout): string {
  return JSON.stringify(value, undefined, unit).split("\n").join(`${eol}${base}`);
}

/** By how much a task's members stand further in than the task. */
function unitIn(text: string, { children: [member] = [] }: Node, base: string): string {
  const before = member === undefined ? "" : blanksBefore(text, member.offset);
  const inside = before.slice(before.lastIndexOf("\n") + 1);
  const unit = before.includes("\n") && inside.startsWith(base) ? inside.slice(base.length) : "";
  return /^(?:\t| {1,8})$/u.test(unit) ? unit : "  ";
}

function blanksBefore(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && " \t\r\n".includes(text[start - 1] ?? "x")) start -= 1;
  return text.slice(start, offset);
}

function indentationAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf("\n", offset) + 1, offset);
  let length = 0;
  while (length < line.length && " \t".includes(line[length] ?? "x")) length += 1;
  return line.slice(0, length);
}
