import { at, isMap, type Step, textAt } from "../../core/read/value.ts";

/** A value with something else at a path; where the way breaks off, it is made. Lists are only written within them. */
export function withValue(value: unknown, path: readonly Step[], to: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  if (Array.isArray(value)) {
    const index = Number(step);
    return value.map((one: unknown, position) => (position === index ? withValue(one, rest, to) : one));
  }
  const map = isMap(value) ? value : {};
  return fromEntries([
    ...Object.entries(map).filter(([key]) => key !== step),
    [String(step), withValue(at(map, step), rest, to)],
  ]);
}

/** Merged as Kustomize merges its patches: maps by key, lists of named things by name, `null` takes away. */
export function merged(value: unknown, patch: unknown): unknown {
  if (Array.isArray(patch)) return Array.isArray(value) && isNamed(patch) ? mergedByName(value, patch) : patch;
  if (!isMap(patch)) return patch;
  const before = isMap(value) ? value : {};
  const kept = Object.entries(before).filter(([key]) => !Object.hasOwn(patch, key));
  const changed = Object.entries(patch).flatMap(([key, part]) =>
    part === null || key === "$patch" ? [] : [[key, merged(at(before, key), part)] as const],
  );
  return fromEntries([...kept, ...changed]);
}

/** Paths of the single values that differ from what was there. */
export function changedPaths(
  before: unknown,
  after: unknown,
  path: readonly Step[] = [],
): readonly (readonly Step[])[] {
  if (before === after) return [];
  if (Array.isArray(after))
    return after.flatMap((one, index) => changedPaths(at(before, index), one, [...path, index]));
  if (isMap(after))
    return Object.entries(after).flatMap(([key, one]) => changedPaths(at(before, key), one, [...path, key]));
  return [path];
}

function isNamed(list: readonly unknown[]): boolean {
  return list.every((one) => textAt(one, "name") !== undefined);
}

function mergedByName(value: readonly unknown[], patch: readonly unknown[]): readonly unknown[] {
  const changed = value.map((one) => {
    const part = patch.find((other) => nameOf(other) === nameOf(one));
    return part === undefined ? one : merged(one, part);
  });
  return [...changed, ...patch.filter((one) => value.every((other) => nameOf(other) !== nameOf(one)))];
}

function nameOf(value: unknown): string | undefined {
  return textAt(value, "name");
}

/** Keys come from files: none of them reaches a prototype. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(entries);
}
