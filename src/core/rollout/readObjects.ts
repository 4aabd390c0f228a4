import { CORE_SCHEMA, loadAll } from "js-yaml";
import { type Document as YamlDocument, LineCounter, parseAllDocuments } from "yaml";
import { Fault, type Result, err, messageOf, ok } from "../../base/result.ts";
import type { KubeObject } from "./objects.ts";
import { type Document, readJson } from "./readJson.ts";
import { at, bag, items, text } from "./read.ts";

/** Characters of YAML that the slow reader takes; it keeps about a hundred bytes for each. */
export const MAX_YAML_LENGTH = 16 * 1024 * 1024;
/** No Kubernetes object is nested deeper, nor a List of Lists; what is would overflow the stack of whoever walks it. */
const MAX_DEPTH = 200;
/** Characters of a reader's complaint: it may quote a whole line, and a binary file has long ones. */
const MAX_COMPLAINT = 160;

/**
 * Reads Kubernetes objects from JSON or YAML: one object, a List (also a typed one such as `PodList`, whose items go
 * without a kind), or several documents. Faults: `Empty`, `TooLarge`, `BadYaml`, `NotAnObject`; where a line can be
 * told it is in the sentence and in `facts.line`, counted from 1.
 */
export function readObjects(input: string): Result<KubeObject[]> {
  const source = input.replace(/^\uFEFF/u, "");
  if (source.trim() === "")
    return err(new Fault("Empty", "The input is empty: give Kubernetes objects as YAML or JSON."));
  const json = readJson(source);
  if (json !== undefined) return collect(json);
  const quick = readQuickly(source);
  if (quick?.ok === true) return quick;
  if (source.length > MAX_YAML_LENGTH) {
    const message = `The input has ${megabytes(source.length)} of YAML that is not quite right or has aliases: give it as JSON (kubectl get -o json).`;
    return err(new Fault("TooLarge", message));
  }
  const documents = readYaml(source);
  return documents.ok ? collect(documents.value) : documents;
}

/**
 * Reads YAML five to ten times as fast, but tells no lines: whatever is not well, or has aliases, is left to the reader
 * that can say what and where.
 */
function readQuickly(source: string): Result<KubeObject[]> | undefined {
  try {
    const values = loadAll(source, { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: MAX_DEPTH });
    return collect(values.map((value) => ({ value, line: 1 })));
  } catch {
    return undefined;
  }
}

function readYaml(source: string): Result<Document[]> {
  const lines = new LineCounter();
  const parsed = tryParse(source, lines);
  if (!parsed.ok) return parsed;
  const documents: Document[] = [];
  for (const document of parsed.value) {
    const line = lines.linePos(document.contents?.range?.[0] ?? document.range[0]).line;
    const [problem] = document.errors;
    if (problem !== undefined) return err(badYaml(problem.message, lines.linePos(problem.pos[0]).line));
    try {
      documents.push({ value: document.toJS({ maxAliasCount: 100 }), line });
    } catch (error) {
      return err(badYaml(messageOf(error), line));
    }
  }
  return ok(documents);
}

function tryParse(source: string, lineCounter: LineCounter): Result<YamlDocument.Parsed[]> {
  try {
    return ok([...parseAllDocuments(source, { lineCounter, prettyErrors: false, logLevel: "silent" })]);
  } catch (error) {
    return err(badYaml(messageOf(error), 1));
  }
}

function badYaml(problem: string, line: number): Fault {
  const first = problem.split("\n", 1)[0]?.replace(/\.$/u, "") ?? "";
  const short = first.length > MAX_COMPLAINT ? `${first.slice(0, MAX_COMPLAINT)}…` : first;
  const what = /call stack/u.test(problem) ? "it is nested too deeply" : short;
  return new Fault("BadYaml", `Line ${line} cannot be read: ${what}.`, { facts: { line } });
}

function collect(documents: readonly Document[]): Result<KubeObject[]> {
  const objects: KubeObject[] = [];
  for (const { value, line } of documents) {
    if (value === null || value === undefined) continue;
    if (isDeeperThan(value, MAX_DEPTH)) return err(tooDeep(line));
    for (const found of flatten(value)) {
      const object = asObject(found, line);
      if (!object.ok) return object;
      objects.push(object.value);
    }
  }
  return ok(objects);
}

/** Lists within lists, laid out flat. Items of a typed list get the kind that its name gives away. */
function flatten(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(flatten);
  const kind = text(at(value, "kind"));
  if (kind !== "List" && (!kind?.endsWith("List") || !("items" in bag(value)))) return [value];
  const itemKind = kind.slice(0, -"List".length);
  return items(at(value, "items")).flatMap((item) => {
    if (itemKind === "" || at(item, "kind") !== undefined) return flatten(item);
    return [{ apiVersion: at(value, "apiVersion"), kind: itemKind, ...bag(item) }];
  });
}

function tooDeep(line: number): Fault {
  const message = `The document at line ${line} is nested deeper than ${MAX_DEPTH} levels, which no Kubernetes object is.`;
  return new Fault("NotAnObject", message, { facts: { line } });
}

function asObject(value: unknown, line: number): Result<KubeObject> {
  const { metadata, ...rest } = bag(value);
  if (text(rest["kind"]) === undefined) {
    const message = `The document at line ${line} is not a Kubernetes object: it has no kind.`;
    return err(new Fault("NotAnObject", message, { facts: { line } }));
  }
  const name = written(at(metadata, "name")) ?? written(at(metadata, "generateName")) ?? "";
  const namespace = written(at(metadata, "namespace"));
  return ok({ ...rest, metadata: { ...bag(metadata), name, ...(namespace !== undefined && { namespace }) } });
}

/** A name as it stands there, also one that YAML takes for a number because nobody quoted it. */
function written(value: unknown): string | undefined {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : text(value);
}

/** Level by level, so that it needs no stack itself. */
function isDeeperThan(value: unknown, depth: number): boolean {
  let level: readonly unknown[] = [value];
  for (let reached = 0; level.length > 0; reached++) {
    if (reached > depth) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

function megabytes(length: number): string {
  return `${Math.ceil(length / 1024 / 1024)} MB`;
}
