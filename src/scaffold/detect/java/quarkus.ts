import { fact } from "../shared/evidence.ts";
import { type JavaBuild, type Named, named } from "./javaBuild.ts";
import { type JavaSetting, setting } from "./javaSettings.ts";
import type { Served } from "./served.ts";
import { bindFrom, follows, portFrom, urlPath, usualPort } from "./settingFacts.ts";

const WEB =
  /^io\.quarkus:quarkus-(?:rest(?!-client)|resteasy(?!.*client)|vertx-http|reactive-routes|undertow|smallrye-graphql|smallrye-health|smallrye-openapi|websockets|grpc|spring-web|qute-web)|^io\.quarkiverse\.(?:renarde|web-bundler)/u;

/** Whether a build is one of Quarkus, and what says so. */
export function quarkusOf({ plugins }: JavaBuild): Named | undefined {
  return (
    named(plugins, "io.quarkus") ??
    named(plugins, /^(?:io\.quarkus(?:\.platform)?|\$\{[\w.]+\}):quarkus-maven-plugin$/u)
  );
}

/** How a Quarkus application serves. */
export function servedByQuarkus(build: JavaBuild, because: Named, settings: readonly JavaSetting[]): Served {
  const framework = fact("quarkus", "certain", because.at);
  const web = named(build.dependencies, WEB);
  if (web === undefined) {
    const says = "brings no web server among its libraries";
    return { framework, role: follows("worker", "likely", because.at, says), ports: [], writes: [] };
  }
  const bind = bindFrom(settings, "quarkus.http.host");
  return {
    framework,
    role: fact("server", "certain", web.at),
    ports: [
      portFrom(settings, "quarkus.http.port", "QUARKUS_HTTP_PORT") ?? usualPort(8080, "QUARKUS_HTTP_PORT", web.at),
    ],
    ...(bind !== undefined && { bind }),
    ...probesOf(build, settings),
    writes: [],
  };
}

function probesOf(build: JavaBuild, settings: readonly JavaSetting[]): Pick<Served, "health" | "readiness"> {
  const health = named(build.dependencies, "io.quarkus:quarkus-smallrye-health");
  if (health === undefined || setting(settings, "quarkus.management.enabled")?.value === "true") return {};
  const root = setting(settings, "quarkus.http.root-path")?.value ?? "/";
  const others = setting(settings, "quarkus.http.non-application-root-path")?.value ?? "q";
  const own = setting(settings, "quarkus.smallrye-health.root-path")?.value ?? "health";
  const path = own.startsWith("/")
    ? urlPath(own)
    : others.startsWith("/")
      ? urlPath(others, own)
      : urlPath(root, others, own);
  const live = setting(settings, "quarkus.smallrye-health.liveness-path")?.value ?? "live";
  const ready = setting(settings, "quarkus.smallrye-health.readiness-path")?.value ?? "ready";
  return {
    health: follows(
      urlPath(path, live),
      "likely",
      health.at,
      `brings health checks, which answer on ${urlPath(path, live)}`,
    ),
    readiness: follows(
      urlPath(path, ready),
      "likely",
      health.at,
      `brings health checks, which answer on ${urlPath(path, ready)}`,
    ),
  };
}
