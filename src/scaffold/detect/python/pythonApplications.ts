import { lastStep } from "../../../base/treePath.ts";
import type { CommandLine, Port, Role, Tool } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { PythonFacts } from "../../facts/ecosystemFacts.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import type { Found } from "../detector.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { loopbackProblems } from "../shared/loopback.ts";
import { probesAmong } from "../shared/probePaths.ts";
import { servicesAmong } from "../shared/services.ts";
import { fromRoot } from "../shared/sources.ts";
import { variablesAmong } from "../shared/variables.ts";
import { NATIVE } from "./nativePackages.ts";
import { type Process, processesOf } from "./procfile.ts";
import { pythonChecks } from "./pythonChecks.ts";
import type { PythonContext } from "./pythonContext.ts";
import { pythonRoutes } from "./pythonRoutes.ts";
import { scriptOf } from "./pythonScript.ts";
import { pythonServices } from "./pythonServices.ts";
import { pythonVariables } from "./pythonVariables.ts";
import { settingsVariables } from "./settingsClasses.ts";
import { pythonVersion } from "./pythonVersion.ts";
import { type Web, webOf } from "./pythonWeb.ts";
import { queueWork, type Work } from "./pythonWork.ts";

/** What all applications of one folder have in common. */
type Shared = Omit<Found, "name" | "role" | "ecosystem"> & { readonly ecosystem: PythonFacts };

/** The applications of a folder: its web side, then what works beside it. */
export async function pythonApplications(
  context: PythonContext,
): Promise<{ applications: readonly Found[]; problems: readonly Problem[] }> {
  const { folder, project } = context;
  const processes = await processesOf(folder);
  const web = webOf(context);
  const served = processes.find(({ name }) => name === "web");
  const workers = workOf(context, processes);
  const script = web === undefined && workers.length === 0 ? scriptOf(context) : undefined;
  if (web === undefined && served === undefined && workers.length === 0 && script === undefined)
    return { applications: [], problems: [] };
  const version = await pythonVersion(folder, project.pyproject);
  const shared = await sharedFacts(context, version.version);
  const name = project.name ?? lastStep(folder.path);
  const applications: Found[] = [];
  const problems: Problem[] = [...version.problems];
  if (web !== undefined || served !== undefined) {
    const found = webApplication(shared, context, web, served);
    applications.push({ ...found.application, name });
    problems.push(...found.problems);
  }
  if (script !== undefined) {
    const { role, at, command, framework } = script;
    const { listening } = context;
    const port = role === "server" ? (listening.port ?? fact({ number: 8000 }, "guess" as const, at)) : undefined;
    const bind = role === "server" ? listening.bind : undefined;
    const started: Started = {
      role,
      at,
      command: fact(command, "likely", at),
      ...(framework !== undefined && { framework: fact(framework, "likely", at) }),
      ...(port && { port }),
      ...(bind && { bind }),
    };
    applications.push({ ...applicationOf(shared, context, started), name });
    problems.push(...loopbackProblems(bind, folder.path, "Let it listen on 0.0.0.0."));
  }
  applications.push(
    ...workers.map((work) =>
      workerApplication(
        shared,
        context,
        work,
        applications.length === 0 && workers.length === 1 ? name : `${name}-${work.name}`,
      ),
    ),
  );
  return { applications, problems };
}

interface Started {
  readonly role: Role;
  readonly at: Evidence;
  readonly command?: Fact<CommandLine>;
  readonly framework?: Fact<string>;
  readonly port?: Fact<Port>;
  readonly bind?: Fact<string>;
}

function applicationOf(shared: Shared, { sources }: PythonContext, started: Started): Omit<Found, "name"> {
  const { role, at, command, framework, port, bind } = started;
  const { health, readiness } = probesAmong(role === "server" ? pythonRoutes(sources) : []);
  return {
    ...shared,
    role: fact(role, "likely", at),
    ...(framework && { framework }),
    ...(command && { startCommand: command }),
    ...(port && { port }),
    ...(bind && { bind }),
    ...(health && { health: fact(health.path, "likely", health.at) }),
    ...(readiness && { readiness: fact(readiness.path, "likely", readiness.at) }),
  };
}

