import { lastStep } from "../../../base/treePath.ts";
import type { CommandLine, Language, Role, RuntimeName } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Found, Member } from "../detector.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { probesAmong } from "../shared/probePaths.ts";
import { fromRoot } from "../shared/sources.ts";
import { fileRoutes } from "./fileRoutes.ts";
import type { Framework } from "./frameworks.ts";
import { type FullFramework, fullFramework } from "./fullFramework.ts";
import { nodeBind } from "./nodeBind.ts";
import { type NodeCode, nodeCode } from "./nodeCode.ts";
import { nodeFacts } from "./nodeFacts.ts";
import { nodePort, type OwnPort } from "./nodePort.ts";
import { dependencyLine, type PackageJson } from "./packageJson.ts";
import { type PackageSubject, runScript } from "./packageSubject.ts";
import { runtimeOf } from "./runtimeVersion.ts";
import { siteOutput } from "./siteOutput.ts";
import { prismaClient, type PrismaClient } from "./prismaClient.ts";
import type { Start, UsualStart } from "./startCommand.ts";

type Deployable = Extract<Member, { readonly is: "application" }>;

/** What every kind of application is made of. */
export interface Parts {
  readonly role: Fact<Role>;
  readonly framework?: Framework | undefined;
  readonly start?: Fact<CommandLine> | undefined;
  readonly entry?: string | undefined;
  readonly output?: Fact<string> | undefined;
  readonly code: NodeCode;
  readonly needsModules: boolean;
  readonly standalone?: boolean | undefined;
  readonly writes?: readonly Fact<string>[];
  readonly started?: Start | undefined;
  readonly port?: OwnPort | undefined;
}

/** An application of a framework with its own build and start. */
export async function fullApplication(
  subject: PackageSubject,
  framework: Framework,
  start: Start | undefined,
): Promise<Deployable> {
  const { manifest } = subject;
  const full = await fullFramework(subject, framework, start);
  const at = full.says ?? { file: manifest.file, line: frameworkLine(manifest, framework) };
  const code = await nodeCode(subject, start?.source, true);
  const command =
    full.start === undefined
      ? start?.command
      : fact(full.start, "likely", evidence(at.file, at.line, `is built by ${framework.name}`));
  const output =
    full.output === undefined
      ? undefined
      : fact(full.output, "likely", evidence(at.file, at.line, `is built into ${full.output}`));
  const made = await buildApplication(subject, {
    role: fact(
      full.role,
      "certain",
      evidence(
        at.file,
        at.line,
        full.role === "site" ? "builds files to be served" : `is a server of ${framework.name}`,
      ),
    ),
    framework,
    ...(full.role !== "site" && { start: command, started: start, entry: start?.source }),
    output,
    code,
    needsModules: full.needsModules,
    port: ownPort(full),
    standalone: full.standalone,
    writes: full.writes.map((one) =>
      fact(one, "guess", evidence(at.file, at.line, `is where ${framework.name} keeps its cache`)),
    ),
  });
  return {
    ...made,
    problems: [
      ...full.problems,
      ...made.problems.filter(({ reason }) => !full.problems.some((one) => one.reason === reason)),
    ],
  };
}

/** A server that a build makes takes its port from a variable, whatever the script says that starts another one. */
function ownPort({ port, portVariable, start }: FullFramework): OwnPort {
  const variable = portVariable ?? (start?.[0] === "node" ? "PORT" : undefined);
  return { ...(port !== undefined && { port }), ...(variable !== undefined && { variable }) };
}

/** How a package may be served or run, before its code is read. */
export interface Serving {
  readonly api: Framework | undefined;
  readonly start: Start | UsualStart | undefined;
  /** Whether a script says so. */
  readonly written: boolean;
  /** Whether it is built into files, too. */
  readonly site: boolean;
}

/**
 * A server, where its code listens or it uses a server's framework and is started; a worker, where a script starts it
 * and nothing listens; undefined for the rest.
 */
