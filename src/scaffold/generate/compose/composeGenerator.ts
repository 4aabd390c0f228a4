import { COMPOSE_NAMES } from "../../../core/read/composeFile.ts";
import type { Render } from "../../render/render.ts";
import type { GeneratedFile } from "../generated.ts";
import type { GenerateInput, Generator } from "../generator.ts";
import type { EnvironmentProfile } from "../settings.ts";
import type { ComposeService } from "./composeModel.ts";
import { composeServices } from "./composeServices.ts";
import { environmentExample } from "./environmentExample.ts";
import { routesOf } from "./proxyRoutes.ts";
import { publishedPorts } from "./publishedPorts.ts";

/**
 * Compose files of every environment, a proxy in front of what answers, and the variables that a person sets. What is
 * for all environments has the name that stands there already: compose would no longer find the other file.
 */
export const composeGenerator: Generator = (input, render) => {
  if (input.applications.length === 0) return [];
  const { model, proxy, services } = composeServices(input);
  const { project, environments } = input.settings;
  const [first] = environments;
  const path = input.composeFile ?? COMPOSE_NAMES[0];
  const all = {
    path,
    project,
    missing: model.missing,
    services: services.map((service) => plain(service, first)),
    volumes: services.flatMap(({ volumes }) => volumes.map(({ name }) => name)),
    internal: model.backing.length > 0,
    first: first?.name ?? "development",
  };
  return [
    file(path, "compose.yaml", render, all),
    ...environments.map((environment) =>
      file(`compose.${environment.name}.yaml`, "environment.yaml", render, {
        ...overrideOf(environment, services, proxy !== undefined, input),
        path,
      }),
    ),
    file(".env.example", "env.example", render, {
      ...environmentExample(model, publishedPorts(first, services, proxy !== undefined, input)),
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
  const ports = publishedPorts(environment, services, proxied, input);
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
