import type { Person } from "../run/release.ts";

/** Control and format characters, fillers, variation selectors. */
const SHOWS_NOTHING = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

interface Identity {
  readonly full: string;
  readonly name: string;
  readonly address: string | undefined;
}

/**
 * Whether two names mean one person, in doubt yes: equal names or one address in common is enough, wherever in the text it stands. Used to keep a person
 * from counting twice or from approving their own change.
 */
export function samePerson(a: Person, b: Person): boolean {
  const one = identityOf(a.name);
  const other = identityOf(b.name);
  const addresses = addressesIn(a.name);
  return one.name === other.name || addressesIn(b.name).some((address) => addresses.includes(address));
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

/** What stands in angle brackets, and all else that looks like an address. */
function addressesIn(text: string): string[] {
  const full = normal(text);
  const bracketed = [...full.matchAll(/<([^<>]+)>/gu)].map(([, inner = ""]) => inner.trim());
  const bare = full.match(/[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/gu) ?? [];
  return [...bracketed, ...bare].filter((address) => address !== "");
}

function normal(text: string): string {
  // With a character that shows nothing a name would look the same and count as another.
  const visible = text.replaceAll(/[\s\u2800]+/gu, " ").replaceAll(SHOWS_NOTHING, "");
  return visible.normalize("NFKC").trim().replaceAll(/\s+/gu, " ").toLowerCase();
}
