import { joinPath, parentOf, relativePath } from "../../../base/treePath.ts";
import type { Application, Language } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Found } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { routePath } from "../shared/enclosingPrefix.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { loopbackProblems } from "../shared/loopback.ts";
import { portAmong } from "../shared/ports.ts";
import { serviceOfPackage, serviceOfUrl, servicesAmong, type ServiceSign } from "../shared/services.ts";
import { fromRoot, type Source } from "../shared/sources.ts";
import { variablesAmong, type VariableReading } from "../shared/variables.ts";
import { type JavaBuild, named } from "./javaBuild.ts";
import { javaSources, javaVariables, type MainClass, mainClasses } from "./javaCode.ts";
import { javaRoutes } from "./javaRoutes.ts";
import { javaCommands, javaStart } from "./javaCommands.ts";
import { javaName } from "./javaName.ts";
import { javaRuntime } from "./javaRuntime.ts";
import { type Packaging, packagingOf } from "./javaPackaging.ts";
import { type JavaSetting, javaSettings, placeholderOf, setting } from "./javaSettings.ts";
import { micronautOf, servedByMicronaut } from "./micronaut.ts";
import { servedByCode } from "./plainServer.ts";
import { quarkusOf, servedByQuarkus } from "./quarkus.ts";
import type { Served } from "./served.ts";
import { probesAmong } from "../shared/probePaths.ts";
import { servedBySpring, springBootOf } from "./springBoot.ts";

const FIX = "Let it bind to 0.0.0.0, or to an address that a variable sets.";

/** What was read of a member. */
interface Read {
  readonly folder: Folder;
  readonly build: JavaBuild;
  readonly settings: readonly JavaSetting[];
  readonly sources: readonly Source[];
  readonly readings: readonly VariableReading[];
  readonly hocon: Source | undefined;
}

/** The application that a member is; undefined where nothing starts one. */
export async function javaApplication(
  folder: Folder,
  build: JavaBuild,
): Promise<{ applications: readonly Found[]; problems: readonly Problem[] } | undefined> {
  const [settings, sources, hocon] = await Promise.all([javaSettings(folder), javaSources(folder), hoconOf(folder)]);
  const readings = [...javaVariables(sources, settings), ...hoconVariables(hocon)];
  const read = { folder, build, settings, sources, readings, hocon };
  const packaging = packagingOf(build, settings);
  const [main] = mainClasses(sources);
  const served = servedOf(read, main);
  if (!isStarted(packaging, served, main, build)) return undefined;
  const { port, problems } = portAmong(served.ports, folder.path);
  const runtime = await javaRuntime(folder, build);
  const environment = variablesAmong(readings);
  const found: Found = {
    name: (await javaName(folder, build)) ?? folder.path,
    path: folder.path,
    role: served.role,
    language: languageOf(folder, main, build),
    ...(served.framework !== undefined && { framework: served.framework }),
    packageManager: managerOf(build),
    runtime: runtime.runtime,
    ...commandsOf(read, packaging, main),
    ...(port !== undefined && served.role.value === "server" && { port }),
    ...(served.bind !== undefined && { bind: served.bind }),
    ...(served.health !== undefined && { health: served.health }),
    ...(served.readiness !== undefined && { readiness: served.readiness }),
    environment,
    services: servicesAmong(signsOf(read), environment),
    writes: served.writes,
    ecosystem: ecosystemOf(folder, build, packaging, main),
  };
  return {
    applications: [found],
    problems: [...problems, ...runtime.problems, ...loopbackProblems(served.bind, folder.path, FIX)],
  };
}

/** Quarkus starts what has no main method; any other archive needs one, in its code or by its settings. */
function isStarted(packaging: Packaging, served: Served, main: MainClass | undefined, build: JavaBuild): boolean {
  if (packaging.kind === "quarkus") return true;
  const hasMain = main !== undefined || build.mainClass !== undefined;
  // A plugin that a parent gives to all its modules says nothing about one.
  return (
    hasMain &&
    (packaging.because !== undefined || served.role.value === "server" || build.root === parentOf(build.file))
  );
}

function servedOf({ build, settings, sources, hocon, readings }: Read, main: MainClass | undefined): Served {
  const boot = springBootOf(build);
  if (boot !== undefined) return withRoutes(servedBySpring(build, boot, settings, sources), sources, settings);
  const quarkus = quarkusOf(build);
  if (quarkus !== undefined) return withRoutes(servedByQuarkus(build, quarkus, settings), sources, settings);
  const micronaut = micronautOf(build);
  if (micronaut !== undefined)
    return withRoutes(servedByMicronaut(build, micronaut, settings, sources), sources, settings);
  const served = servedByCode(build, sources, settings, hocon, readings);
  const at = main?.at ?? build.mainClass?.at ?? evidence(build.file, 1, "is built to be started");
  return served ?? { role: fact("worker", "likely", { ...at, says: "starts no server" }), ports: [], writes: [] };
}

const RELATIONAL: ReadonlySet<string> = new Set(["postgres", "mysql", "mariadb", "sqlserver"]);

/** What settings put before every path. */
const CONTEXT_PATHS = [
  "server.servlet.context-path",
  "spring.webflux.base-path",
  "micronaut.server.context-path",
  "quarkus.http.root-path",
];

