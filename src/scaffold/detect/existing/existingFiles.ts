import { COMPOSE_NAMES } from "../../../core/read/composeFile.ts";
import type { Application, CommandLine, Port, RuntimeName, Service, Variable } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Completed, Found, ReadExisting } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { best } from "../shared/best.ts";
import { commandLineOf } from "../shared/commandLine.ts";
import { portOfLine } from "../shared/commandPort.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { portAmong, portOf } from "../shared/ports.ts";
import { readProcfile } from "../shared/procfile.ts";
import { serviceOfUrl } from "../shared/services.ts";
import { isSecretName } from "../../../core/secretName.ts";
import { fromRoot } from "../shared/sources.ts";
import { type ComposeService, readCompose, serviceOfImage } from "./composeFacts.ts";
import { type DockerfileFacts, readDockerfile } from "./dockerfileFacts.ts";
import { existingFilesOf } from "./existingPaths.ts";
import { portsTaken } from "./portsTaken.ts";

/** What is there already and speaks about one application. */
interface Existing {
  readonly dockerfile: DockerfileFacts | undefined;
  readonly service: ComposeService | undefined;
  readonly others: readonly ComposeService[];
  readonly procfile: Fact<CommandLine> | undefined;
}

const INTERPRETED: ReadonlySet<Found["ecosystem"]["kind"]> = new Set(["node", "deno", "python", "ruby", "shell"]);
const RUNTIMES: readonly (readonly [RegExp, RuntimeName])[] = [
  [/(?:^|\/)node$/u, "node"],
  [/(?:^|\/)oven\/bun$/u, "bun"],
  [/(?:^|\/)denoland\/deno$/u, "deno"],
  [/(?:^|\/)python$/u, "python"],
  [/(?:^|\/)golang$/u, "go"],
  [/(?:^|\/)(?:eclipse-temurin|openjdk|amazoncorretto|azul\/zulu-openjdk)$/u, "java"],
  [/(?:^|\/)dotnet\/(?:aspnet|runtime|sdk)$/u, "dotnet"],
  [/(?:^|\/)ruby$/u, "ruby"],
  [/(?:^|\/)php$/u, "php"],
  [/(?:^|\/)rust$/u, "rust"],
  [/(?:^|\/)elixir$/u, "elixir"],
];

/** Lets the Dockerfile, the compose files and the Procfile that are there already speak about an application. */
export const readExisting: ReadExisting = async (found, folder) => {
  const files = existingFilesOf(found, folder);
  const existing = await readAll(found, folder, files);
  const { port, problems } = portOfAll(found, existing);
  const { port: _own, ...rest } = found;
  const start = startOf(found, existing);
  const health = best([found.health, ...(found.role.value === "server" ? healthsOf(existing) : [])]);
  const application: Application = {
    ...rest,
    runtime: runtimeOf(found, existing.dockerfile),
    ...(port !== undefined && { port }),
    ...(start !== undefined && { startCommand: start }),
    ...(health !== undefined && { health }),
    environment: withVariables(found.environment, existing),
    services: withServices(found.services, existing),
    existing: files,
  };
  return {
    application,
    problems: [...problems, ...portsTaken([existing.service, ...existing.others])],
  } satisfies Completed;
};

async function readAll(found: Found, folder: Folder, files: Application["existing"]): Promise<Existing> {
  const services = await composeServices(folder);
  const built = services.filter((one) => one.context !== undefined && isOf(one, found));
  const isServer = found.role.value !== "worker";
  const service = built.find((one) => one.ports.length > 0 === isServer) ?? (isServer ? built[0] : undefined);
  const own = ["Dockerfile", "Containerfile"].map((name) => fromRoot(folder, name));
  const paths = [service?.dockerfile, ...own, files.find(({ kind }) => kind === "dockerfile")?.path];
  const path = paths.find((one) => one !== undefined && folder.root.has(one));
  const text = path === undefined ? undefined : await folder.root.read(path);
  const dockerfile = path === undefined || text === undefined ? undefined : readDockerfile(path, text);
  return {
    dockerfile,
    service,
    others: services.filter((one) => one !== service),
    procfile: await procfileOf(found, folder),
  };
}

