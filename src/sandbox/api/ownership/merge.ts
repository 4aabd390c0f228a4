import { isMembers, type Members } from "../json.ts";
import { memberSchema, resolve, structureOf, type Schema } from "../schema/schema.ts";
import { type FieldSet, itemKey, join, SEPARATOR } from "./fields.ts";

/** Lays an applied configuration over the live object: leaves replace, members and keyed items merge. */
export function mergeApplied(schema: Schema, live: unknown, applied: unknown): unknown {
  const structure = structureOf(schema, applied);
  if (live === undefined || structure !== structureOf(schema, live)) return applied;
  if (structure === "members") return mergeMembers(schema, live as Members, applied as Members);
  if (structure === "leaf") return applied;
  return mergeItems(schema, live as unknown[], applied as unknown[]);
}

function mergeMembers(schema: Schema, live: Members, applied: Members): Members {
  const result = { ...live };
  for (const [name, value] of Object.entries(applied)) {
    result[name] = mergeApplied(memberSchema(schema, name) ?? {}, live[name], value);
  }
  return result;
}

/** Items in the applied order; live items the configuration does not name keep their place among them. */
function mergeItems(schema: Schema, live: readonly unknown[], applied: readonly unknown[]): unknown[] {
  const idOf = (item: unknown): string => (isMembers(item) ? itemKey(schema, item) : JSON.stringify(item));
  const known = new Map(live.map((item) => [idOf(item), item]));
  const wanted = new Set(applied.map(idOf));
  const item = resolve(schema.items ?? {});
  const result: unknown[] = [];
  let next = 0;
  for (const entry of live) {
    if (!wanted.has(idOf(entry))) result.push(entry);
    else if (next < applied.length) {
      const turn = applied[next++];
      result.push(mergeApplied(item, known.get(idOf(turn)), turn));
    }
  }
  return [...result, ...applied.slice(next)];
}

/**
 * Takes fields away: those in `gone`. A keyed item goes whole unless something below it is in `kept`.
 * What is emptied by this goes too.
 */
export function withoutFields(schema: Schema, value: unknown, gone: FieldSet, kept: FieldSet): unknown {
  return prune(resolve(schema), value, "", { gone, kept: [...kept] });
}

interface Cut {
  readonly gone: FieldSet;
  readonly kept: readonly string[];
}

function prune(schema: Schema, value: unknown, path: string, cut: Cut): unknown {
  switch (structureOf(schema, value)) {
    case "leaf":
      return cut.gone.has(path) ? undefined : value;
    case "members":
      return pruneMembers(schema, value as Members, path, cut);
    case "keyed":
      return emptied(
        value as unknown[],
        (value as Members[]).flatMap((item) => pruneItem(schema, item, path, cut)),
      );
    case "set": {
      const stays = (item: unknown): boolean => !cut.gone.has(join(path, `v:${JSON.stringify(item)}`));
      return emptied(value as unknown[], (value as unknown[]).filter(stays));
    }
  }
}

function emptied(before: unknown[], after: unknown[]): unknown[] | undefined {
  return after.length === 0 && before.length > 0 ? undefined : after;
}

function pruneMembers(schema: Schema, value: Members, path: string, cut: Cut, keys: readonly string[] = []): unknown {
  const before = Object.entries(value);
  if (before.length === 0) return cut.gone.has(path) ? undefined : value;
  const after = before.flatMap(([name, member]) => {
    if (keys.includes(name)) return [[name, member]];
    const rest = prune(memberSchema(schema, name) ?? {}, member, join(path, `f:${name}`), cut);
    return rest === undefined ? [] : [[name, rest]];
  });
  return after.length === 0 && !cut.kept.includes(path) ? undefined : Object.fromEntries(after);
}

function pruneItem(schema: Schema, item: Members, path: string, cut: Cut): unknown[] {
  const at = join(path, itemKey(schema, item));
  if (cut.gone.has(at) && !cut.kept.some((other) => other.startsWith(at + SEPARATOR))) return [];
  const keys = schema["x-kubernetes-list-map-keys"] ?? [];
  return [pruneMembers(resolve(schema.items ?? {}), item, at, cut, keys)];
}
