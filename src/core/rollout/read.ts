/**
 * Readers for objects whose shape nobody has vouched for: files, recorded states, servers of other versions.
 * None of them throws; what is not there or not of the right type reads as absent.
 */
export type Bag = Readonly<Record<string, unknown>>;

/** The value as an object with members; an empty one where it is none. */
export function bag(value: unknown): Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Bag) : {};
}

/** The member at a path; undefined where the path breaks off. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => bag(inner)[name], value);
}

/** A count: a number from 0 up, also where it was written as a string, as some controllers do. */
export function count(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{1,15}$/u.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** True only where the value says so, as a boolean or as the word. */
export function flag(value: unknown): boolean {
  return value === true || value === "true";
}

export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The members that are texts, such as labels and annotations. */
export function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(bag(value)).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** A status condition as read. `status` is left as it stands: only the word `True` is true. */
export interface ReadCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string | undefined;
  readonly message: string | undefined;
  /** RFC 3339; when it was last confirmed, else when it last changed. */
  readonly at: string | undefined;
  readonly observedGeneration: number | undefined;
}

export function conditionsOf(object: unknown): readonly ReadCondition[] {
  return items(at(object, "status", "conditions")).map((condition) => ({
    type: text(at(condition, "type")) ?? "",
    status: text(at(condition, "status")) ?? "Unknown",
    reason: text(at(condition, "reason")),
    message: text(at(condition, "message")),
    at: text(at(condition, "lastUpdateTime")) ?? text(at(condition, "lastTransitionTime")),
    observedGeneration: count(at(condition, "observedGeneration")),
  }));
}

export function conditionOf(object: unknown, type: string): ReadCondition | undefined {
  return conditionsOf(object).find((condition) => condition.type === type);
}

/** Who and where an object is. An object without a namespace is taken to be in `default`, as kubectl does. */
export interface Identity {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly uid: string | undefined;
}

export function identityOf(object: unknown): Identity {
  return {
    kind: text(at(object, "kind")) ?? "",
    name: text(at(object, "metadata", "name")) ?? "",
    namespace: text(at(object, "metadata", "namespace")) ?? "default",
    uid: text(at(object, "metadata", "uid")),
  };
}