/** The web side; what a Procfile says about it goes before what the code says. */
function webApplication(
  shared: Shared,
  context: PythonContext,
  web: Web | undefined,
  served: Process | undefined,
): { application: Omit<Found, "name">; problems: readonly Problem[] } {
  const { path } = context.folder;
  const port =
    served?.port(web?.port.value.number ?? 8000) ??
    web?.port ??
    (served && fact({ number: 8000, variable: "PORT" }, "guess" as const, served.at));
  const command = served?.command ?? web?.start;
  const closed = served?.isClosed === true ? fact("127.0.0.1", "likely" as const, served.at) : undefined;
  const bind = closed ?? web?.bind;
  const at = web?.at ?? served?.at;
  const started: Started = {
    role: "server",
    at: at ?? evidence(path, 1, "is served"),
    ...(command && { command }),
    ...(web && { framework: web.framework }),
    ...(port && { port }),
    ...(bind && { bind }),
  };
  const found = applicationOf(shared, context, started);
  const health = found.health ?? web?.health;
  const { target } = web ?? {};
  const server = serverOf(served?.command.value) ?? web?.server;
  const application = {
    ...found,
    ...(health && { health }),
    ...(web?.build && { buildCommand: web.build }),
    writes: [...shared.writes, ...(web?.writes ?? [])],
    ecosystem: {
      ...shared.ecosystem,
      ...(target !== undefined && { target }),
      ...(server !== undefined && { server }),
    },
  };
  const problems = web?.problems.filter(({ reason }) => served === undefined || reason !== "NoStartCommand") ?? [];
  return {
    application,
    problems: [...problems, ...loopbackProblems(closed, path, "Give it `--host 0.0.0.0` in the Procfile.")],
  };
}

function serverOf(command: CommandLine | undefined): string | undefined {
  return /(?:^|\s|\/)(uvicorn|gunicorn|hypercorn|daphne|waitress-serve|granian)\b/u
    .exec(command?.join(" ") ?? "")?.[1]
    ?.replace("-serve", "");
}

interface Worker extends Work {
  readonly confidence: "certain" | "likely";
}

/** What a Procfile starts beside `web`, else what the code sets up for queues. */
function workOf(context: PythonContext, processes: readonly Process[]): readonly Worker[] {
  const named = processes.filter(({ name }) => name !== "web");
  const known = queueWork({ ...context, dependencies: context.project.dependencies });
  if (named.length === 0) return known.map((work) => ({ ...work, confidence: "likely" }));
  return named.map(({ name, command, at }) => {
    const line = command.value.join(" ");
    const framework = /\b(?:celery|dramatiq|arq|rq|huey)\b/u.exec(line)?.[0] ?? "";
    return { name, framework, command: command.value, at, confidence: "certain" };
  });
}

function workerApplication(shared: Shared, context: PythonContext, work: Worker, name: string): Found {
  const started: Started = {
    role: "worker",
    at: work.at,
    command: fact(work.command, work.confidence, work.at),
    ...(work.framework !== "" && { framework: fact(work.framework, "certain", work.at) }),
  };
  return { ...applicationOf(shared, context, started), name };
}

async function sharedFacts(context: PythonContext, version: Fact<string> | undefined): Promise<Shared> {
  const { folder, project, sources, local } = context;
  const others = local.flatMap((one) => one.sources);
  const variables = [...context.variables, ...pythonVariables(others), ...settingsVariables(others)];
  const dependencies = [...project.dependencies, ...local.flatMap((one) => one.dependencies)];
  const [first] = project.manager.evidence;
  const at = { ...(first ?? evidence(fromRoot(folder, "."), 1, "")), says: "is a Python project" };
  const environment = variablesAmong(variables);
  const native = dependencies.filter(({ name }) => NATIVE.has(name)).map(({ name }) => name);
  const uploads = hitsIn(sources, /\bUPLOAD_(?:FOLDER|DIR|PATH)\b["'\]]*\s*[=:]\s*["']([\w./-]{1,100})["']/gu)[0];
  const runtime: Fact<Tool<"python">> =
    version === undefined
      ? fact({ name: "python" }, "likely", at)
      : { ...version, value: { name: "python", version: version.value } };
  return {
    path: folder.path,
    language: fact("python", "certain", at),
    packageManager: project.manager,
    runtime,
    ...(await pythonChecks(folder, project)),
    environment,
    services: servicesAmong(pythonServices(dependencies, [...sources, ...others]), environment),
    writes: uploads === undefined ? [] : [fact(uploads.group(1), "likely", uploads.at("keeps what people send"))],
    ecosystem: {
      kind: "python",
      root: project.root,
      manager: project.manager.value.name,
      ...(project.lockFile !== undefined && { lockFile: project.lockFile }),
      ...(project.manifest !== undefined && { manifest: project.manifest }),
      native: [...new Set(native)].toSorted(),
    },
  };
}
