/** The addresses of a server under which its things are found. */
export interface Links {
  /** The API's base, without a slash at the end. */
  readonly api: string;
  /** The pages' base. */
  readonly html: string;
}

/** A number that stays the same for a name, as an id does. */
export function idOf(name: string): number {
  let id = 7;
  for (const character of name) id = (id * 31 + character.codePointAt(0)!) % 900_000_007;
  return id + 1;
}

/** GitHub's other kind of id. */
export function nodeId(name: string): string {
  return Buffer.from(name).toString("base64url");
}

/** Fields that each hold an address below a base. */
export function fields(base: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `${base}/${name.replace(/_url$/u, "")}`]));
}

export const MOMENT = "2026-01-01T10:00:00Z";
