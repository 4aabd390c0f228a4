import { joinPath, lastStep, parentOf, wayUp } from "../../../base/treePath.ts";
import type { Application, Role } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import { DATABASES } from "../../facts/services.ts";
import type { Found } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { textAt } from "../../../core/read/value.ts";
import { readJson } from "../shared/json.ts";
import { loopbackProblems } from "../shared/loopback.ts";
import { portAmong } from "../shared/ports.ts";
import { probesAmong } from "../shared/probePaths.ts";
import { compareVersions } from "../shared/runtimeVersion.ts";
import { serviceOfPackage, servicesAmong } from "../shared/services.ts";
import type { Source } from "../shared/sources.ts";
import { variablesAmong } from "../shared/variables.ts";
import { shellWord } from "../shared/shellPath.ts";
import { dotnetRoutes, dotnetVariables } from "./dotnetCode.ts";
import { dotnetVersion } from "./dotnetKind.ts";
import { dotnetListening, USUAL_PORT } from "./dotnetListening.ts";
import type { DotnetProject } from "./dotnetProject.ts";
import { rootOf, type Solution, solutionOf } from "./dotnetRoot.ts";

const FIX = "Let it listen on every address, such as `http://0.0.0.0:8080`, or let ASPNETCORE_HTTP_PORTS say the port.";
const OUTPUT = "out";

/** The application that a project is. */
export async function dotnetApplication(
  folder: Folder,
  project: DotnetProject,
  role: Fact<Role>,
  sources: readonly Source[],
): Promise<{ readonly found: Found; readonly problems: readonly Problem[] }> {
  const readings = await dotnetVariables(folder, sources);
  const version = dotnetVersion(project);
  const solution = await solutionOf(folder, project);
  const listening = await dotnetListening(
    folder,
    sources,
    readings,
    version?.value,
    role.evidence[0] ?? project.sdk.at,
  );
  const { port, problems } = portAmong(listening.ports, folder.path);
  const isServer = role.value === "server";
  const environment = variablesAmong(readings);
  const bind = isServer ? listening.bind : undefined;
  const name = project.path.replace(/\.\w+$/u, "");
  const found: Found = {
    name,
    path: folder.path,
    role,
    language: fact(
      project.path.endsWith(".fsproj") ? "fsharp" : "csharp",
      "certain",
      evidence(project.file, 1, "is its project"),
    ),
    ...frameworkOf(project, role),
    packageManager: fact({ name: "nuget" }, "certain", evidence(project.file, 1, "names its packages")),
    runtime: runtimeOf(project, version),
    ...commandsOf(folder, project, solution, version?.value, role.value),
    ...(isServer && port !== undefined && { port }),
    ...(bind !== undefined && { bind }),
    ...(isServer && probesOf(sources)),
    environment,
    services: connected(servicesAmong(signsOf(project), environment), environment),
    writes: [],
    ecosystem: {
      kind: "dotnet",
      root: rootOf(folder, project, solution),
      project: project.file,
      assembly: assemblyOf(project),
      web: isServer,
      locked: folder.has("packages.lock.json"),
    },
  };
  const sdk = await sdkProblem(folder, version);
  return { found, problems: [...(isServer ? problems : []), ...loopbackProblems(bind, folder.path, FIX), ...sdk] };
}

function frameworkOf(project: DotnetProject, role: Fact<Role>): Pick<Found, "framework"> {
  if (role.value === "server") return { framework: fact("aspnet-core", "certain", role.evidence[0] ?? project.sdk.at) };
  return role.value === "site" ? { framework: fact("blazor", "certain", project.sdk.at) } : {};
}

function runtimeOf(project: DotnetProject, version: Fact<string> | undefined): Application["runtime"] {
  if (version === undefined) return fact({ name: "dotnet" }, "certain", evidence(project.file, 1, "is built for .NET"));
  return { ...version, value: { name: "dotnet", version: version.value } };
}

function assemblyOf(project: DotnetProject): string {
  const name = project.property("AssemblyName")?.name;
  return name === undefined || name.includes("$(") ? project.path.replace(/\.\w+$/u, "") : name;
}

