import { isMembers, type Members } from "../json.ts";
import { memberSchema, resolve, structureOf, type Schema } from "../schema/schema.ts";

/**
 * The fields of an object, as ownership counts them. A path is its elements in the spelling of `fieldsV1`
 * (`f:spec`, `k:{"name":"app"}`, `v:"x"`), joined by {@link SEPARATOR}.
 */
export type Fields = ReadonlyMap<string, unknown>;
export type FieldSet = ReadonlySet<string>;

export const SEPARATOR = "\u001F";

/** Stands for a value that is there but whose content is counted on its own. */
const PRESENT = true;

/** Every field of an object with its value. */
export function fieldsOf(schema: Schema, object: unknown): Fields {
  const fields = new Map<string, unknown>();
  collect(resolve(schema), object, "", fields);
  return fields;
}

/** The same with the objects and lists that hold them: a plain write owns those it makes. */
export function fieldsAndHolders(schema: Schema, object: unknown): Fields {
  const fields = new Map(fieldsOf(schema, object));
  for (const path of fields.keys()) {
    for (let at = path.lastIndexOf(SEPARATOR); at > 0; at = path.lastIndexOf(SEPARATOR, at - 1)) {
      if (!fields.has(path.slice(0, at))) fields.set(path.slice(0, at), PRESENT);
    }
  }
  return fields;
}

function collect(schema: Schema, value: unknown, path: string, into: Map<string, unknown>): void {
  switch (structureOf(schema, value)) {
    case "leaf":
      into.set(path, value);
      return;
    case "members":
      collectMembers(schema, value as Members, path, into);
      return;
    case "keyed":
      for (const item of (value as unknown[]).filter(isMembers)) {
        const at = join(path, itemKey(schema, item));
        into.set(at, PRESENT);
        collect(resolve(schema.items ?? {}), item, at, into);
      }
      return;
    case "set":
      for (const item of value as unknown[]) into.set(join(path, `v:${JSON.stringify(item)}`), PRESENT);
  }
}

function collectMembers(schema: Schema, value: Members, path: string, into: Map<string, unknown>): void {
  const members = Object.entries(value);
  if (members.length === 0 && path !== "") into.set(path, PRESENT);
  for (const [name, member] of members) {
    collect(memberSchema(schema, name) ?? {}, member, join(path, `f:${name}`), into);
  }
}

/** `k:{"containerPort":80,"protocol":"TCP"}`; a key the item leaves out has its schema's default. */
export function itemKey(schema: Schema, item: Members): string {
  const itemSchema = resolve(schema.items ?? {});
  const keys = (schema["x-kubernetes-list-map-keys"] ?? []).toSorted();
  const values = keys.map((key) => [key, item[key] ?? itemSchema.properties?.[key]?.default]);
  return `k:${JSON.stringify(Object.fromEntries(values))}`;
}

export function join(path: string, element: string): string {
  return path === "" ? element : path + SEPARATOR + element;
}

/** Reads `fieldsV1`. */
export function parseFieldsV1(tree: unknown): Set<string> {
  const set = new Set<string>();
  gather(tree, "", set);
  return set;
}

function gather(tree: unknown, path: string, into: Set<string>): void {
  const members = Object.entries(isMembers(tree) ? tree : {});
  if (members.length === 0 && path !== "") into.add(path);
  for (const [element, below] of members) {
    if (element === ".") into.add(path);
    else gather(below, join(path, element), into);
  }
}

/** Writes `fieldsV1`: `.` marks a path that is owned itself where paths below it are owned too. */
export function formatFieldsV1(set: FieldSet): Members {
  const root: Members = {};
  for (const path of [...set].toSorted()) {
    let node = root;
    for (const element of path.split(SEPARATOR)) {
      const next = node[element];
      node = isMembers(next) ? next : (node[element] = {});
    }
    node["."] = {};
  }
  return withoutLonelyDots(root);
}

function withoutLonelyDots(tree: Members): Members {
  const members = Object.entries(tree);
  if (members.length === 1 && members[0]?.[0] === ".") return {};
  return Object.fromEntries(
    members.map(([name, below]) => [name, name === "." ? {} : withoutLonelyDots(below as Members)]),
  );
}

/** `.spec.template.spec.containers[name="app"].image`, as conflicts name a field. */
export function readablePath(path: string): string {
  return path
    .split(SEPARATOR)
    .map((element) => {
      const rest = element.slice(2);
      if (element.startsWith("f:")) return `.${rest}`;
      if (element.startsWith("v:")) return `[=${rest}]`;
      const keys = Object.entries(JSON.parse(rest) as Members);
      return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(",")}]`;
    })
    .join("");
}
