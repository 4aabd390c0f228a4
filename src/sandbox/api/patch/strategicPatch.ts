import { jsonEqual } from "../../store/freeze.ts";
import { isMembers, type Members } from "../json.ts";
import { memberSchema, resolve, type Schema } from "../schema/schema.ts";

const ORDER = "$setElementOrder/";
const DELETE_PRIMITIVES = "$deleteFromPrimitiveList/";

/**
 * Kubernetes' strategic merge patch: lists that the schema gives a merge key are merged item by item.
 * Directives: `$patch` (replace, delete, merge), `$setElementOrder`, `$deleteFromPrimitiveList`, `$retainKeys`.
 */
export function strategicPatch(schema: Schema, target: unknown, patch: unknown): unknown {
  if (!isMembers(patch)) return patch;
  return patchMembers(resolve(schema), isMembers(target) ? target : {}, patch);
}

function patchMembers(schema: Schema, target: Members, patch: Members): Members {
  const { $patch: directive, $retainKeys: retained, ...rest } = patch;
  if (directive === "delete") return {};
  const result: Members = directive === "replace" ? {} : retain(target, retained);
  for (const [name, value] of Object.entries(rest)) {
    if (name.startsWith("$")) continue;
    if (value === null) delete result[name];
    else result[name] = patchMember(memberSchema(schema, name) ?? {}, result[name], value, rest[ORDER + name]);
  }
  patchListsByDirective(schema, result, rest);
  return result;
}

function retain(target: Members, retained: unknown): Members {
  if (!Array.isArray(retained)) return { ...target };
  return Object.fromEntries(Object.entries(target).filter(([name]) => retained.includes(name)));
}

function patchMember(schema: Schema, current: unknown, value: unknown, order: unknown): unknown {
  if (Array.isArray(value)) return patchList(schema, Array.isArray(current) ? current : [], value, order);
  if (!isMembers(value)) return value;
  if (schema["x-kubernetes-patch-strategy"] === "replace") return value;
  return patchMembers(schema, isMembers(current) ? current : {}, value);
}

/** Directives about lists that the patch itself does not hold. */
function patchListsByDirective(schema: Schema, result: Members, patch: Members): void {
  for (const [name, value] of Object.entries(patch)) {
    if (!Array.isArray(value)) continue;
    if (name.startsWith(DELETE_PRIMITIVES)) {
      const member = name.slice(DELETE_PRIMITIVES.length);
      const list = result[member];
      if (Array.isArray(list)) result[member] = list.filter((item) => !value.some((gone) => jsonEqual(gone, item)));
    }
    const ordered = name.startsWith(ORDER) ? name.slice(ORDER.length) : undefined;
    if (ordered === undefined || patch[ordered] !== undefined) continue;
    const list = result[ordered];
    if (Array.isArray(list)) result[ordered] = arrange(mergeKeyOf(memberSchema(schema, ordered)), list, value, list);
  }
}

function mergeKeyOf(schema: Schema | undefined): string | undefined {
  return schema?.["x-kubernetes-patch-merge-key"];
}

function merges(schema: Schema): boolean {
  return schema["x-kubernetes-patch-strategy"]?.split(",").includes("merge") ?? false;
}

function patchList(schema: Schema, current: unknown[], patch: unknown[], order: unknown): unknown[] {
  if (!merges(schema)) return patch;
  const key = mergeKeyOf(schema);
  if (key === undefined) {
    const union = [...current, ...patch.filter((item) => !current.some((known) => jsonEqual(known, item)))];
    return arrange(undefined, union, order ?? patch, current);
  }
  if (patch.some((item) => isMembers(item) && item["$patch"] === "replace")) {
    return patch.filter((item) => !isMembers(item) || item["$patch"] !== "replace");
  }
  return arrange(key, patchItems(resolve(schema.items ?? {}), key, current, patch), order ?? patch, current);
}

function patchItems(item: Schema, key: string, current: unknown[], patch: unknown[]): unknown[] {
  const result = [...current];
  for (const entry of patch) {
    if (!isMembers(entry)) continue;
    const at = result.findIndex((known) => isMembers(known) && known[key] === entry[key]);
    if (entry["$patch"] === "delete") {
      if (at >= 0) result.splice(at, 1);
    } else if (at < 0) result.push(patchMembers(item, {}, entry));
    else result[at] = patchMembers(item, result[at] as Members, entry);
  }
  return result;
}

/**
 * The items a patch names, in its order; the others stand where they stood before, as far as that can be told: each
 * goes before the first named item that it preceded in the list as it was.
 */
function arrange(key: string | undefined, list: unknown[], named: unknown, before: unknown[]): unknown[] {
  if (!Array.isArray(named)) return list;
  const idOf = (item: unknown): unknown => (key !== undefined && isMembers(item) ? item[key] : item);
  const wanted = named.map(idOf);
  const places = before.map(idOf);
  const right = list.filter((item) => wanted.includes(idOf(item)));
  right.sort((a, b) => wanted.indexOf(idOf(a)) - wanted.indexOf(idOf(b)));
  const result: unknown[] = [];
  for (const item of list.filter((entry) => !wanted.includes(idOf(entry)))) {
    const place = places.indexOf(idOf(item));
    while (right.length > 0 && !(places.includes(idOf(right[0])) && place < places.indexOf(idOf(right[0])))) {
      result.push(right.shift());
    }
    result.push(item);
  }
  return [...result, ...right];
}
