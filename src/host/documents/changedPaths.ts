/** One place in which two objects differ; undefined where one of them has nothing there. */
export interface ChangedPath {
  /** `spec.template.spec.containers[web].image`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where two JSON values differ, in order of the first. Items of lists are matched by `name` where all have one. */
export function changedPaths(before: unknown, after: unknown, path = ""): readonly ChangedPath[] {
  if (Object.is(before, after)) return [];
  const [left, right] = [membersOf(before), membersOf(after)];
  if (left === undefined || right === undefined || Array.isArray(before) !== Array.isArray(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  }
  const inList = Array.isArray(before);
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    changedPaths(left.get(key), right.get(key), inList ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`),
  );
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const names = value.map(nameOf);
  const named = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return new Map(value.map((item: unknown, index) => [named ? String(names[index]) : String(index), item]));
}

function nameOf(item: unknown): string | undefined {
  const name = typeof item === "object" && item !== null && "name" in item ? item.name : undefined;
  return typeof name === "string" ? name : undefined;
}
