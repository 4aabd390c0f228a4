import type { Application, Variable } from "../facts/application.ts";
import type { Service } from "../facts/application.ts";

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
}

/** The path that our own web server answers on for sites. */
const SITE_HEALTH = "/healthz";

/** The container of an application whose images go to a repository. */
export function containerOf(application: Application, imageRepository: string): Container {
  const { name, environment, services } = application;
  const portVariable = application.port?.value.variable;
  return {
    name,
    image: `${imageRepository}/${name}`,
    user: USER,
    ...probesOf(application),
    writable: writableOf(application),
    environment: environment.map(({ value }) => value).filter((variable) => variable.name !== portVariable),
    services: services.map(({ value }) => value),
  };
}

function probesOf(application: Application): Pick<Container, "port" | "portVariable" | "health" | "readiness"> {
  const role = application.role.value;
  if (role === "worker") return {};
  if (role === "site") return { port: DEFAULT_PORT, health: SITE_HEALTH, readiness: "/" };
  const port = application.port?.value;
  const health = application.health?.value;
  const readiness = application.readiness?.value ?? health;
  return {
    port: port?.number ?? DEFAULT_PORT,
    ...(port === undefined ? { portVariable: "PORT" } : port.variable !== undefined && { portVariable: port.variable }),
    ...(health !== undefined && { health }),
    ...(readiness !== undefined && { readiness }),
  };
}

function writableOf(application: Application): readonly string[] {
  const written = application.writes.map(({ value }) => (value.startsWith("/") ? value : `/app/${value}`));
  return [...new Set(["/tmp", ...written])];
}
