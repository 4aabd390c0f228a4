import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from "yaml";
import type { Place } from "../place.ts";
import type { Step } from "../value.ts";

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
const TEMPLATE = /(?:^|[:\-[]\s+)\{\{|^\s*\{%/mu;

/** Never throws: texts are anything. */
export function readYaml(file: string, text: string): YamlFile {
  if (TEMPLATE.test(text)) return { ok: false, why: "it is a template that is filled in elsewhere" };
  const lines = new LineCounter();
  try {
    const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, logLevel: "silent" });
    const documents: readonly Document[] = Array.isArray(parsed) ? parsed : [];
    const error = documents.flatMap((one) => one.errors)[0];
    if (error !== undefined) return { ok: false, why: `line ${lines.linePos(error.pos[0]).line} is not valid YAML` };
    return { ok: true, documents: documents.map((one) => yamlDocument(file, one, lines)) };
  } catch {
    return { ok: false, why: "it is not valid YAML, or nested too deeply" };
  }
}

function yamlDocument(file: string, document: Document, lines: LineCounter): YamlDocument {
  return {
    file,
    // Aliases that unfold to more than a hundred times their text throw here.
    value: document.toJS(),
    place: (...path) => ({ file, line: lines.linePos(offsetOf(document, path)).line }),
  };
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
