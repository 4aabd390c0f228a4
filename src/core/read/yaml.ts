import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from "yaml";
import { CORE_SCHEMA, loadAll } from "js-yaml";
import type { Place } from "../place.ts";
import type { Step } from "./value.ts";

/** One document of a YAML (or JSON) file. */
export interface YamlDocument {
  readonly file: string;
  readonly value: unknown;
  /** Where a path stands, or as much of it as is there. */
  readonly place: (...path: readonly Step[]) => Place;
}

/** The documents of a file, or a clause that says why it could not be read. */
export type YamlFile =
  | { readonly ok: true; readonly documents: readonly YamlDocument[] }
  | { readonly ok: false; readonly why: string };

/** A value or a line that a template engine fills in: as YAML, it would be a mapping of mappings. */
const TEMPLATE = /(?:^|[:\-[]\s+)\{\{|^[ \t]*\{%/mu;
/** Anchors, aliases, tags and merges, which only the slower of the two parsers is asked about: it counts what unfolds. */
const UNUSUAL = /(?:^|[\s[{,:])(?:[&*][\w.-]|![\w!<])|<<\s*:/mu;

/**
 * Never throws: texts are anything. Values come from a parser that is ten times as fast as the one that knows lines;
 * that one reads a file when a line of it is asked for, or when the file is unusual or broken.
 */
export function readYaml(file: string, text: string): YamlFile {
  if (TEMPLATE.test(text)) return { ok: false, why: "it is a template that is filled in elsewhere" };
  const values = UNUSUAL.test(text) ? undefined : quickValues(text);
  if (values === undefined) return readSlowly(file, text);
  let parsed: Parsed | undefined;
  const documents = values.map((value, index): YamlDocument => {
    const locate = (path: readonly Step[]): number => lineOf((parsed ??= parse(text)), index, path);
    return { file, value, place: (...path) => lazyPlace(file, () => locate(path)) };
  });
  return { ok: true, documents };
}

function quickValues(text: string): readonly unknown[] | undefined {
  try {
    return loadAll(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}

interface Parsed {
  readonly documents: readonly Document[];
  readonly lines: LineCounter;
}

/** May throw where a text is nested too deeply. */
function parse(text: string): Parsed {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, logLevel: "silent", merge: true });
  return { documents: Array.isArray(parsed) ? parsed : [], lines };
}

function readSlowly(file: string, text: string): YamlFile {
  try {
    const parsed = parse(text);
    const error = parsed.documents.flatMap((one) => one.errors)[0];
    if (error !== undefined) {
      return { ok: false, why: `line ${parsed.lines.linePos(error.pos[0]).line} is not valid YAML` };
    }
    const documents = parsed.documents.map((one, index): YamlDocument => {
      // Aliases that unfold to more than a hundred times their text throw here.
      const value: unknown = one.toJS();
      return { file, value, place: (...path) => lazyPlace(file, () => lineOf(parsed, index, path)) };
    });
    return { ok: true, documents };
  } catch {
    return { ok: false, why: "it is not valid YAML, or nested too deeply" };
  }
}

/** A place whose line is looked up when somebody asks for it: most never are. */
function lazyPlace(file: string, line: () => number): Place {
  return {
    file,
    get line() {
      try {
        return line();
      } catch {
        return 1;
      }
    },
  };
}

function lineOf({ documents, lines }: Parsed, index: number, path: readonly Step[]): number {
  const document = documents[index];
  return document === undefined ? 1 : lines.linePos(offsetOf(document, path)).line;
}

/** Where a path begins: at its key in a mapping, at the item in a list. */
function offsetOf(document: Document, path: readonly Step[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    const below = belowOf(isAlias(node) ? node.resolve(document) : node, step);
    if (below === undefined) return offset;
    offset = startOf(below.at) ?? offset;
    node = below.node;
  }
  return offset;
}

function belowOf(node: unknown, step: Step): { at: unknown; node: unknown } | undefined {
  if (isSeq(node)) {
    const item = typeof step === "number" ? node.items[step] : undefined;
    return item === undefined ? undefined : { at: item, node: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair === undefined ? undefined : { at: pair.key, node: pair.value };
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