export async function serverOrWorker(
  subject: PackageSubject,
  { api, start, written, site }: Serving,
): Promise<Deployable | undefined> {
  const { manifest } = subject;
  if (start === undefined || (!written && start.source === undefined)) return undefined;
  const code = await nodeCode(subject, start.source);
  const { listens } = code.listening;
  const isStarted = "command" in start;
  const isTool = Object.hasOwn(manifest.value as object, "bin");
  const isServed = api !== undefined && (api.listens === true || start.source === undefined || code.listensBelow);
  const isRun = isStarted && !site && !isTool;
  const role: Role | undefined = listens || (isStarted && isServed) ? "server" : isRun ? "worker" : undefined;
  if (role === undefined || (!isStarted && isTool)) return undefined;
  const file = fromRoot(subject.folder, start.source ?? "package.json");
  const at = listens
    ? (code.listening.ports[0]?.evidence[0] ?? code.listening.at ?? evidence(file, 1, "listens"))
    : evidence(manifest.file, 1, role === "server" ? `depends on ${api?.name}` : "is started and listens on nothing");
  const command = isStarted ? start.command : fact(start.argv, "likely", evidence(file, 1, "is the file that listens"));
  const output = isStarted && start.output !== undefined ? { ...command, value: start.output } : undefined;
  return buildApplication(subject, {
    role: fact(role, listens ? "likely" : "guess", at),
    framework: role === "server" ? api : undefined,
    start: command,
    entry: start.source,
    output,
    code,
    needsModules: Object.keys(manifest.dependencies).length > 0 || subject.local.length > 0,
    ...(isStarted && { started: start }),
  });
}

/** An application that is built into files. */
export async function siteApplication(subject: PackageSubject, framework: Framework): Promise<Deployable> {
  const { manifest, folder } = subject;
  const code = await nodeCode(subject, undefined);
  const at = evidence(manifest.file, frameworkLine(manifest, framework), `is built by ${framework.name}`);
  return buildApplication(subject, {
    role: fact("site", "likely", at),
    framework,
    output: await siteOutput(folder, manifest, framework),
    code,
    needsModules: false,
  });
}

/** Puts the facts of an application together. */
export async function buildApplication(subject: PackageSubject, parts: Parts): Promise<Deployable> {
  const { folder, manifest, install, packages, group } = subject;
  const { role, framework, code, start } = parts;
  const manifests = [folder.path, ...(group === undefined ? [] : [group.root])].flatMap(
    (path) => packages.at.get(path) ?? [],
  );
  const name: RuntimeName =
    start?.value[0] === "bun" || (install.manager === "bun" && start === undefined) ? "bun" : "node";
  const { runtime, problems } = await runtimeOf(folder, manifests, name === "bun" ? "bun" : "node");
  const prisma = await prismaClient(subject);
  const server = role.value === "server" ? serverFacts(subject, parts) : { facts: {}, problems: [] };
  const found: Found = {
    name: manifest.name ?? lastStep(folder.path),
    path: folder.path,
    role,
    language: languageOf(subject, parts.entry),
    ...(framework !== undefined && {
      framework: fact(
        framework.name,
        "certain",
        evidence(manifest.file, frameworkLine(manifest, framework), `depends on ${framework.name}`),
      ),
    }),
    packageManager: install.tool,
    runtime,
    ...scripts(subject, role.value, prisma),
    ...(start !== undefined && { startCommand: start }),
    ...(parts.output !== undefined && { outputDirectory: parts.output }),
    ...server.facts,
    environment: code.environment,
    services: role.value === "site" ? [] : code.services,
    writes: role.value === "site" ? [] : [...code.writes, ...(parts.writes ?? [])],
    ecosystem: nodeFacts(subject, {
      needsModules: parts.needsModules,
      standalone: parts.standalone,
      prisma: prisma?.facts,
    }),
  };
  const noStart = role.value !== "site" && start === undefined ? [noStartCommand(manifest)] : [];
  return { is: "application", applications: [found], problems: [...problems, ...server.problems, ...noStart] };
}

function serverFacts(
  { folder, manifest }: PackageSubject,
  { framework, code, started, port: own }: Parts,
): { facts: Partial<Found>; problems: readonly Problem[] } {
  const port = nodePort(manifest, code, framework, started, own);
  const bind = nodeBind(code.listening, code.environment, framework?.name, manifest.path);
  const { health, readiness } = probesAmong([...fileRoutes(folder, framework?.name), ...code.routes]);
  const facts: Partial<Found> = {
    ...(port.port !== undefined && { port: port.port }),
    ...(bind.bind !== undefined && { bind: bind.bind }),
    ...(health !== undefined && { health: fact(health.path, "likely", health.at) }),
    ...(readiness !== undefined && { readiness: fact(readiness.path, "likely", readiness.at) }),
  };
  return { facts, problems: [...port.problems, ...bind.problems] };
}

