import { lastStep } from "../../../base/treePath.ts";
import type { Application } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import type { Found } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { probesAmong } from "../shared/probePaths.ts";
import { versionAmong } from "../shared/runtimeVersion.ts";
import { serviceOfPackage, servicesAmong, type ServiceSign } from "../shared/services.ts";
import { fromRoot, type Source } from "../shared/sources.ts";
import { pinnedIn, pinnedTool, versionOf } from "../shared/toolVersions.ts";
import { variablesAmong, type VariableReading } from "../shared/variables.ts";
import { type Composer, leastPhp } from "./composer.ts";
import { exampleVariables, phpRoutes, phpSources, phpVariables } from "./phpCode.ts";
import { phpFramework, type PhpFramework } from "./phpFramework.ts";
import { notChosen, withoutNeed, withoutUnused } from "./laravelChoices.ts";
import { symfonyAddresses } from "./symfonyAddresses.ts";
import type { ServiceName } from "../../facts/services.ts";

/** The port of our own image: PHP behind a web server has none of its own. */
const PORT = 8080;
const DRIVERS: Readonly<Record<string, readonly [ServiceName, extension: string]>> = {
  mysql: ["mysql", "pdo_mysql"],
  mariadb: ["mariadb", "pdo_mysql"],
  pgsql: ["postgres", "pdo_pgsql"],
  sqlsrv: ["sqlserver", "pdo_sqlsrv"],
};

/** Which database it is, and the extension of PHP that talks to it. */
interface Driver {
  readonly sign: ServiceSign;
  readonly extension: string;
}

