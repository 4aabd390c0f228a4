/** What a parser made of a text from outside: anything. These look into it without trusting its shape. */

export type Step = string | number;

/** What stands at a path; undefined where the way breaks off. */
export function at(value: unknown, ...path: readonly Step[]): unknown {
  return path.reduce<unknown>((found, step) => {
    if (typeof found !== "object" || found === null) return undefined;
    return Object.hasOwn(found, step) ? (found as Readonly<Record<Step, unknown>>)[step] : undefined;
  }, value);
}

/** The list at a path; empty where there is none. */
export function listAt(value: unknown, ...path: readonly Step[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The texts of the list at a path; what is no text is left out. */
export function textsAt(value: unknown, ...path: readonly Step[]): readonly string[] {
  return listAt(value, ...path).flatMap((one) => textAt(one) ?? []);
}

/** The mapping at a path; empty where there is none. */
export function mapAt(value: unknown, ...path: readonly Step[]): Readonly<Record<string, unknown>> {
  const found = at(value, ...path);
  return isMap(found) ? found : {};
}

/** The text at a path; numbers and booleans as they are written. Undefined where there is none. */
export function textAt(value: unknown, ...path: readonly Step[]): string | undefined {
  const found = at(value, ...path);
  if (typeof found === "string") return found;
  return typeof found === "number" || typeof found === "boolean" ? String(found) : undefined;
}

/** The number at a path; undefined where there is none. */
export function numberAt(value: unknown, ...path: readonly Step[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === "number" && Number.isFinite(found) ? found : undefined;
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