function commandsOf(
  folder: Folder,
  project: DotnetProject,
  solution: Solution | undefined,
  version: string | undefined,
  role: Role,
): Pick<Found, "buildCommand" | "startCommand" | "testCommand" | "outputDirectory"> {
  const at = evidence(project.file, 1, "is its project");
  const assembly = assemblyOf(project);
  const isNative = project.property("PublishAot")?.name.toLowerCase() === "true";
  const program = isNative ? [`${OUTPUT}/${assembly}`] : ["dotnet", `${OUTPUT}/${assembly}.dll`];
  // Before version 8 no variable holds a port alone.
  const isOld = role === "server" && version !== undefined && Number(version) < 8;
  const start = isOld ? [...program, "--urls", `http://0.0.0.0:${USUAL_PORT}`] : program;
  const tests = solution?.projects.find((path) => /(?:^|[./_-])(?:\w*Tests?|Specs?)\.\w+proj$/iu.test(path));
  const above = solution === undefined ? "." : wayUp(folder.path, parentOf(solution.file));
  return {
    buildCommand: fact(`dotnet publish ${shellWord(project.path)} -c Release -o ${OUTPUT}`, "likely", at),
    ...(role !== "site" && { startCommand: fact(start, "likely", project.property("AssemblyName")?.at ?? at) }),
    ...(tests !== undefined && {
      testCommand: fact(
        `dotnet test ${shellWord(joinPath(above, lastStep(solution?.file ?? "")))}`,
        "likely",
        evidence(solution?.file ?? "", 1, "holds a project of tests"),
      ),
    }),
    outputDirectory: fact(role === "site" ? `${OUTPUT}/wwwroot` : OUTPUT, "guess", at),
  };
}

function probesOf(sources: readonly Source[]): Pick<Found, "health" | "readiness"> {
  const { health, readiness } = probesAmong(dotnetRoutes(sources));
  return {
    ...(health !== undefined && { health: fact(health.path, "likely", health.at) }),
    ...(readiness !== undefined && { readiness: fact(readiness.path, "likely", readiness.at) }),
  };
}

function signsOf({ packages }: DotnetProject): Parameters<typeof servicesAmong>[0] {
  return packages.flatMap(({ name, at }) => {
    const service = serviceOfPackage("dotnet", name);
    return service === undefined ? [] : [{ name: service, confidence: "likely" as const, at }];
  });
}

/** A connection string has no service's name in it: it goes with the first database, or the one that it is named for. */
function connected(services: Found["services"], environment: Found["environment"]): Found["services"] {
  const names = environment.map(({ value }) => value.name).filter((name) => name.startsWith("ConnectionStrings__"));
  let free = names.filter((name) => !services.some(({ value }) => value.variable === name));
  return services.map((service) => {
    if (service.value.variable !== undefined || free.length === 0) return service;
    const own = free.find((name) => name.toLowerCase().includes(service.value.name));
    const variable = own ?? (DATABASES.has(service.value.name) ? free[0] : undefined);
    free = free.filter((name) => name !== variable);
    return variable === undefined ? service : { ...service, value: { ...service.value, variable } };
  });
}

/** An SDK that is pinned lower than what the project is built for cannot build it. */
async function sdkProblem(folder: Folder, version: Fact<string> | undefined): Promise<readonly Problem[]> {
  const near = folder.nearest("global.json");
  const json = readJson((await near?.read()) ?? "");
  const sdk = json === undefined ? undefined : textAt(json.value, "sdk", "version");
  if (near === undefined || json === undefined || sdk === undefined || version === undefined) return [];
  if (compareVersions(sdk, version.value) >= 0) return [];
  const message = `The project is built for .NET ${version.value}, and ${near.path} pins SDK ${sdk.slice(0, 20)}, which cannot build it. Pin an SDK of ${version.value} or later.`;
  const at = evidence(near.path, json.line("sdk", "version"), "pins the SDK");
  return [{ reason: "VersionsDisagree", path: folder.path, message, evidence: [...version.evidence, at] }];
}
