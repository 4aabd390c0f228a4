import type { Person } from "../run/release.ts";

interface Identity {
  readonly full: string;
  readonly name: string;
  readonly address: string | undefined;
}

/**
 * Whether two names mean one person, in doubt yes: equal names or equal addresses are enough. Used to keep a person
 * from counting twice or from approving their own change.
 */
export function samePerson(a: Person, b: Person): boolean {
  const one = identityOf(a.name);
  const other = identityOf(b.name);
  return one.name === other.name || (one.address !== undefined && one.address === other.address);
}

/** Whether an entry of an approver list (`Ann <ann@example.com>`, the name or the address) means this person. */
export function isListed(list: readonly string[], person: Person): boolean {
  const { full, name, address } = identityOf(person.name);
  return list.map(normal).some((entry) => entry === full || entry === name || entry === address);
}

function identityOf(text: string): Identity {
  const full = normal(text);
  const match = /^(?<name>[^<>]*)<(?<address>[^<>]+)>$/u.exec(full);
  if (match?.groups === undefined) return { full, name: full, address: full.includes("@") ? full : undefined };
  const address = match.groups["address"]?.trim();
  const name = match.groups["name"]?.trim();
  return { full, name: name === undefined || name === "" ? (address ?? full) : name, address };
}

function normal(text: string): string {
  // Format characters are invisible: with one of them a name would look the same and count as another.
  const visible = text.normalize("NFKC").replaceAll(/\p{Cf}/gu, "");
  return visible.trim().replaceAll(/\s+/gu, " ").toLowerCase();
}
