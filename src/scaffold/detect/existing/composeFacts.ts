import { parentOf, resolved } from "../../../base/treePath.ts";
import { at, listAt, mapAt, textAt } from "../../../core/read/value.ts";
import { readYaml, type YamlDocument } from "../../../core/read/yaml.ts";
import type { Service } from "../../facts/application.ts";
import type { Evidence } from "../../facts/fact.ts";
import type { ServiceName } from "../../facts/services.ts";
import { portOf } from "../shared/ports.ts";
import { healthPath, type Said } from "./dockerfileFacts.ts";

/** A service of a compose file. */
export interface ComposeService {
  readonly name: string;
  readonly at: Evidence;
  /** The folder that it is built from, from the root of the tree; undefined where it is not built. */
  readonly context?: string;
  /** Its Dockerfile from the root of the tree, where it names one. */
  readonly dockerfile?: string;
  readonly image?: string;
  /** Ports inside the container with the ports that the host publishes. */
  readonly ports: readonly (Said<number> & { readonly published?: number })[];
  readonly environment: readonly (Said<string | undefined> & { readonly name: string })[];
  readonly needs: readonly string[];
  readonly health?: Said<string>;
}

const IMAGES: readonly (readonly [RegExp, ServiceName])[] = [
  [/(?:^|\/)(?:postgres|postgis|timescaledb|pgvector|postgresql|cockroach)/u, "postgres"],
  [/(?:^|\/)mariadb/u, "mariadb"],
  [/(?:^|\/)(?:mysql|percona)/u, "mysql"],
  [/(?:^|\/)mongo(?:db)?(?!-express)/u, "mongodb"],
  [/(?:^|\/)(?:redis|valkey|keydb|dragonfly)(?!-?(?:insight|commander))/u, "redis"],
  [/(?:^|\/)memcached/u, "memcached"],
  [/(?:^|\/)rabbitmq/u, "rabbitmq"],
  [/(?:^|\/)(?:kafka|cp-kafka|redpanda)(?!-ui)/u, "kafka"],
  [/(?:^|\/)nats/u, "nats"],
  [/(?:^|\/)(?:elasticsearch|opensearch)(?!-dashboards)/u, "elasticsearch"],
  [/(?:^|\/)clickhouse/u, "clickhouse"],
  [/(?:^|\/)minio/u, "minio"],
  [/(?:^|\/)mssql/u, "sqlserver"],
  [/(?:^|\/)(?:cassandra|scylla)/u, "cassandra"],
  [/(?:^|\/)(?:mailhog|mailpit|maildev|mailcatcher)/u, "smtp"],
];

/** What a service of this image is; undefined for any other image. */
export function serviceOfImage(image: string): Service["name"] | undefined {
  const name = image.replace(/[:@].*$/u, "").toLowerCase();
  return IMAGES.find(([form]) => form.test(name))?.[1];
}

/** The services of a compose file; none where it is broken. Never throws. */
export function readCompose(file: string, text: string): readonly ComposeService[] {
  const read = readYaml(file, text);
  const document = read.ok ? read.documents[0] : undefined;
  if (document === undefined) return [];
  return Object.keys(mapAt(document.value, "services"))
    .slice(0, 100)
    .map((name) => serviceIn(document, name));
}

function serviceIn(document: YamlDocument, name: string): ComposeService {
  const value = at(document.value, "services", name);
  const place = (says: string, ...path: readonly (string | number)[]): Evidence => {
    const { file, line } = document.place("services", name, ...path);
    return { file, line, says };
  };
  const image = textAt(value, "image");
  const test = textAt(value, "healthcheck", "test") ?? listAt(value, "healthcheck", "test").join(" ");
  const health = healthPath(test);
  return {
    name,
    at: place(`is the service ${name}`),
    ...buildOf(document.file, value),
    ...(image !== undefined && { image }),
    ports: portsOf(value, place),
    environment: environmentOf(value, place),
    needs: [
      ...listAt(value, "depends_on").flatMap((one) => textAt(one) ?? []),
      ...Object.keys(mapAt(value, "depends_on")),
    ],
    ...(health !== undefined && {
      health: { value: health, at: place(`asks ${health} whether it lives`, "healthcheck") },
    }),
  };
}

function buildOf(file: string, value: unknown): Pick<ComposeService, "context" | "dockerfile"> {
  const written =
    textAt(value, "build") ??
    textAt(value, "build", "context") ??
    (Object.keys(mapAt(value, "build")).length > 0 ? "." : undefined);
  const context = written === undefined ? undefined : resolved(parentOf(file), written);
  if (context === undefined) return {};
  const dockerfile = resolved(context, textAt(value, "build", "dockerfile") ?? "Dockerfile");
  return { context, ...(dockerfile !== undefined && { dockerfile }) };
}

type Placing = (says: string, ...path: readonly (string | number)[]) => Evidence;

function portsOf(value: unknown, place: Placing): ComposeService["ports"] {
  return listAt(value, "ports").flatMap((one, index) => {
    const short = textAt(one);
    const target = short === undefined ? textAt(one, "target") : partsOf(short).at(-1);
    const outside = short === undefined ? textAt(one, "published") : partsOf(short).at(-2);
    const number = portOf(target?.replace(/\/tcp$/u, ""));
    const published = portOf(outside === undefined ? undefined : usual(outside));
    if (number === undefined) return [];
    return [
      {
        value: number,
        ...(published !== undefined && { published }),
        at: place(`publishes ${number}`, "ports", index),
      },
    ];
  });
}

/** The parts of `127.0.0.1:${PORT:-8080}:80`: colons within braces part nothing. */
function partsOf(short: string): readonly string[] {
  return (
    short
      .slice(0, 200)
      .match(/(?:\$\{[^{}]*\}|[^:])+/gu)
      ?.map(usual) ?? []
  );
}

/** What `${PORT:-8080}` is where nobody sets the variable. */
function usual(part: string): string {
  return /^\$\{\w{1,60}:?-([^{}]{0,60})\}$/u.exec(part)?.[1] ?? part;
}

function environmentOf(value: unknown, place: Placing): ComposeService["environment"] {
  const listed = listAt(value, "environment").flatMap((one, index) => {
    const [, name, written] = /^([A-Za-z_]\w{0,99})(?:=(.*))?$/su.exec(textAt(one) ?? "") ?? [];
    return name === undefined ? [] : [{ name, value: written, at: place(`sets ${name}`, "environment", index) }];
  });
  const mapped = Object.keys(mapAt(value, "environment")).map((name) => ({
    name,
    value: textAt(value, "environment", name),
    at: place(`sets ${name}`, "environment", name),
  }));
  return [...listed, ...mapped];
}
