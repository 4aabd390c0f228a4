import { relativePath } from "../../../base/treePath.ts";
import { Fault } from "../../../base/result.ts";
import { chooseImage } from "../../catalogue/chooseImage.ts";
import type { Application, Variable } from "../../facts/application.ts";
import { SERVICES, type ServiceName } from "../../facts/services.ts";
import { portVariableOf } from "../../ports/portVariable.ts";
import { containerOf, type Container, USER } from "../container.ts";
import { startCommandOf } from "../dockerfile/startCommand.ts";
import type { GenerateInput } from "../generator.ts";
import { imageOf } from "../image.ts";
import { volumesOf } from "../workload/volumes.ts";
import { backingService } from "./backingServices.ts";
import { literal, required, withDefault } from "./interpolation.ts";
import { filled, serviceValue } from "./serviceValue.ts";

/** A service of the compose files, as plain values. */
export interface ComposeService {
  readonly key: string;
  readonly image: string;
  /** Undefined for what is not built here. */
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment: readonly { readonly name: string; readonly value: string | null }[];
  readonly readOnly: boolean;
  readonly tmpfs: readonly string[];
  readonly volumes: readonly { readonly name: string; readonly path: string }[];
  readonly mounts: readonly string[];
  readonly health?: readonly string[];
  readonly dependsOn: readonly string[];
  readonly networks: readonly string[];
  /** Undefined where it answers nobody. */
  readonly port?: number;
  readonly portVariable: string;
  /** The port of the machine it would be known by; undefined: any will do. */
  readonly preferredPort?: number;
  /** In MiB; undefined: the environment's. */
  readonly memory?: number;
  /** Whether it reads how much it is to log. */
  readonly logs: boolean;
}

export interface ComposeModel {
  readonly applications: readonly ComposeService[];
  readonly backing: readonly ComposeService[];
  /** Services that applications talk to and the catalogue names no image for. */
  readonly missing: readonly string[];
  readonly containers: readonly Container[];
  /** Names of variables that need not be set, because they follow from what runs here. */
  readonly given: ReadonlySet<string>;
  /** Names of variables that hold the passwords of services. */
  readonly passwords: readonly string[];
}