/** Whether a service is built from the application's folder, or from above it by a Dockerfile within it. */
function isOf({ context, dockerfile }: ComposeService, { path }: Found): boolean {
  if (context === path) return dockerfile === undefined || path !== "." || !dockerfile.includes("/");
  return path !== "." && dockerfile?.startsWith(`${path}/`) === true;
}

async function composeServices(folder: Folder): Promise<readonly ComposeService[]> {
  const near = folder.nearest(...COMPOSE_NAMES);
  const text = await near?.read();
  return near === undefined || text === undefined ? [] : readCompose(near.path, text);
}

async function procfileOf({ role }: Found, folder: Folder): Promise<Fact<CommandLine> | undefined> {
  const wanted = role.value === "worker" ? /^workers?$/u : /^web$/u;
  const entry = readProcfile((await folder.read("Procfile")) ?? "").find(({ name }) => wanted.test(name));
  if (entry === undefined || role.value === "site") return undefined;
  const at = evidence(fromRoot(folder, "Procfile"), entry.line, "starts it");
  return fact(commandLineOf(entry.command), "certain", at);
}

/** What starts it: what the Dockerfile or the Procfile says before what the code does. */
function startOf(found: Found, { dockerfile, procfile }: Existing): Fact<CommandLine> | undefined {
  const command = commandOf(found, dockerfile);
  return best([command && fact(command.value, "certain", command.at), procfile, found.startCommand]);
}

/** A Dockerfile's command counts where it can be run in the folder as well; compiled programs lie elsewhere in an image. */
function commandOf(found: Found, dockerfile: DockerfileFacts | undefined): DockerfileFacts["command"] {
  const { role } = found;
  const command = dockerfile?.command;
  const [program = ""] = command?.value ?? [];
  const isOfWorker = role.value === "worker" && dockerfile?.exposed !== undefined;
  const isForeign =
    program.startsWith("/") ||
    /(?:entrypoint|start|run|init)[\w.-]*$/u.test(program) ||
    /^(?:nginx|apache2|httpd|supervisord|caddy|php-fpm)/u.test(program);
  const counts =
    command !== undefined &&
    role.value !== "site" &&
    INTERPRETED.has(found.ecosystem.kind) &&
    !isForeign &&
    !isOfWorker;
  return counts ? command : undefined;
}

function portOfAll(
  found: Found,
  { dockerfile, service }: Existing,
): { readonly port?: Fact<Port>; readonly problems: readonly Problem[] } {
  const { port, role, path } = found;
  if (role.value !== "server") return { ...(port !== undefined && { port }), problems: [] };
  const variable = port?.value.variable ?? "PORT";
  const set = service?.environment.find(({ name }) => name === variable);
  const written = portOf(set?.value) === undefined ? dockerfile?.environment.get(variable) : set;
  const number = portOf(written?.value);
  const setting =
    written === undefined || number === undefined
      ? undefined
      : fact({ number, variable }, "certain", { ...written.at, says: `sets ${variable} to ${number}` });
  const exposed = dockerfile?.exposed;
  const inside = service?.ports[0];
  // A low port of a usual image is that image's, and an unprivileged user may not be let listen on it.
  const isOwn = (value: number): boolean => value >= 1024 || (port !== undefined && port.confidence !== "guess");
  // A proxy that Rails' own image starts in front listens there; the application does where its settings say.
  const isProxied = dockerfile?.command?.value.some((word) => /(?:^|\/)thrust$/u.test(word)) === true;
  const said = [isProxied ? undefined : exposed, inside].flatMap((one) =>
    one === undefined || !isOwn(one.value) ? [] : [fact({ number: one.value }, "certain" as const, one.at)],
  );
  const started = portOfCommand(found, dockerfile);
  // What the code takes without its variable does not matter where the variable is set.
  const own = setting !== undefined && port?.value.variable === variable ? undefined : port;
  const among = portAmong([started, setting, ...said, own], path);
  if (among.port === undefined || among.port.value.variable !== undefined || port?.value.variable === undefined)
    return among;
  return { ...among, port: { ...among.port, value: { number: among.port.value.number, variable } } };
}