/** The application in a folder whose pages lie in `publicDirectory` (from the folder), and its worker. */
export async function phpApplications(
  folder: Folder,
  composer: Composer | undefined,
  publicDirectory: string,
  entry: Evidence,
): Promise<{ readonly applications: readonly Found[]; readonly problems: readonly Problem[] }> {
  const sources = await phpSources(folder);
  const framework = phpFramework(folder, composer, sources);
  const listed = await exampleVariables(folder);
  const unused = framework?.framework.value === "laravel" ? notChosen(listed) : new Set<ServiceName>();
  const readings = withoutNeed([...phpVariables(sources), ...listed, ...(framework?.needs ?? [])], unused);
  const addresses = framework?.framework.value === "symfony" ? await symfonyAddresses(folder) : [];
  const driver = driverOf(listed, sources) ?? driverAmong(addresses);
  const others = addresses.filter((one) => one !== driver?.sign);
  const runtime = await runtimeOf(folder, composer, entry);
  const environment = variablesAmong(readings);
  const signs = [...signsOf(composer), ...(driver === undefined ? [] : [driver.sign]), ...others];
  const services = servicesAmong(signs, environment);
  const shared = {
    name: composer?.name?.replace(/^.*\//u, "") ?? (folder.path === "." ? "app" : lastStep(folder.path)),
    path: folder.path,
    language: fact("php" as const, "certain", entry),
    ...(framework !== undefined && { framework: framework.framework }),
    ...(composer !== undefined && { packageManager: fact({ name: "composer" }, "certain", manifest(folder)) }),
    runtime: runtime.runtime,
    ...commandsOf(folder, composer),
    environment,
    services: withHosts(withoutUnused(services, unused), environment),
    writes: writesOf(framework),
    ecosystem: ecosystemOf(folder, composer, publicDirectory, driver?.extension),
  };
  const applications: Found[] = [serverOf(shared, publicDirectory, entry, sources)];
  if (framework?.worker !== undefined) {
    const { start, at } = framework.worker;
    applications.push({
      ...shared,
      name: `${shared.name}-worker`,
      role: fact("worker", "likely", at),
      startCommand: fact(start, "likely", at),
    });
  }
  return { applications, problems: [...runtime.problems, ...lockProblems(folder, composer)] };
}

type Shared = Omit<Found, "role" | "startCommand">;

function serverOf(shared: Shared, publicDirectory: string, entry: Evidence, sources: readonly Source[]): Found {
  const { health, readiness } = probesAmong(phpRoutes(sources));
  const start = ["php", "-S", `0.0.0.0:${PORT}`, "-t", publicDirectory];
  return {
    ...shared,
    role: fact("server", "certain", entry),
    startCommand: fact(start, "guess", { ...entry, says: "is what a web server runs" }),
    port: fact({ number: PORT, variable: "PORT" }, "guess", {
      ...entry,
      says: `names no port, and is served on ${PORT}`,
    }),
    ...(health !== undefined && { health: fact(health.path, "likely", health.at) }),
    ...(readiness !== undefined && { readiness: fact(readiness.path, "likely", readiness.at) }),
    outputDirectory: fact(publicDirectory, "likely", entry),
  };
}

function manifest(folder: Folder): Evidence {
  return evidence(fromRoot(folder, "composer.json"), 1, "is Composer's");
}

function writesOf(framework: PhpFramework | undefined): readonly Fact<string>[] {
  const [at] = framework?.framework.evidence ?? [];
  if (framework === undefined || at === undefined) return [];
  return framework.writes.map((path) => fact(path, "likely", { ...at, says: `writes to ${path}` }));
}

function commandsOf(
  folder: Folder,
  composer: Composer | undefined,
): Pick<Found, "buildCommand" | "testCommand" | "lintCommand"> {
  if (composer === undefined) return {};
  const at = manifest(folder);
  const dev = (name: string): boolean => composer.requiredInDevelopment.includes(name);
  const script = composer.hasScript("test");
  const runner = dev("pestphp/pest") ? "vendor/bin/pest" : dev("phpunit/phpunit") ? "vendor/bin/phpunit" : undefined;
  const lint = composer.hasScript("lint");
  const linter = dev("laravel/pint")
    ? "vendor/bin/pint --test"
    : dev("phpstan/phpstan")
      ? "vendor/bin/phpstan analyse"
      : undefined;
  return {
    buildCommand: fact("composer install --no-dev --no-interaction --optimize-autoloader", "likely", at),
    ...(script !== undefined
      ? { testCommand: fact("composer test", "certain", script) }
      : runner !== undefined && { testCommand: fact(runner, "likely", at) }),
    ...(lint !== undefined
      ? { lintCommand: fact("composer lint", "certain", lint) }
      : linter !== undefined && { lintCommand: fact(linter, "likely", at) }),
  };
}

function ecosystemOf(
  folder: Folder,
  composer: Composer | undefined,
  publicDirectory: string,
  extension: string | undefined,
): Found["ecosystem"] {
  const asked = composer?.required.flatMap((name) => (name.startsWith("ext-") ? [name.slice(4)] : [])) ?? [];
  const horizon = composer?.requires("laravel/horizon") === undefined ? [] : ["pcntl"];
  const extensions = new Set([...asked, ...horizon, ...(extension === undefined ? [] : [extension])]);
  return {
    kind: "php",
    root: folder.path,
    ...(folder.has("composer.lock") && { lockFile: fromRoot(folder, "composer.lock") }),
    publicDirectory,
    extensions: [...extensions].toSorted(),
  };
}

/** `DB_CONNECTION` names the driver in PHP's frameworks, and not where the database is. */
function withHosts(services: Found["services"], environment: Found["environment"]): Found["services"] {
  const variable = ["DB_URL", "DATABASE_URL", "DB_HOST"].find((name) =>
    environment.some(({ value }) => value.name === name),
  );
  return services.map((service) => {
    if (service.value.variable !== "DB_CONNECTION") return service;
    return { ...service, value: { name: service.value.name, ...(variable !== undefined && { variable }) } };
  });
}

function signsOf(composer: Composer | undefined): readonly ServiceSign[] {
  return (composer?.required ?? []).flatMap((name) => {
    const service = serviceOfPackage("php", name);
    const at = composer?.requires(name);
    return service === undefined || at === undefined ? [] : [{ name: service, confidence: "likely" as const, at }];
  });
}

/** The driver for the first database that an address leads to. */
function driverAmong(addresses: readonly ServiceSign[]): Driver | undefined {
  for (const sign of addresses) {
    const driver = Object.values(DRIVERS).find(([service]) => service === sign.name);
    if (driver !== undefined) return { sign, extension: driver[1] };
  }
  return undefined;
}

/** `DB_CONNECTION` of the example, or how code makes its PDO, says which database it is. */
function driverOf(listed: readonly VariableReading[], sources: readonly Source[]): Driver | undefined {
  const connection = listed.find(({ name }) => name === "DB_CONNECTION");
  const written = DRIVERS[connection?.default ?? ""];
  if (written !== undefined && connection !== undefined)
    return { sign: { name: written[0], confidence: "certain", at: connection.at }, extension: written[1] };
  for (const { file, text } of sources) {
    const match =
      /new\s+\\?PDO\s*\(\s*["'](mysql|pgsql|sqlsrv):/u.exec(text) ??
      /["'](mysql|pgsql|sqlsrv):(?:host|server|Server)=/u.exec(text);
    const driver = DRIVERS[match?.[1] ?? ""];
    if (match !== null && driver !== undefined) {
      const line = text.slice(0, match.index).split("\n").length;
      return {
        sign: { name: driver[0], confidence: "likely", at: evidence(file, line, "connects to it") },
        extension: driver[1],
      };
    }
  }
  return undefined;
}

async function runtimeOf(
  folder: Folder,
  composer: Composer | undefined,
  entry: Evidence,
): Promise<{ readonly runtime: Application["runtime"]; readonly problems: readonly Problem[] }> {
  const platform = versionOf(composer?.platform?.written ?? "");
  const pinned =
    composer?.platform === undefined || platform === undefined
      ? undefined
      : fact(platform, "certain", composer.platform.at);
  const asked = composer?.requirement("php");
  const number = asked === undefined ? undefined : leastPhp(asked.written);
  const least = asked === undefined || number === undefined ? undefined : fact(number, "certain", asked.at);
  const pins = [await pinnedIn(folder, ".php-version"), pinned, await pinnedTool(folder, "php")];
  const { version, problems } = versionAmong({ title: "PHP", pins, least }, folder.path);
  if (version === undefined)
    return { runtime: fact({ name: "php" }, "certain", { ...entry, says: "is PHP" }), problems };
  return { runtime: { ...version, value: { name: "php", version: version.value } }, problems };
}

function lockProblems(folder: Folder, composer: Composer | undefined): readonly Problem[] {
  const packages = composer?.required.filter((name) => name.includes("/")) ?? [];
  if (composer === undefined || packages.length === 0) return [];
  const { path } = folder;
  if (!folder.has("composer.lock")) {
    const message =
      "There is no composer.lock, so two builds may get different packages. Run `composer update` once and add the file to version control.";
    return [
      {
        reason: "LockFileMissing",
        path,
        message,
        evidence: [{ ...manifest(folder), says: "has no composer.lock beside it" }],
      },
    ];
  }
  const missing =
    composer.locked === undefined
      ? undefined
      : packages.find((name) => composer.locked?.has(name.toLowerCase()) === false);
  const at = missing === undefined ? undefined : composer.requires(missing);
  if (missing === undefined || at === undefined) return [];
  const message = `composer.json requires ${missing}, and composer.lock does not hold it, so a build that keeps to the lock file fails. Run \`composer update --lock\` and commit what it writes.`;
  return [{ reason: "LockFileDoesNotMatch", path, message, evidence: [at] }];
}
