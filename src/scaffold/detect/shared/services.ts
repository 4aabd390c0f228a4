import type { Service } from "../../facts/application.ts";
import type { Ecosystem } from "../../facts/ecosystemFacts.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { DATABASES, SERVICES, type ServiceName } from "../../facts/services.ts";
import { SERVICE_PACKAGES } from "./servicePackages.ts";

/** Schemes of addresses, without `jdbc:` and drivers such as `+asyncpg`. */
const SCHEMES: Readonly<Record<string, ServiceName>> = {
  postgres: "postgres",
  postgresql: "postgres",
  pgsql: "postgres",
  postgis: "postgres",
  ecto: "postgres",
  mysql: "mysql",
  mysql2: "mysql",
  mariadb: "mariadb",
  mongodb: "mongodb",
  mongo: "mongodb",
  redis: "redis",
  rediss: "redis",
  valkey: "redis",
  memcached: "memcached",
  memcache: "memcached",
  amqp: "rabbitmq",
  amqps: "rabbitmq",
  rabbitmq: "rabbitmq",
  kafka: "kafka",
  nats: "nats",
  elasticsearch: "elasticsearch",
  clickhouse: "clickhouse",
  sqlserver: "sqlserver",
  mssql: "sqlserver",
  cassandra: "cassandra",
  smtp: "smtp",
  smtps: "smtp",
  s3: "minio",
};

/** Words in the names of variables that say where a service is, such as `REDIS_URL` or `PGHOST`. */
const WORDS: readonly (readonly [RegExp, ServiceName])[] = [
  [/(?:^|_)(?:POSTGRES(?:QL)?|PG|TIMESCALE)(?:_|$)|^PG(?:HOST|DATABASE|USER|PORT|PASSWORD)$/u, "postgres"],
  [/(?:^|_)MARIADB(?:_|$)/u, "mariadb"],
  [/(?:^|_)MYSQL(?:_|$)/u, "mysql"],
  [/(?:^|_)MONGO(?:DB)?(?:_|$)/u, "mongodb"],
  [/(?:^|_)(?:REDIS|VALKEY)(?:_|$)/u, "redis"],
  [/(?:^|_)MEMCACHED?(?:_|$)/u, "memcached"],
  [/(?:^|_)(?:AMQP|RABBIT(?:MQ)?|CLOUDAMQP)(?:_|$)/u, "rabbitmq"],
  [/(?:^|_)KAFKA(?:_|$)/u, "kafka"],
  [/(?:^|_)NATS(?:_|$)/u, "nats"],
  [/(?:^|_)(?:ELASTIC(?:SEARCH)?|OPENSEARCH)(?:_|$)/u, "elasticsearch"],
  [/(?:^|_)CLICKHOUSE(?:_|$)/u, "clickhouse"],
  [/(?:^|_)MINIO(?:_|$)/u, "minio"],
  [/(?:^|_)(?:MSSQL|SQLSERVER|SQL_SERVER)(?:_|$)/u, "sqlserver"],
  [/(?:^|_)(?:CASSANDRA|SCYLLA)(?:_|$)/u, "cassandra"],
  [/(?:^|_)SMTP(?:_|$)|(?:^|_)E?MAIL(?:ER)?_(?:HOST|SERVER|DSN)$/u, "smtp"],
];

/** The end of a variable's name that says where something is. */
const WHERE =
  /(?:URLS?|URIS?|DSN|HOSTS?|HOSTNAME|ADDR(?:ESS)?|ADDRESSES|SERVERS?|BROKERS?|ENDPOINT|NODES?|CONNECTION(?:_?STRING)?)$/u;
/** Variables that tell where the database is, whichever that is. */
const ANY_DATABASE = /(?:^|_)(?:DATABASE|DB)_?(?:URL|URI|DSN|HOST|CONNECTION(?:_?STRING)?|CONNECTION_URL)$/u;

/** The service that a package is there to talk to; undefined for any other package. Go modules: also for paths below. */
export function serviceOfPackage(ecosystem: Ecosystem["kind"], name: string): ServiceName | undefined {
  for (const [service, packages] of Object.entries(SERVICE_PACKAGES[ecosystem] ?? {})) {
    if (packages.includes(name)) return service as ServiceName;
    if (ecosystem === "go" && packages.some((one) => name.startsWith(`${one}/`))) return service as ServiceName;
  }
  return undefined;
}

/** The service that an address leads to, by its scheme; undefined for any other text. Drivers and `jdbc:` are understood. */
export function serviceOfUrl(text: string): ServiceName | undefined {
  const scheme = /^["']?(?:jdbc:|r2dbc:)?([a-z][a-z0-9]*)(?:\+[\w-]+)?:\/\//iu.exec(text.trim())?.[1]?.toLowerCase();
  return scheme !== undefined && Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined;
}

/** The service that a variable's name speaks of, such as `REDIS_URL` or `PGHOST`; undefined for any other. */
export function serviceOfVariable(name: string): ServiceName | undefined {
  return WORDS.find(([pattern]) => pattern.test(name.toUpperCase()))?.[1];
}

/** Something that says that an application talks to a service. */
export interface ServiceSign {
  readonly name: ServiceName;
  readonly confidence: Fact<Service>["confidence"];
  readonly at: Evidence;
  /** The variable that this very place tells to hold its address. */
  readonly variable?: string;
}

/**
 * The services that signs and variables come to, in the order of the table. A variable that tells where a service is
 * goes with it; `DATABASE_URL` goes with the one database there is. A variable alone is a sign, too, but no sure one.
 */
export function servicesAmong(
  signs: readonly ServiceSign[],
  variables: readonly Fact<{ readonly name: string }>[],
): readonly Fact<Service>[] {
  const all = [...signs, ...variables.flatMap(signOfVariable)];
  const names = (Object.keys(SERVICES) as ServiceName[]).filter((name) => all.some((one) => one.name === name));
  const databases = names.filter((name) => DATABASES.has(name));
  return names.map((name) => {
    const own = all.filter((one) => one.name === name);
    const named = own.find((one) => one.variable !== undefined)?.variable;
    const variable = named ?? variableFor(name, databases[0] === name, variables);
    const confidence =
      own.find((one) => one.confidence === "certain")?.confidence ??
      own.find((one) => one.confidence === "likely")?.confidence ??
      "guess";
    return {
      value: { name, ...(variable !== undefined && { variable }) },
      confidence,
      evidence: own.map((one) => one.at).slice(0, 5),
    };
  });
}

function signOfVariable({ value, evidence }: Fact<{ readonly name: string }>): readonly ServiceSign[] {
  const name = WHERE.test(value.name.toUpperCase()) ? serviceOfVariable(value.name) : undefined;
  const [at] = evidence;
  return name === undefined || at === undefined ? [] : [{ name, confidence: "guess", at }];
}

/** The variable that tells where a service is: one address of it before a host, its own before any database's. */
function variableFor(
  service: ServiceName,
  isFirstDatabase: boolean,
  variables: readonly Fact<{ readonly name: string }>[],
): string | undefined {
  const names = variables.map(({ value }) => value.name);
  const own = names.filter((name) => WHERE.test(name.toUpperCase()) && serviceOfVariable(name) === service);
  const anyDatabase = isFirstDatabase ? names.filter((name) => ANY_DATABASE.test(name.toUpperCase())) : [];
  const candidates = [...own, ...anyDatabase];
  return candidates.find((name) => /(?:URL|URI|DSN|STRING)S?$/u.test(name.toUpperCase())) ?? candidates[0];
}