/** The number that the Dockerfile's command names, where that command is what starts the application. */
function portOfCommand(found: Found, dockerfile: DockerfileFacts | undefined): Fact<Port> | undefined {
  const command = commandOf(found, dockerfile);
  if (command === undefined) return undefined;
  const port = portOfLine(command.value.join(" "), 0, command.at);
  return port?.value.variable === undefined ? port : undefined;
}

function healthsOf({ dockerfile, service }: Existing): readonly Fact<string>[] {
  return [dockerfile?.health, service?.health].flatMap((one) =>
    one === undefined ? [] : [fact(one.value, "certain" as const, one.at)],
  );
}

/** The version of a base image, where nothing else says one. */
function runtimeOf({ runtime }: Found, dockerfile: DockerfileFacts | undefined): Application["runtime"] {
  if (runtime.value.version !== undefined) return runtime;
  for (const { value, at } of dockerfile?.images ?? []) {
    const [, image = "", tag = ""] = /^([\w./-]+?)(?::([\w.-]+))?$/u.exec(value) ?? [];
    const version = /^\d{1,4}(?:\.\d{1,4}){0,2}/u.exec(tag)?.[0];
    if (version !== undefined && RUNTIMES.some(([form, name]) => name === runtime.value.name && form.test(image))) {
      return fact({ name: runtime.value.name, version }, "certain", at);
    }
  }
  return runtime;
}

/** With the variables that the compose file sets and the code does not show that it reads. */
function withVariables(known: Found["environment"], { service }: Existing): readonly Fact<Variable>[] {
  const names = new Set(known.map(({ value }) => value.name));
  const more = (service?.environment ?? [])
    .filter(({ name }) => !names.has(name) && /^[A-Za-z_]\w*$/u.test(name))
    .map(({ name, value, at }) => {
      // `${NAME:?}` stops compose where nobody sets it.
      const required = value?.includes(":?") === true;
      return fact({ name, required, secret: isSecretName(name) }, "likely", at);
    });
  return [...known, ...more].toSorted((a, b) => (a.value.name < b.value.name ? -1 : 1));
}

/** With the services that the compose file starts before it, or whose addresses it gives it. */
function withServices(known: Found["services"], { service, others }: Existing): readonly Fact<Service>[] {
  const needed = others.flatMap((one) => {
    const name = service?.needs.includes(one.name) === true ? serviceOfImage(one.image ?? "") : undefined;
    return name === undefined ? [] : [fact({ name }, "certain", { ...one.at, says: "is started before it" })];
  });
  const reached = (service?.environment ?? []).flatMap(({ name: variable, value, at }) => {
    const name = serviceOfUrl(value ?? "");
    // MariaDB is asked as MySQL is.
    const isOther = name === "mysql" && [...known, ...needed].some((one) => one.value.name === "mariadb");
    return name === undefined || isOther
      ? []
      : [fact({ name, variable }, "certain", { ...at, says: `says where it is by ${variable}` })];
  });
  const confirmed = known.map((one) => {
    const same = needed.find(({ value }) => value.name === one.value.name);
    return same === undefined
      ? one
      : { ...one, confidence: "certain" as const, evidence: [...one.evidence, ...same.evidence] };
  });
  const more = [...reached, ...needed].filter(({ value }) => !known.some((one) => one.value.name === value.name));
  return [...confirmed, ...new Map(more.toReversed().map((one) => [one.value.name, one])).values()];
}
