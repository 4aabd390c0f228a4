/** Where something listens that an application talks to. Nothing secret is in it. */
export interface ServiceAddress {
  /** What kind of thing, by its scheme: `postgres`, `redis`, `https`. */
  readonly kind: string;
  readonly host: string;
  readonly port: number;
  /** How it is tried: by a connection, one with TLS, or a request. */
  readonly by: "tcp" | "tls" | "http" | "https";
}

const TCP: Readonly<Record<string, number | undefined>> = {
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mariadb: 3306,
  mongodb: 27_017,
  redis: 6379,
  valkey: 6379,
  memcached: 11_211,
  amqp: 5672,
  kafka: 9092,
  nats: 4222,
  smtp: 25,
  submission: 587,
  mssql: 1433,
  sqlserver: 1433,
  cassandra: 9042,
  ldap: 389,
  ws: 80,
  mqtt: 1883,
  tcp: undefined,
};
const TLS: Readonly<Record<string, number | undefined>> = {
  rediss: 6379,
  valkeys: 6379,
  amqps: 5671,
  smtps: 465,
  ldaps: 636,
  wss: 443,
  mqtts: 8883,
  tls: undefined,
};
const HTTP = { http: 80, https: 443 } as const;

/** Whether a text begins like an address of something that listens. */
export function looksLikeAddress(text: string): boolean {
  return kindOf(text) !== undefined;
}

/**
 * Everything that an address leads to; several where it names several hosts. Undefined where it cannot be told for sure
 * which part is the host: a password that is not written as addresses need it may otherwise be taken for one, and shown.
 */
export function serviceAddresses(text: string): readonly ServiceAddress[] | undefined {
  const kind = kindOf(text);
  if (kind === undefined) return undefined;
  const [authority = "", ...rest] = text
    .trim()
    .replace(/^(?:jdbc:)?[a-z0-9+.-]+:\/\//iu, "")
    .split(/[/?#]/u);
  if (rest.some((part) => part.includes("@"))) return undefined;
  const hosts = authority.slice(authority.lastIndexOf("@") + 1).split(",");
  const found = hosts.map((host) => addressOf(kind, host));
  return found.every((one) => one !== undefined) ? found : undefined;
}

/** A host with or without its port, as variables such as `DB_HOST` have it. */
export function hostAddress(kind: string, text: string, port: number | undefined): ServiceAddress | undefined {
  const found = /^([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::(\d{1,5}))?$/iu.exec(text.trim());
  const number = found?.[2] === undefined ? port : Number(found[2]);
  if (found?.[1] === undefined || !isPort(number)) return undefined;
  return { kind, host: found[1], port: number, by: "tcp" };
}

/** How people read it, without anything that is not the place itself. */
export function addressText({ kind, host, port }: ServiceAddress): string {
  return `${kind} at ${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** In lower case, without the driver that some programs name; undefined for what nobody connects to. */
function kindOf(text: string): string | undefined {
  const scheme = /^(?:jdbc:)?([a-z][a-z0-9.-]*)(?:\+[a-z0-9]+)?:\/\//iu.exec(text.trim())?.[1]?.toLowerCase();
  if (scheme === undefined || /^mongodb\+srv:/iu.test(text.trim())) return undefined;
  return [TCP, TLS, HTTP].some((table) => Object.hasOwn(table, scheme)) ? scheme : undefined;
}

function addressOf(kind: string, text: string): ServiceAddress | undefined {
  const parts = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?))(?::(\d{1,5}))?$/iu.exec(text);
  const host = parts?.[1] ?? parts?.[2];
  const port = parts?.[3] === undefined ? usualPort(kind) : Number(parts[3]);
  if (host === undefined || !isPort(port)) return undefined;
  if (kind === "http" || kind === "https") return { kind, host, port, by: kind };
  return { kind, host, port, by: Object.hasOwn(TLS, kind) ? "tls" : "tcp" };
}

function usualPort(kind: string): number | undefined {
  return kind === "http" || kind === "https" ? HTTP[kind] : (TCP[kind] ?? TLS[kind]);
}

function isPort(port: number | undefined): port is number {
  return port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65_535;
}