/** Probes that code answers itself, where the framework brings none. */
function withRoutes(served: Served, sources: readonly Source[], settings: readonly JavaSetting[]): Served {
  if (served.role.value !== "server" || served.health !== undefined) return served;
  const context = setting(settings, ...CONTEXT_PATHS)?.value ?? "";
  const routes = javaRoutes(sources).map(({ path, at }) => {
    const whole = routePath(context, path) || "/";
    return { path: whole, at: { ...at, says: `answers on ${whole}` } };
  });
  const { health, readiness } = probesAmong(routes);
  return {
    ...served,
    ...(health !== undefined && { health: fact(health.path, "likely", health.at) }),
    ...(readiness !== undefined && { readiness: fact(readiness.path, "likely", readiness.at) }),
  };
}

function languageOf(folder: Folder, main: MainClass | undefined, build: JavaBuild): Fact<Language> {
  const kotlin = folder.files.find((path) => path.startsWith("src/main/") && path.endsWith(".kt"));
  const java = folder.files.find((path) => path.startsWith("src/main/") && path.endsWith(".java"));
  const isKotlin = main === undefined ? java === undefined && kotlin !== undefined : main.source.path.endsWith(".kt");
  const path = main?.source.path ?? (isKotlin ? kotlin : java);
  const at =
    path === undefined ? evidence(build.file, 1, "is built") : evidence(fromRoot(folder, path), 1, "is its source");
  return fact(isKotlin ? "kotlin" : "java", "certain", at);
}

function managerOf({ tool, toolVersion, file }: JavaBuild): Application["packageManager"] & {} {
  if (toolVersion !== undefined) return fact({ name: tool, version: toolVersion.value }, "certain", toolVersion.at);
  return fact({ name: tool }, "certain", evidence(file, 1, `is built by ${tool === "maven" ? "Maven" : "Gradle"}`));
}

function commandsOf(
  { folder, build }: Read,
  packaging: Packaging,
  main: MainClass | undefined,
): Pick<Found, "buildCommand" | "startCommand" | "testCommand" | "lintCommand" | "outputDirectory"> {
  const commands = javaCommands(build, folder.path, packaging.kind, packaging.task, packaging.libraries !== undefined);
  const at = evidence(build.file, 1, `is built by ${build.tool === "maven" ? "Maven" : "Gradle"}`);
  const mainClass = build.mainClass?.value ?? main?.name;
  const start = javaStart(packaging.kind, packaging.archive, packaging.libraries, mainClass);
  const because = build.mainClass?.at ?? main?.at ?? packaging.because?.at ?? at;
  const tests = folder.files.find((path) => /^src\/(?:\w+T|t)est\/.*\.(?:java|kt|groovy)$/u.test(path));
  return {
    buildCommand: fact(commands.build, "likely", packaging.because?.at ?? at),
    startCommand: fact(start, "likely", because),
    ...(tests !== undefined && {
      testCommand: fact(commands.test, "likely", evidence(fromRoot(folder, tests), 1, "is a test")),
    }),
    ...(commands.lint !== undefined &&
      build.lint !== undefined && { lintCommand: fact(commands.lint, "likely", build.lint.at) }),
    outputDirectory: fact(build.tool === "maven" ? "target" : "build", "guess", at),
  };
}

function ecosystemOf(
  folder: Folder,
  build: JavaBuild,
  packaging: Packaging,
  main: MainClass | undefined,
): Found["ecosystem"] {
  const module = relativePath(build.root, folder.path);
  const mainClass = build.mainClass?.value ?? main?.name;
  return {
    kind: "java",
    root: build.root,
    tool: build.tool,
    wrapper: build.wrapper !== undefined,
    module,
    artifact: joinPath(module, packaging.archive),
    packaging: packaging.kind,
    ...(mainClass !== undefined && { mainClass }),
  };
}

/** Drivers and starters among the libraries, and addresses among the settings. */
function signsOf({ build, settings }: Read): readonly ServiceSign[] {
  const isEmbedded =
    named(build.dependencies, /^(?:com\.h2database:h2|org\.hsqldb:hsqldb|org\.apache\.derby:derby)$/u) !== undefined &&
    !settings.some(({ key }) => /(?:datasource(?:\.\w+)*|r2dbc)\.(?:jdbc-?)?url$/u.test(key));
  const libraries = build.dependencies.flatMap(({ id, at }) => {
    const name = serviceOfPackage("java", id);
    // Beside a database that it brings itself, drivers of others are for profiles that are not the usual one.
    const isChoice = isEmbedded && name !== undefined && RELATIONAL.has(name);
    return name === undefined || isChoice ? [] : [{ name, confidence: "likely" as const, at }];
  });
  const addresses = settings.flatMap(({ key, value, file, line }) => {
    const name = serviceOfUrl(placeholderOf(value).default ?? value);
    return name === undefined
      ? []
      : [{ name, confidence: "certain" as const, at: evidence(file, line, `sets ${key}`) }];
  });
  return [...libraries, ...addresses];
}

async function hoconOf(folder: Folder): Promise<Source | undefined> {
  const path = "src/main/resources/application.conf";
  const text = await folder.read(path);
  return text === undefined ? undefined : { path, file: fromRoot(folder, path), text };
}

/** `${?NAME}` of a HOCON file: the setting above it stands where the variable is not set. */
function hoconVariables(hocon: Source | undefined): readonly VariableReading[] {
  if (hocon === undefined) return [];
  return hocon.text.split("\n").flatMap((line, index) =>
    [...line.matchAll(/\$\{(\??)([A-Z][A-Z0-9_]{0,80})\}/gu)].map(([, optional, name = ""]) => ({
      name,
      optional: optional === "?",
      at: evidence(hocon.file, index + 1, `reads ${name}`),
    })),
  );
}