/** Scripts that build, test and look over; a script that only says that there is none is none. */
function scripts(
  { manifest, install }: PackageSubject,
  role: Role,
  prisma: PrismaClient | undefined,
): Pick<Found, "buildCommand" | "testCommand" | "lintCommand"> {
  const line = (names: readonly string[]): Fact<string> | undefined => {
    const name = names.find(
      (one) =>
        Object.hasOwn(manifest.scripts, one) &&
        !/^\s*(?:echo\b|true\b|exit\b|:)|no test specified/u.test(manifest.scripts[one] ?? ""),
    );
    return name === undefined
      ? undefined
      : fact(
          runScript(install.manager, name),
          "certain",
          evidence(manifest.file, manifest.line("scripts", name), `is its script ${name}`),
        );
  };
  const own = line(
    ["build:prod", "build:production", "build", ...(role === "site" ? ["generate", "export"] : ["compile"])].toSorted(
      (a, b) => Number(b === "build") - Number(a === "build"),
    ),
  );
  const built = withClient(own, prisma);
  const tested = line(["test:ci", "test", "test:unit"]);
  const linted = line(["lint", "lint:check", "eslint"]);
  return {
    ...(built !== undefined && { buildCommand: built }),
    ...(tested !== undefined && { testCommand: tested }),
    ...(linted !== undefined && { lintCommand: linted }),
  };
}

/** The build with Prisma's client made before it. */
function withClient(own: Fact<string> | undefined, prisma: PrismaClient | undefined): Fact<string> | undefined {
  const generate = prisma?.facts.generate;
  if (prisma === undefined || generate === undefined) return own;
  if (own === undefined) return fact(generate, "likely", prisma.at);
  return { ...own, value: `${generate} && ${own.value}`, evidence: [...own.evidence, prisma.at] };
}

/** Sources of the application itself, by their language; settings, tests and declarations are none. */
const OWN_SOURCE =
  /^(?!(?:.*\/)?(?:tests?|__tests__|e2e|cypress|playwright|scripts|dist|build|out)\/).*\.[cm]?[jt]sx?$/u;

function languageOf({ folder, manifest }: PackageSubject, entry: string | undefined): Fact<Language> {
  if (entry !== undefined)
    return fact(
      /\.[cm]?tsx?$/u.test(entry) ? "typescript" : "javascript",
      "certain",
      evidence(fromRoot(folder, entry), 1, "is the file that is started"),
    );
  if (folder.has("tsconfig.json"))
    return fact(
      "typescript",
      "certain",
      evidence(fromRoot(folder, "tsconfig.json"), 1, "holds the compiler's settings"),
    );
  const own = folder.files.filter((path) => OWN_SOURCE.test(path) && !/\.d\.[cm]?ts$|\.config\.\w+$/u.test(path));
  const typed = own.filter((path) => /\.[cm]?tsx?$/u.test(path));
  const [ts] = typed.length > 0 ? typed : folder.files.filter((path) => /\.config\.[cm]?ts$/u.test(path));
  if (ts !== undefined && typed.length * 2 >= own.length)
    return fact("typescript", "likely", evidence(fromRoot(folder, ts), 1, "is written in TypeScript"));
  return fact("javascript", "likely", evidence(manifest.file, 1, "has a package.json and no TypeScript"));
}

function frameworkLine(manifest: PackageJson, { packages }: Framework): number {
  return Math.max(...packages.map((one) => dependencyLine(manifest, one)));
}

function noStartCommand(manifest: PackageJson): Problem {
  return {
    reason: "NoStartCommand",
    path: manifest.path,
    message:
      "Nothing says how this application is started in production: its start script is missing or is for development. Add a start script that runs what the build makes.",
    evidence: [evidence(manifest.file, manifest.line("scripts"), "has no start command for production")],
  };
}
