import type { Application, Service } from "../../facts/application.ts";
import { DATABASES, type ServiceName } from "../../facts/services.ts";

/** What a variable tells an application of a service that it talks to. */
export type Told = "address" | "host" | "port" | "user" | "password" | "database";

/** How variables of a service begin. */
const OWN: Readonly<Partial<Record<ServiceName, string>>> = {
  postgres: "POSTGRES(?:QL)?|PG",
  mysql: "MYSQL",
  mariadb: "MARIADB|MYSQL",
  mongodb: "MONGO(?:DB)?",
  redis: "REDIS|VALKEY",
  memcached: "MEMCACHED?",
  rabbitmq: "RABBIT(?:MQ)?|AMQP",
  kafka: "KAFKA",
  nats: "NATS",
  elasticsearch: "ELASTIC(?:SEARCH)?",
  clickhouse: "CLICKHOUSE",
  sqlserver: "MSSQL|SQLSERVER",
  smtp: "SMTP|MAIL(?:ER)?|EMAIL",
};
/** How variables of the one database begin, whichever that is. */
const ANY_DATABASE = "DB|DATABASE|(?:SPRING_)?DATASOURCE|QUARKUS_DATASOURCE(?:_JDBC)?|JDBC(?:_DATABASE)?";

/** Names that tell where something is without being called like it, with what that may be: the first that is there. */
const TELLING: readonly (readonly [RegExp, readonly ServiceName[]])[] = [
  [/^(?:CELERY_)?BROKER_URL$/u, ["rabbitmq", "redis"]],
  [/^(?:CELERY_)?RESULT_BACKEND$/u, ["redis"]],
  [/^(?:SPRING_)?KAFKA_(?:BROKERS?|BROKER_?LIST|BOOTSTRAP_?SERVERS?)$/u, ["kafka"]],
  [/^(?:AWS_)?S3_ENDPOINT(?:_URL)?$|^AWS_ENDPOINT_URL(?:_S3)?$/u, ["minio"]],
];

const ENDS: Readonly<Record<Told, string>> = {
  address: "URL|URI|DSN",
  host: "HOST|HOSTNAME|SERVER",
  port: "PORT",
  user: "USER|USERNAME",
  password: "PASS|PASSWORD",
  database: "NAME|DB|DATABASE",
};

/** A service, and what a variable tells of it. */
export interface ToldOf {
  readonly service: ServiceName;
  readonly told: Told;
}

/**
 * What a variable tells by its name, such as the host of the one database for `DB_HOST`, or the password of PostgreSQL
 * for `PGPASSWORD`; undefined for a name that says nothing of these services.
 */
export function toldBy(name: string, services: readonly ServiceName[]): ToldOf | undefined {
  const databases = services.filter((service) => DATABASES.has(service));
  for (const service of services) {
    const begins = [OWN[service], databases.length === 1 && databases[0] === service ? ANY_DATABASE : undefined];
    const begin = begins.filter((one) => one !== undefined).join("|");
    const told = begin === "" ? undefined : ends(name, begin);
    if (told !== undefined) return { service, told };
  }
  return undefined;
}

/** What a variable tells an application: what detection knows goes before what the name alone says. */
export function toldOf(name: string, { services }: Application): ToldOf | undefined {
  const known = services.map(({ value }) => value);
  const found = toldBy(
    name,
    known.map((service) => service.name),
  );
  const named = known.find(({ variable }) => variable === name);
  if (found !== undefined && found.told !== "address") return found;
  if (named !== undefined) return { service: named.name, told: "address" };
  if (found === undefined) return tellingOf(name, known);
  // Where another variable is known to hold the address, nothing tells what this one is for.
  return known.some((one) => one.name === found.service && one.variable !== undefined) ? undefined : found;
}

/** Whether it is told apart from the address of a service who signs in there. */
export function signsInApart(application: Application, service: ServiceName): boolean {
  return application.environment.some(({ value }) => {
    const found = toldOf(value.name, application);
    return found?.service === service && found.told === "password";
  });
}

function tellingOf(name: string, known: readonly Service[]): ToldOf | undefined {
  const [, among = []] = TELLING.find(([pattern]) => pattern.test(name)) ?? [];
  const service = among.find((one) => known.some((each) => each.name === one));
  return service && { service, told: "address" };
}

function ends(name: string, begin: string): Told | undefined {
  return (Object.keys(ENDS) as Told[]).find((told) => {
    return new RegExp(`^(?:${begin})_?(?:${ENDS[told]})$`, "u").test(name);
  });
}
