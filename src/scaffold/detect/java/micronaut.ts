import { fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";
import { type JavaBuild, type Named, named } from "./javaBuild.ts";
import { type JavaSetting, setting } from "./javaSettings.ts";
import type { Served } from "./served.ts";
import { bindFrom, follows, portFrom, urlPath, usualPort } from "./settingFacts.ts";

const WEB =
  /^io\.micronaut(?:\.\w+)?:micronaut-(?:http-server|http-server-netty|jetty|tomcat|undertow|http-tomcat|http-jetty)/u;

/** Whether a build is one of Micronaut, and what says so. */
export function micronautOf({ plugins, dependencies }: JavaBuild): Named | undefined {
  return (
    named(plugins, /^io\.micronaut\.(?:minimal\.)?application$/u) ??
    named(plugins, "io.micronaut.maven:micronaut-maven-plugin") ??
    named(plugins, /^io\.micronaut(?:\.platform)?:micronaut-parent$/u) ??
    named(dependencies, WEB)
  );
}

/** How a Micronaut application serves. */
export function servedByMicronaut(
  build: JavaBuild,
  because: Named,
  settings: readonly JavaSetting[],
  sources: readonly Source[],
): Served {
  const framework = fact("micronaut", "certain", because.at);
  // Gradle's plugin adds the server itself.
  const web = named(build.dependencies, WEB)?.at ?? hitsIn(sources, /@Controller\b/gu)[0]?.at("answers requests");
  if (web === undefined) {
    const says = "brings no web server among its libraries";
    return { framework, role: follows("worker", "likely", because.at, says), ports: [], writes: [] };
  }
  const variable = "MICRONAUT_SERVER_PORT";
  const bind = bindFrom(settings, "micronaut.server.host");
  return {
    framework,
    role: fact("server", "certain", web),
    ports: [portFrom(settings, "micronaut.server.port", variable) ?? usualPort(8080, variable, web)],
    ...(bind !== undefined && { bind }),
    ...probesOf(build, settings),
    writes: [],
  };
}

function probesOf(build: JavaBuild, settings: readonly JavaSetting[]): Pick<Served, "health" | "readiness"> {
  const management = named(build.dependencies, "io.micronaut:micronaut-management");
  const isOff = setting(settings, "endpoints.health.enabled")?.value === "false";
  if (management === undefined || isOff || setting(settings, "endpoints.all.port") !== undefined) return {};
  const context = setting(settings, "micronaut.server.context-path")?.value ?? "";
  const path = urlPath(context, setting(settings, "endpoints.all.path")?.value ?? "", "health");
  return {
    health: follows(
      `${path}/liveness`,
      "likely",
      management.at,
      `brings health checks, which answer on ${path}/liveness`,
    ),
    readiness: follows(
      `${path}/readiness`,
      "likely",
      management.at,
      `brings health checks, which answer on ${path}/readiness`,
    ),
  };
}
