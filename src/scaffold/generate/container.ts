import { joinPath, relativePath } from "../../base/treePath.ts";
import type { Application, Port, RuntimeName, Variable } from "../facts/application.ts";
import type { Service } from "../facts/application.ts";
import { bindVariables } from "./bindVariables.ts";
import { probePath } from "./probePath.ts";

/** The numeric user and group that every image runs as: above 10000, so that it is nobody's on the host. */
export const USER = 10_001;

/** The port of what has none of its own: a site behind our own web server, a server that takes any. */
export const DEFAULT_PORT = 8080;

/** How an application's container is run. Every kind of file takes it from here, so that they agree. */
export interface Container {
  readonly name: string;
  /** Without its tag, such as `ghcr.io/acme/shop/web`. */
  readonly image: string;
  readonly user: number;
  /** The absolute folder it runs in. */
  readonly workingDirectory: string;
  /** Undefined for a worker. */
  readonly port?: number;
  /** The variable that sets the port, such as `PORT`. */
  readonly portVariable?: string;
  /** The path that tells whether it lives; undefined: that the port is open must do. */
  readonly health?: string;
  /** The path that tells whether it may get traffic; the same as `health` where there is one only. */
  readonly readiness?: string;
  /** Absolute folders that must be writable, `/tmp` first; everything else is read-only. */
  readonly writable: readonly string[];
  /** What must be set besides the port, by name; secrets among them by reference only. */
  readonly environment: readonly Variable[];
  readonly services: readonly Service[];
  /** Variables of the image that let it answer outside its container, with their values. */
  readonly addresses: Readonly<Record<string, string>>;
}

/** The path that our own web server answers on for sites. */
const SITE_HEALTH = "/healthz";

/** The container of an application whose images go to a repository. */
export function containerOf(application: Application, imageRepository: string): Container {
  const { name, environment, services } = application;
  const probes = probesOf(application);
  const addresses = bindVariables(application);
  return {
    name,
    image: `${imageRepository}/${name}`,
    user: USER,
    workingDirectory: workingDirectoryOf(application),
    ...probes,
    writable: writableOf(application),
    environment: environment
      .map(({ value }) => value)
      .filter(({ name: variable }) => variable !== probes.portVariable && !Object.hasOwn(addresses, variable)),
    addresses,
    services: services.map(({ value }) => value),
  };
}

function probesOf(application: Application): Pick<Container, "port" | "portVariable" | "health" | "readiness"> {
  const role = application.role.value;
  if (role === "worker") return {};
  if (role === "site") return { port: DEFAULT_PORT, health: SITE_HEALTH, readiness: "/" };
  const port = application.port?.value;
  const framework = application.framework?.value ?? "";
  const health = application.health && probePath(application.health.value);
  const readiness = application.readiness ? probePath(application.readiness.value) : health;
  return {
    ...listeningOf(port, {
      framework: FRAMEWORK_PORTS[framework],
      runtime: RUNTIME_PORTS[application.runtime.value.name],
    }),
    ...(health !== undefined && { health }),
    ...(readiness !== undefined && { readiness }),
  };
}

/** Variables that frameworks take their port from whatever the code says, and that servers of a runtime begin with. */
const FRAMEWORK_PORTS: Readonly<Record<string, string>> = {
  "spring-boot": "SERVER_PORT",
  quarkus: "QUARKUS_HTTP_PORT",
  micronaut: "MICRONAUT_SERVER_PORT",
};
const RUNTIME_PORTS: Readonly<Partial<Record<RuntimeName, string>>> = { dotnet: "ASPNETCORE_HTTP_PORTS" };

/** What takes its port from a variable is given one that needs no privilege. */
function listeningOf(port: Port | undefined, usual: Usual): Pick<Container, "port" | "portVariable"> {
  const portVariable =
    port?.variable ?? usual.framework ?? (port === undefined ? (usual.runtime ?? "PORT") : undefined);
  if (portVariable === undefined) return { port: port?.number ?? DEFAULT_PORT };
  const wanted = port?.number ?? DEFAULT_PORT;
  return { port: wanted < 1024 ? DEFAULT_PORT : wanted, portVariable };
}

/** Variables that set a port by themselves, where the code names none. */
interface Usual {
  readonly framework: string | undefined;
  readonly runtime: string | undefined;
}

/** Ecosystems whose code runs where it stands in its workspace; others run what was built, in `/app` itself. */
const RUNS_IN_PLACE: ReadonlySet<string> = new Set(["node", "deno", "python", "ruby", "php", "shell"]);

function workingDirectoryOf({ path, role, ecosystem }: Application): string {
  if (role.value === "site" || !RUNS_IN_PLACE.has(ecosystem.kind)) return "/app";
  return `/${joinPath("app", relativePath(ecosystem.root, path))}`;
}

/** Folders that frameworks write to while they run, where the code does not tell. */
const FRAMEWORK_WRITES: Readonly<Record<string, readonly string[]>> = {
  next: [".next/cache"],
  rails: ["tmp", "log"],
  laravel: [
    "bootstrap/cache",
    "storage/framework/cache",
    "storage/framework/sessions",
    "storage/framework/views",
    "storage/logs",
  ],
  symfony: ["var"],
};

function writableOf(application: Application): readonly string[] {
  const home = workingDirectoryOf(application);
  const usual = FRAMEWORK_WRITES[application.framework?.value ?? ""] ?? [];
  const known = application.writes.map(({ value }) => value);
  const written = application.role.value === "site" ? [] : known.length > 0 ? known : usual;
  return [...new Set(["/tmp", ...written.map((folder) => (folder.startsWith("/") ? folder : `${home}/${folder}`))])];
}
