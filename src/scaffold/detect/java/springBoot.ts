import type { Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import type { Source } from "../shared/sources.ts";
import { hitsIn } from "../shared/hits.ts";
import { type JavaBuild, type Named, named } from "./javaBuild.ts";
import { type JavaSetting, placeholderOf, setting } from "./javaSettings.ts";
import type { Served } from "./served.ts";
import { at, bindFrom, follows, portFrom, urlPath, usualPort } from "./settingFacts.ts";

/** Libraries that bring a web server with them. */
const WEB =
  /^org\.springframework\.boot:spring-boot-starter-(?:web|webmvc|webflux|jersey|tomcat|jetty|undertow|websocket|data-rest|hateoas|web-services|webservices)$|^org\.springframework\.cloud:spring-cloud-(?:starter-gateway.*|starter-netflix-eureka-server|config-server)$|^com\.vaadin:vaadin-spring-boot-starter$|^org\.springdoc:springdoc-openapi-starter-web|^de\.codecentric:spring-boot-admin-starter-server$/u;
const ACTUATOR = "org.springframework.boot:spring-boot-starter-actuator";
const CONTROLLER = /@(?:Rest)?Controller\b|\bRouterFunction\s*</gu;

/** Whether a build is one of Spring Boot, and what says so. */
export function springBootOf({ plugins, dependencies }: JavaBuild): Named | undefined {
  return (
    named(plugins, "org.springframework.boot") ??
    named(plugins, "org.springframework.boot:spring-boot-maven-plugin") ??
    named(plugins, "org.springframework.boot:spring-boot-starter-parent") ??
    named(dependencies, /^org\.springframework\.boot:spring-boot-starter/u)
  );
}

/** How a Spring Boot application serves, by its libraries and settings. */
export function servedBySpring(
  build: JavaBuild,
  because: Named,
  settings: readonly JavaSetting[],
  sources: readonly Source[],
): Served {
  const framework = fact("spring-boot", "certain", because.at);
  const type = setting(settings, "spring.main.web-application-type");
  if (type?.value.toLowerCase() === "none") {
    return { framework, role: fact("worker", "certain", at(type, "starts no web server")), ports: [], writes: [] };
  }
  const web = named(build.dependencies, WEB)?.at ?? hitsIn(sources, CONTROLLER)[0]?.at("answers requests");
  if (web === undefined) {
    const says = "brings no web server among its libraries";
    return { framework, role: follows("worker", "likely", because.at, says), ports: [], writes: writesOf(settings) };
  }
  const port = portFrom(settings, "server.port", "SERVER_PORT");
  const bind = bindFrom(settings, "server.address");
  return {
    framework,
    role: fact("server", "certain", web),
    ports: [port ?? usualPort(8080, "SERVER_PORT", web)],
    ...(bind !== undefined && { bind }),
    ...probesOf(build, settings, port),
    writes: writesOf(settings),
  };
}

/** The actuator's paths. On a port of its own they answer no probe of the application's port, unless it adds them there. */
function probesOf(
  build: JavaBuild,
  settings: readonly JavaSetting[],
  port: Served["ports"][number] | undefined,
): Pick<Served, "health" | "readiness"> {
  const actuator = named(build.dependencies, ACTUATOR);
  if (actuator === undefined) return {};
  const onMainPort = setting(settings, "management.endpoint.health.probes.add-additional-paths");
  if (onMainPort?.value === "true")
    return bothProbes("/livez", "/readyz", at(onMainPort, "adds probes to the main port"));
  const own = setting(settings, "management.server.port");
  const ownPort = own === undefined ? undefined : placeholderOf(own.value).default;
  if (own !== undefined && ownPort !== String(port?.value.number ?? 8080)) return {};
  const base = setting(settings, "management.endpoints.web.base-path")?.value ?? "/actuator";
  const path = setting(settings, "management.endpoints.web.path-mapping.health")?.value ?? "health";
  const context = setting(settings, "server.servlet.context-path", "spring.webflux.base-path")?.value ?? "";
  const health = urlPath(context, base, path);
  const enabled = setting(settings, "management.endpoint.health.probes.enabled", "management.health.probes.enabled");
  if (enabled?.value === "true")
    return bothProbes(`${health}/liveness`, `${health}/readiness`, at(enabled, "switches its probes on"));
  // From version 4 on, the actuator answers probes without being asked to.
  const isNew = majorOf(build) >= 4 && enabled?.value !== "false";
  if (isNew)
    return bothProbes(`${health}/liveness`, `${health}/readiness`, {
      ...actuator.at,
      says: "brings the actuator with its probes",
    });
  return { health: follows(health, "likely", actuator.at, `brings the actuator, which answers on ${health}`) };
}

/** The major version, by the plugin, the parent or a starter; 0 where none says it. */
function majorOf({ plugins, dependencies }: JavaBuild): number {
  const own = [...plugins, ...dependencies].filter(({ id }) => id.startsWith("org.springframework.boot"));
  return Math.max(0, ...own.map(({ version }) => Number(/^\d+/u.exec(version ?? "")?.[0] ?? 0)));
}

function bothProbes(health: string, readiness: string, because: Named["at"]): Pick<Served, "health" | "readiness"> {
  return { health: fact(health, "likely", because), readiness: fact(readiness, "likely", because) };
}

/** Folders that its log goes to. */
function writesOf(settings: readonly JavaSetting[]): readonly Fact<string>[] {
  const file = setting(settings, "logging.file.name");
  const folder = setting(settings, "logging.file.path");
  const path = folder?.value ?? (file?.value.includes("/") === true ? file.value.replace(/\/[^/]*$/u, "") : undefined);
  const place = folder ?? file;
  if (place === undefined || path === undefined || path === "" || path.includes("${")) return [];
  return [fact(path, "certain", at(place, "writes its log there"))];
}
