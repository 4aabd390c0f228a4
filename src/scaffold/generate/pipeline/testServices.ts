import type { Catalogue } from "../../catalogue/catalogue.ts";
import { chooseImage } from "../../catalogue/chooseImage.ts";
import type { Application } from "../../facts/application.ts";
import type { ServiceName } from "../../facts/services.ts";
import { addressFor } from "../services/addressFor.ts";
import { type ToldOf, toldOf } from "../services/told.ts";

/** What tests talk to: a container beside theirs that is gone with the job. */
export interface TestService {
  readonly name: ServiceName;
  readonly image: string;
  readonly port: number;
  /** What it is started with. The passwords are for this container alone. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** A command within it that succeeds once it answers. */
  readonly health: string;
  /** Variables of the tests that tell of it, with what stands for the host left open. */
  readonly variables: readonly (readonly [name: string, value: (host: string) => string])[];
}

interface Known extends Pick<TestService, "port" | "environment" | "health"> {
  readonly url: (host: string) => string;
  /** Undefined where nobody signs in. */
  readonly user?: string;
  readonly password?: string;
}

/** What tests sign in to, wherever it has a name. */
const DATABASE = "test";

const KNOWN: Readonly<Partial<Record<ServiceName, Known>>> = {
  postgres: {
    port: 5432,
    environment: [
      ["POSTGRES_USER", "test"],
      ["POSTGRES_PASSWORD", "test"],
      ["POSTGRES_DB", "test"],
    ],
    health: "pg_isready --username test",
    user: "test",
    password: "test",
    url: (host) => `postgresql://test:test@${host}:5432/test`,
  },
  mysql: {
    port: 3306,
    environment: [
      ["MYSQL_ROOT_PASSWORD", "test"],
      ["MYSQL_DATABASE", "test"],
    ],
    health: "mysqladmin ping --host=127.0.0.1 --user=root --password=test",
    user: "root",
    password: "test",
    url: (host) => `mysql://root:test@${host}:3306/test`,
  },
  mariadb: {
    port: 3306,
    environment: [
      ["MARIADB_ROOT_PASSWORD", "test"],
      ["MARIADB_DATABASE", "test"],
    ],
    health: "healthcheck.sh --connect --innodb_initialized",
    user: "root",
    password: "test",
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
    user: "guest",
    password: "guest",
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
    const { port, environment, health } = known;
    const asked = new Map(applications.flatMap((application) => variablesOf(application, name, known)));
    const variables = [...asked].filter(([variable]) => NAME.test(variable)).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const image = chooseImage(catalogue, name).reference;
    return [{ name, image, port, environment, health, variables }];
  });
  return [...new Map(found.toReversed().map((service) => [service.port, service])).values()].toReversed();
}

/** The variables by which an application is told of a service, with what they are to say. */
function variablesOf(application: Application, service: ServiceName, known: Known): TestService["variables"] {
  const read = application.environment.map(({ value }) => value.name);
  const named = application.services.flatMap(({ value }) => (value.variable === undefined ? [] : [value.variable]));
  return [...new Set([...read, ...named])].flatMap((name) => {
    const found = toldOf(name, application);
    const value = found?.service === service ? valueFor(name, found, application, known) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
}

function valueFor(
  name: string,
  { service, told }: ToldOf,
  application: Application,
  { url, port, user, password }: Known,
): ((host: string) => string) | undefined {
  if (told === "host") return (host) => host;
  if (told === "address") {
    const address = addressFor(name, application, service, url("{host}"));
    const filled = address?.replace("{user}", user ?? "").replace("{password}", password ?? "");
    if (filled === undefined) return undefined;
    return (host) => filled.replace("{host}", host).replace("{database}", DATABASE);
  }
  const text = { port: String(port), user, password, database: DATABASE }[told];
  return text === undefined ? undefined : () => text;
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
