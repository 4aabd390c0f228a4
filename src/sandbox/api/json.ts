/** A JSON object whose members are not known yet. */
export type Members = Record<string, unknown>;

export function isMembers(value: unknown): value is Members {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** The member as an object; an empty one where it is none. */
export function membersOf(value: unknown): Members {
  return isMembers(value) ? value : {};
}

/** The member as a list of objects; what is no object is left out. */
export function listOf(value: unknown): readonly Members[] {
  return Array.isArray(value) ? value.filter(isMembers) : [];
}

/** Walks into nested members by name. */
export function dig(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isMembers(at) ? at[name] : undefined), value);
}

/** Text where there is some; `""` for everything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
