import { chooseImage } from "../../catalogue/chooseImage.ts";
import { assignPorts } from "../../ports/assignPorts.ts";
import { rangeOf } from "../../ports/portRange.ts";
import type { Render } from "../../render/render.ts";
import { USER } from "../container.ts";
import type { GeneratedFile } from "../generated.ts";
import type { GenerateInput, Generator } from "../generator.ts";
import type { EnvironmentProfile } from "../settings.ts";
import { type ComposeModel, composeModel, type ComposeService } from "./composeModel.ts";
import { environmentExample } from "./environmentExample.ts";
import { routesOf } from "./proxyRoutes.ts";

/** Compose files of every environment, a proxy in front of what answers, and the variables that a person sets. */
export const composeGenerator: Generator = (input, render) => {
  if (input.applications.length === 0) return [];
  const model = composeModel(input);
  const proxy = proxyOf(model, input);
  const services = [...model.applications, ...model.backing, ...(proxy ? [proxy] : [])];
  const { project, environments } = input.settings;
  const [first] = environments;
  const all = {
    project,
    missing: model.missing,
    services: services.map((service) => plain(service, first)),
    volumes: services.flatMap(({ volumes }) => volumes.map(({ name }) => name)),
    internal: model.backing.length > 0,
    first: first?.name ?? "development",
  };
  return [
    file("compose.yaml", "compose.yaml", render, all),
    ...environments.map((environment) =>
      file(`compose.${environment.name}.yaml`, "environment.yaml", render, {
        ...overrideOf(environment, services, proxy !== undefined, input),
      }),
    ),
    file(".env.example", "env.example", render, {
      ...environmentExample(model, portsOf(first, services, proxy !== undefined, input)),
    }),
    ...(proxy ? [file("nginx/proxy.conf", "proxy.conf", render, { routes: routesOf(model.applications, input) })] : []),
  ];
};

function file(
  path: string,
  template: string,
  render: Render,
  values: Readonly<Record<string, unknown>>,
): GeneratedFile {
  const escape = template.endsWith(".yaml") ? "yaml" : "plain";
  return { path, kind: "compose", ...render(`compose/${template}`, escape, values) };
}

/** One door for several applications; a single one is its own. */
function proxyOf({ applications }: ComposeModel, { catalogue }: GenerateInput): ComposeService | undefined {
  const answering = applications.filter(({ port }) => port !== undefined);
  if (answering.length < 2) return undefined;
  const taken = new Set(applications.map(({ key }) => key));
  return {
    key: taken.has("proxy") ? "proxy-edge" : "proxy",
    image: chooseImage(catalogue, "nginx").reference,
    user: `${USER}:${USER}`,
    environment: [],
    readOnly: true,
    tmpfs: ["/tmp"],
    volumes: [],
    mounts: ["./nginx/proxy.conf:/etc/nginx/nginx.conf:ro"],
    health: ["CMD", "wget", "-q", "-T", "4", "-O", "/dev/null", "http://127.0.0.1:8080/healthz"],
    dependsOn: answering.map(({ key }) => key),
    networks: ["edge"],
    port: 8080,
    portVariable: "PROXY_PORT",
    memory: 64,
    logs: false,
  };
}

function plain(service: ComposeService, profile: EnvironmentProfile | undefined) {
  const { memory = profile?.memory.limit ?? 256 } = service;
  return {
    ...service,
    build: service.build ?? null,
    user: service.user ?? null,
    command: service.command ?? null,
    health: service.health ?? null,
    environment: service.environment.map(({ name, value }) => ({ name, value: value ?? "", set: value !== null })),
    memory: `${memory}m`,
    cpus: String((profile?.cpu.limit ?? 500) / 1000),
  };
}

/** What of an environment differs: what is published where, how much it may take, how much it logs. */
function overrideOf(
  environment: EnvironmentProfile,
  services: readonly ComposeService[],
  proxied: boolean,
  input: GenerateInput,
) {
  const [base] = input.settings.environments;
  const first = base?.name === environment.name;
  const ports = portsOf(environment, services, proxied, input);
  const bigger = base?.memory.limit !== environment.memory.limit || base.cpu.limit !== environment.cpu.limit;
  const differing = services.flatMap((service) => {
    const port = ports.get(service.portVariable);
    const own = service.build !== undefined;
    if (port === undefined && !first && !service.logs && !(own && bigger)) return [];
    const address = first ? "127.0.0.1:" : "";
    return [
      {
        key: service.key,
        published: port === undefined ? "" : `${address}\${${service.portVariable}:-${port}}:${service.port}`,
        reachable: port !== undefined && !service.networks.includes("edge"),
        restart: first ? "no" : "",
        memory: own && bigger ? `${environment.memory.limit}m` : "",
        cpus: own && bigger ? String(environment.cpu.limit / 1000) : "",
        logLevel: service.logs ? `\${LOG_LEVEL:-${environment.logLevel}}` : "",
      },
    ];
  });
  return { environment: environment.name, services: differing };
}

/** In the first environment everything can be reached from the machine itself; in others only the door. */
function portsOf(
  environment: EnvironmentProfile | undefined,
  services: readonly ComposeService[],
  proxied: boolean,
  { settings }: GenerateInput,
): ReadonlyMap<string, number> {
  const { environments } = settings;
  const first = environment === undefined || environments[0]?.name === environment.name;
  const doors = services.filter(({ build, portVariable }) =>
    proxied ? portVariable === "PROXY_PORT" : build !== undefined,
  );
  const published = (first ? services : doors).filter(({ port }) => port !== undefined);
  const only = environment?.production === true && published.length === 1;
  const wishes = published.map(({ portVariable, preferredPort }) => ({
    variable: portVariable,
    ...(first && preferredPort !== undefined && { prefers: preferredPort }),
    ...(only && { prefers: 80 }),
  }));
  return assignPorts(wishes, rangeOf(environments, environment?.name ?? ""), new Set(), new Map());
}
