import type { Port } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { portOf } from "../shared/ports.ts";
import { probesAmong } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";
import { javaRoutes } from "./javaRoutes.ts";
import { type JavaBuild, named } from "./javaBuild.ts";
import type { JavaSetting } from "./javaSettings.ts";
import type { Served } from "./served.ts";
import { bindFrom, portFrom } from "./settingFacts.ts";

/** Frameworks that are libraries, by what brings them and by what starts them in code. */
const FRAMEWORKS: readonly (readonly [name: string, library: RegExp, starts: RegExp])[] = [
  ["ktor", /^io\.ktor:ktor-server/u, /\bembeddedServer\s*\(|\bEngineMain\b/gu],
  ["javalin", /^io\.javalin:javalin/u, /\bJavalin\s*\.\s*(?:create|start)\b/gu],
  ["helidon", /^io\.helidon\.(?:webserver|microprofile)/u, /\bWebServer\s*\.\s*(?:builder|create)\b/gu],
  ["vertx", /^io\.vertx:vertx-(?:core|web)/u, /\bcreateHttpServer\s*\(/gu],
  ["spark", /^com\.sparkjava:spark-/u, /\bSpark\s*\.\s*(?:get|port)\b|^import static spark\.Spark/gmu],
  ["dropwizard", /^io\.dropwizard:dropwizard-core/u, /\bextends\s+Application\s*</gu],
  ["http4k", /^org\.http4k:http4k-/u, /\.asServer\s*\(/gu],
  ["undertow", /^io\.undertow:undertow-core/u, /\bUndertow\s*\.\s*builder\b/gu],
  ["jetty", /^org\.eclipse\.jetty:jetty-server/u, /\bnew\s+Server\s*\(/gu],
  ["grpc", /^io\.grpc:grpc-(?:netty|services|okhttp)/u, /\bServerBuilder\s*\.\s*forPort\b/gu],
];
const BARE = /\bHttpServer\s*\.\s*create\s*\(|\bnew\s+ServerSocket\s*\(|\bSimpleFileServer\b|\bServerSocket\s*\(/gu;
/** Where a number is what is listened on. */
const LITERAL =
  /\b(?:InetSocketAddress|ServerSocket|forPort|addHttpListener|listen|port|start|SunHttp|Netty|Jetty|Undertow|Server)\s*\(\s*(?:"([\w.:]{1,60})"\s*,\s*)?(\d{2,5})\b|\bport\s*=\s*(\d{2,5})\b/gu;
const HOST =
  /\b(?:InetSocketAddress\s*\(\s*|host\s*=\s*|addHttpListener\s*\([^,\n]{1,60},\s*)"(localhost|127\.0\.0\.1|0\.0\.0\.0|::)"/gu;
const FREE = { dropwizard: 8080, spark: 4567, javalin: 8080, helidon: 8080 } as Readonly<Record<string, number>>;

/** How an application serves that starts its server itself; undefined where nothing says that it has one. */
export function servedByCode(
  build: JavaBuild,
  sources: readonly Source[],
  settings: readonly JavaSetting[],
  hocon: Source | undefined,
  readings: readonly VariableReading[],
): Served | undefined {
  const framework = frameworkOf(build, sources);
  const starts = framework?.starts ?? hitsIn(sources, BARE)[0]?.at("starts a server");
  if (starts === undefined) return undefined;
  const ports = [
    portFrom(settings, "ktor.deployment.port", "PORT") ?? portFrom(settings, "server.port", "SERVER_PORT"),
    hocon === undefined ? undefined : hoconPort(hocon),
    byVariable(readings) ?? literalPort(sources),
  ].filter((one) => one !== undefined);
  const usual = framework === undefined ? undefined : FREE[framework.name];
  if (ports.length === 0 && usual !== undefined) ports.push(fact({ number: usual }, "guess", starts));
  const bind = bindFrom(settings, "ktor.deployment.host") ?? hostIn(sources);
  const { health, readiness } = probesAmong(javaRoutes(sources));
  return {
    ...(framework !== undefined && { framework: fact(framework.name, "certain", framework.library) }),
    role: fact("server", "likely", starts),
    ports,
    ...(bind !== undefined && { bind }),
    ...(health !== undefined && { health: fact(health.path, "likely", health.at) }),
    ...(readiness !== undefined && { readiness: fact(readiness.path, "likely", readiness.at) }),
    writes: [],
  };
}

function frameworkOf(
  build: JavaBuild,
  sources: readonly Source[],
): { name: string; library: Evidence; starts: Evidence } | undefined {
  for (const [name, form, starts] of FRAMEWORKS) {
    const library = named(build.dependencies, form);
    // Ktor's configuration may name the class that starts it, and no code does.
    const hit = hitsIn(sources, starts)[0]?.at("starts a server") ?? (name === "ktor" ? library?.at : undefined);
    if (library !== undefined && hit !== undefined) return { name, library: library.at, starts: hit };
  }
  return undefined;
}

/** A variable such as `PORT` with the number that stands in for it; 8080 where the code has none. */
function byVariable(readings: readonly VariableReading[]): Fact<Port> | undefined {
  const ports = readings.filter(({ name }) => /^(?:(?:HTTP|SERVER|APP|LISTEN|WEB)_)?PORT$/u.test(name));
  const [first] = ports.toSorted(
    (a, b) => Number(portOf(b.default) !== undefined) - Number(portOf(a.default) !== undefined),
  );
  if (first === undefined) return undefined;
  const number = portOf(first.default) ?? 8080;
  return fact({ number, variable: first.name }, portOf(first.default) === undefined ? "guess" : "likely", first.at);
}

function literalPort(sources: readonly Source[]): Fact<Port> | undefined {
  for (const hit of hitsIn(sources, LITERAL)) {
    const number = portOf(hit.group(2) === "" ? hit.group(3) : hit.group(2));
    if (number !== undefined) return fact({ number }, "likely", hit.at(`listens on ${number}`));
  }
  return undefined;
}

function hostIn(sources: readonly Source[]): Fact<string> | undefined {
  const [hit] = hitsIn(sources, HOST);
  if (hit === undefined) return undefined;
  const address = hit.group(1) === "localhost" ? "127.0.0.1" : hit.group(1);
  return fact(address, "likely", hit.at(`binds to ${address}`));
}

/** Ktor's `application.conf`: `port = 8080` and below it `port = ${?PORT}`. */
function hoconPort({ file, text }: Source): Fact<Port> | undefined {
  let number: { value: number; line: number } | undefined;
  let variable: string | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const [, digits, name] =
      /^\s*(?:ktor\.deployment\.)?port\s*[=:]\s*"?(?:(\d{1,5})|\$\{\??(\w{1,60})\})/u.exec(line) ?? [];
    const value = portOf(digits);
    if (value !== undefined) number ??= { value, line: index + 1 };
    variable ??= name;
  }
  if (number === undefined) return undefined;
  const at = evidence(file, number.line, `listens on ${number.value}`);
  return fact({ number: number.value, ...(variable !== undefined && { variable }) }, "certain", at);
}
