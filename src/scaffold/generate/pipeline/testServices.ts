import type { Catalogue } from "../../catalogue/catalogue.ts";
import { chooseImage } from "../../catalogue/chooseImage.ts";
import type { Application } from "../../facts/application.ts";
import type { ServiceName } from "../../facts/services.ts";

/** What tests talk to: a container beside theirs that is gone with the job. */
export interface TestService {
  readonly name: ServiceName;
  readonly image: string;
  readonly port: number;
  /** What it is started with. The passwords are for this container alone. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** A command within it that succeeds once it answers. */
  readonly health: string;
  /** Variables of the tests that tell where it is, with what stands for the host left open. */
  readonly variables: readonly (readonly [name: string, url: (host: string) => string])[];
}

interface Known extends Pick<TestService, "port" | "environment" | "health"> {
  readonly url: (host: string) => string;
}

const KNOWN: Readonly<Partial<Record<ServiceName, Known>>> = {
  postgres: {
    port: 5432,
    environment: [
      ["POSTGRES_USER", "test"],
      ["POSTGRES_PASSWORD", "test"],
      ["POSTGRES_DB", "test"],
    ],
    health: "pg_isready --username test",
    url: (host) => `postgres://test:test@${host}:5432/test`,
  },
  mysql: {
    port: 3306,
    environment: [
      ["MYSQL_ROOT_PASSWORD", "test"],
      ["MYSQL_DATABASE", "test"],
    ],
    health: "mysqladmin ping --host=127.0.0.1 --user=root --password=test",
    url: (host) => `mysql://root:test@${host}:3306/test`,
  },
  mariadb: {
    port: 3306,
    environment: [
      ["MARIADB_ROOT_PASSWORD", "test"],
      ["MARIADB_DATABASE", "test"],
    ],
    health: "healthcheck.sh --connect --innodb_initialized",
    url: (host) => `mysql://root:test@${host}:3306/test`,
  },
  mongodb: {
    port: 27_017,
    environment: [],
    health: "mongosh --quiet --eval 1",
    url: (host) => `mongodb://${host}:27017/test`,
  },
  redis: { port: 6379, environment: [], health: "redis-cli ping", url: (host) => `redis://${host}:6379` },
  rabbitmq: {
    port: 5672,
    environment: [],
    health: "rabbitmq-diagnostics --quiet ping",
    url: (host) => `amqp://guest:guest@${host}:5672`,
  },
};

const NAME = /^[A-Za-z_]\w*$/u;

/**
 * The services that some applications' tests may need, each once, and one for each port. Those that need an account or
 * a cluster are left out.
 */
export function testServices(applications: readonly Application[], catalogue: Catalogue): readonly TestService[] {
  const all = applications.flatMap(({ services }) => services.map(({ value }) => value));
  const found = [...new Set(all.map(({ name }) => name))].toSorted().flatMap((name) => {
    const known = KNOWN[name];
    if (known === undefined || !Object.hasOwn(catalogue.choices, name)) return [];
    const { url, ...rest } = known;
    const asked = all.flatMap((one) => (one.name === name && one.variable !== undefined ? [one.variable] : []));
    const variables = [...new Set(asked)].filter((variable) => NAME.test(variable)).toSorted();
    const image = chooseImage(catalogue, name).reference;
    return [{ name, image, ...rest, variables: variables.map((one) => [one, url] as const) }];
  });
  return [...new Map(found.toReversed().map((service) => [service.port, service])).values()].toReversed();
}

/**
 * The variables that tests find services by, each once; `taken` are names that the job needs for itself. `hostOf` tells
 * under which name a service is reached.
 */
export function testVariables(
  services: readonly TestService[],
  hostOf: (service: TestService) => string,
  taken: readonly string[],
): readonly (readonly [name: string, value: string])[] {
  const all = services.flatMap((service) =>
    service.variables.map(([name, url]) => [name, url(hostOf(service))] as const),
  );
  return [...new Map(all.toReversed())].toReversed().filter(([name]) => !taken.includes(name));
}
