import { Fault } from "../../base/result.ts";

/**
 * A glob in segments: names with `*` and `?`, and `**` for any folders. Matching takes time in proportion to name times
 * pattern, whatever both are: a regular expression for the same would not.
 */
export type Glob = readonly string[];

const LONGEST = 512;
const MOST_ALTERNATIVES = 64;
const ANY_FOLDERS = "**";

/** The globs that one text stands for: `{a,b}` is taken apart first. Throws `BadGlob`. */
export function parseGlob(text: string): readonly Glob[] {
  if (text.length > LONGEST) throw badGlob(text, `it has more than ${LONGEST} characters`);
  if (/[[\]\\]/u.test(text))
    throw badGlob(text, "only *, ?, ** and {a,b} have a meaning in it, and slashes part names");
  return alternatives(text).map((one) => segmentsOf(one, text));
}

/**
 * Where in a glob the names below a folder go on, from where the folder's own stand: indexes into the glob. At its
 * length, the name is one that the glob means.
 */
export function step(glob: Glob, from: ReadonlySet<number>, name: string): ReadonlySet<number> {
  const next = new Set<number>();
  for (const index of from) {
    const segment = glob[index];
    if (segment === undefined) continue;
    const stays = segment === ANY_FOLDERS;
    if (stays ? isHidden(name) : !matches(segment, name)) continue;
    for (const one of withSkipped(glob, stays ? index : index + 1)) next.add(one);
  }
  return next;
}

/** Where a glob begins: `**` may stand for no folder at all. */
export function beginning(glob: Glob): ReadonlySet<number> {
  return new Set(withSkipped(glob, 0));
}

/** Whether a file whose name led here is meant. */
export function isMeant(glob: Glob, at: ReadonlySet<number>): boolean {
  return at.has(glob.length);
}

function withSkipped(glob: Glob, index: number): number[] {
  const found = [index];
  for (let at = index; glob[at] === ANY_FOLDERS; at += 1) found.push(at + 1);
  return found;
}

/** Whether a name fits one segment, by going back to the last `*` only: earlier ones need not be tried again. */
function matches(segment: string, name: string): boolean {
  if (isHidden(name) && !segment.startsWith(".")) return false;
  let at = 0;
  let back = -1;
  let tried = 0;
  let index = 0;
  while (index < name.length) {
    const wanted = segment[at];
    if (wanted === "*") {
      back = at;
      tried = index;
      at += 1;
    } else if (wanted !== undefined && (wanted === "?" || wanted === name[index])) {
      at += 1;
      index += 1;
    } else if (back >= 0) {
      at = back + 1;
      tried += 1;
      index = tried;
    } else return false;
  }
  while (segment[at] === "*") at += 1;
  return at === segment.length;
}

function isHidden(name: string): boolean {
  return name.startsWith(".");
}

function segmentsOf(one: string, text: string): Glob {
  const segments = one.split("/").filter((segment) => segment !== "" && segment !== ".");
  const leadsOut = one.startsWith("/") || /^[a-z]:/iu.test(one) || segments.includes("..");
  if (leadsOut || segments.length === 0) throw badGlob(text, "it must name files below the folder of tidegate.yaml");
  // Whatever lies below is meant, not the folder itself.
  return segments.at(-1) === ANY_FOLDERS ? [...segments, "*"] : segments;
}

/** `a/{b,c}.xml` as `a/b.xml` and `a/c.xml`. */
function alternatives(text: string): readonly string[] {
  let found = [text];
  for (;;) {
    const open = found.findIndex((one) => /[{}]/u.test(one));
    const first = found[open];
    if (first === undefined) return found;
    const braces = /^([^{}]*)\{([^{}]*)\}(.*)$/su.exec(first) ?? innermost(first);
    if (braces === null) throw badGlob(text, "a brace is not closed, or closes nothing");
    const [, before = "", inside = "", after = ""] = braces;
    found = found.toSpliced(open, 1, ...inside.split(",").map((part) => before + part + after));
    if (found.length > MOST_ALTERNATIVES) throw badGlob(text, `it stands for more than ${MOST_ALTERNATIVES} globs`);
  }
}

function innermost(text: string): RegExpExecArray | null {
  return /^(.*)\{([^{}]*)\}(.*)$/su.exec(text);
}

function badGlob(text: string, why: string): Fault {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return new Fault("BadGlob", `The glob "${shown}" cannot be followed: ${why}. Correct it in tidegate.yaml.`);
}
