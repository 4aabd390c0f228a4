/** Where a registry says that a token is to be had. */
export interface Challenge {
  readonly realm: string;
  readonly service?: string;
  readonly scope?: string;
}

const PARAMETER = /([a-zA-Z]+)="([^"]*)"/gu;

/** The bearer challenge of a `WWW-Authenticate` header; undefined where it asks for something else. */
export function bearerChallenge(header: string | undefined): Challenge | undefined {
  const rest = /^\s*Bearer\s+(.*)$/isu.exec(header ?? "")?.[1];
  if (rest === undefined) return undefined;
  const found = new Map<string, string>();
  for (const [, name = "", value = ""] of rest.matchAll(PARAMETER)) found.set(name.toLowerCase(), value);
  const [realm, service, scope] = ["realm", "service", "scope"].map((name) => found.get(name));
  if (realm === undefined || !URL.canParse(realm)) return undefined;
  return { realm, ...(service !== undefined && { service }), ...(scope !== undefined && { scope }) };
}

/** The address of the token, asking for no more than the registry named. */
export function tokenUrl({ realm, service, scope }: Challenge): URL {
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set("service", service);
  if (scope !== undefined) url.searchParams.set("scope", scope);
  return url;
}