/** What runs on one machine: the applications and the services that they talk to. */
export function composeModel(input: GenerateInput): ComposeModel {
  const containers = input.applications.map((one) => containerOf(one, input.settings.imageRepository));
  const keys = backingKeys(containers);
  const backing = [...keys].map(([name, key]) => backingOf(name, key, input));
  const known = backing.filter((one) => one !== undefined);
  const ready = new Set(known.map(({ key }) => key));
  const applications = input.applications.map((application, index) =>
    applicationOf(application, containers[index] ?? containerOf(application, ""), keys, ready, input),
  );
  const environment = known.flatMap((service) => service.environment.map(({ value }) => value ?? ""));
  const passwords = [...new Set(environment.flatMap((value) => /^\$\{(\w+_PASSWORD):\?/u.exec(value)?.[1] ?? []))];
  const variables = applications.flatMap(({ environment: all }) => all);
  const asked = new Set(
    variables.filter(({ value }) => value?.includes(":?") === true && !value.includes(":-")).map(({ name }) => name),
  );
  const given = new Set(
    variables
      .filter(({ name, value }) => value?.startsWith(`\${${name}:-`) === true && !asked.has(name))
      .map(({ name }) => name),
  );
  const missing = [...keys.values()].filter((key) => !ready.has(key));
  return { applications, backing: known, missing, containers, given, passwords };
}

/** Services by name, under keys that no application has. */
function backingKeys(containers: readonly Container[]): ReadonlyMap<ServiceName, string> {
  const taken = new Set([...containers.map(({ name }) => name), "proxy"]);
  const names = new Set(containers.flatMap(({ services }) => services.map(({ name }) => name)));
  return new Map([...names].toSorted().map((name) => [name, freeKey(name, taken)]));
}

/** The name, or the name with a word after it where somebody has it. */
export function freeKey(name: string, taken: ReadonlySet<string>): string {
  let key = name;
  while (taken.has(key)) key += "-backing";
  return key;
}

function backingOf(name: ServiceName, key: string, { catalogue, settings }: GenerateInput): ComposeService | undefined {
  const image = knownImage(() => chooseImage(catalogue, name));
  if (image === undefined) return undefined;
  const service = backingService(name, image.tag);
  const fill = (text: string) => filled(text, key, settings.project);
  const own = service.user === undefined ? "" : `:uid=${service.user.replace(":", ",gid=")}`;
  return {
    key,
    image: image.reference,
    ...(service.user !== undefined && { user: service.user }),
    ...(service.command && { command: service.command }),
    environment: Object.entries(service.environment ?? {}).map(([variable, value]) => ({
      name: variable,
      value: fill(value),
    })),
    readOnly: service.temporary !== undefined,
    tmpfs: ["/tmp", ...(service.temporary ?? []).map((path) => `${path}${own}`)],
    volumes: service.data === undefined ? [] : [{ name: `${key}-data`, path: service.data }],
    mounts: [],
    health: service.health.map(fill),
    dependsOn: [],
    networks: ["backend"],
    port: SERVICES[name].port,
    preferredPort: SERVICES[name].port,
    portVariable: portVariableOf(key),
    memory: service.memory,
    logs: false,
  };
}

/** Undefined where the catalogue names none: the others can be written all the same. */
function knownImage<T>(choose: () => T): T | undefined {
  try {
    return choose();
  } catch (error) {
    if (error instanceof Fault && error.reason === "NotInCatalogue") return undefined;
    throw error;
  }
}

function applicationOf(
  application: Application,
  container: Container,
  keys: ReadonlyMap<ServiceName, string>,
  ready: ReadonlySet<string>,
  input: GenerateInput,
): ComposeService {
  const { settings, applications } = input;
  const { builder, shared, dockerfile, context } = imageOf(application, applications);
  const volumes = volumesOf(container);
  const uses = container.services.map(({ name }) => keys.get(name) ?? name).filter((key) => ready.has(key));
  const { port, portVariable, environment } = container;
  const running = new Map([...keys].filter(([, key]) => ready.has(key)));
  const values = environment.map((variable) => ({
    name: variable.name,
    value: valueOf(variable, application, running, settings.project),
  }));
  const own = `:uid=${USER},gid=${USER}`;
  return {
    key: container.name,
    image: `${containerOf(builder, settings.imageRepository).image}:\${VERSION:-dev}`,
    build: {
      context: literal(context === "." ? "." : `./${context}`),
      dockerfile: literal(relativePath(context, dockerfile)),
    },
    // The image's own health check asks for a port that is not its own.
    ...(shared && { command: startCommandOf(application, input).map(literal), health: ["NONE"] }),
    user: `${USER}:${USER}`,
    environment: [...(portVariable === undefined ? [] : [{ name: portVariable, value: String(port) }]), ...values],
    readOnly: true,
    tmpfs: volumes
      .filter(({ persistent }) => !persistent)
      .map(({ path }) => (path === "/tmp" ? path : `${literal(path)}${own}`)),
    volumes: volumes
      .filter(({ persistent }) => persistent)
      .map(({ name, path }) => ({ name: `${container.name}-${name}`, path: literal(path) })),
    mounts: [],
    dependsOn: uses,
    networks: uses.length > 0 ? ["edge", "backend"] : ["edge"],
    ...(port !== undefined && { port }),
    ...(application.port && port !== undefined && application.role.value !== "site" && { preferredPort: port }),
    portVariable: portVariableOf(container.name),
    logs: environment.some(({ name }) => name === "LOG_LEVEL"),
  };
}

/** Null hands on what `.env` has, and leaves the code its own default where it has nothing. */
function valueOf(
  variable: Variable,
  application: Application,
  ready: ReadonlyMap<ServiceName, string>,
  project: string,
): string | null {
  const given = serviceValue(variable, application, ready, project);
  if (given !== undefined) return given;
  if (variable.required) return required(variable.name);
  return variable.default === undefined || variable.secret
    ? null
    : (withDefault(variable.name, variable.default) ?? null);
}
