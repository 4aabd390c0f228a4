import { samePerson } from "../approvals/person.ts";
import type { Person } from "../run/release.ts";
import type { CommitPerson, GithubAccount } from "../ports/github.ts";

/** Everything by which somebody is known: accounts, names and addresses. */
export type Identity = readonly string[];

/** `1234+ann@users.noreply.github.com`: an address that names an account. */
const HIDDEN = /^(?:\d+\+)?([A-Za-z0-9-]{1,100})@users\.noreply\.[A-Za-z0-9.-]+$/u;
const LOGIN = "account:";

/** An account, with the name and the address that it shows where these were asked for. */
export function identityOfAccount({ login, name, email }: GithubAccount): Identity {
  return [`${LOGIN}${login.toLowerCase()}`, ...texts(name, email)];
}

/** Somebody as a commit names them, and their account where GitHub knows whose they are. */
export function identityOfCommit({ name, email, account }: CommitPerson): Identity {
  return [...(account === undefined ? [] : identityOfAccount(account)), ...texts(name, email)];
}

/** Whether GitHub can tell whose account it is; of anybody else only a name and an address are known. */
export function hasAccount(identity: Identity): boolean {
  return identity.some((one) => one.startsWith(LOGIN));
}

/** Whether two may be one person: one account, one name or one address in common is enough. */
export function maybeSame(a: Identity, b: Identity): boolean {
  return a.some((one) => b.some((other) => sameText(one, other)));
}

/** People as few as they may be: whoever may be one with another is counted with them. */
export function distinct(identities: readonly Identity[]): readonly Identity[] {
  return identities.reduce<readonly Identity[]>((groups, one) => {
    const apart = groups.filter((group) => !maybeSame(group, one));
    const joined = groups.filter((group) => maybeSame(group, one));
    return [...apart, [...joined.flat(), ...one]];
  }, []);
}

function sameText(one: string, other: string): boolean {
  if (one.startsWith(LOGIN) || other.startsWith(LOGIN)) return one === other;
  return samePerson(person(one), person(other));
}

function texts(name: string | undefined, email: string | undefined): string[] {
  const login = HIDDEN.exec(email ?? "")?.[1];
  const known = [name, email].filter((text) => text !== undefined && text.trim() !== "") as string[];
  return login === undefined ? known : [...known, `${LOGIN}${login.toLowerCase()}`];
}

function person(name: string): Person {
  return { name, source: "github" };
}
