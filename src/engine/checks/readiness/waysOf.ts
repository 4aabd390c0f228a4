import { joinPath } from "../../../base/treePath.ts";
import { withoutUndefined } from "../../../base/withoutUndefined.ts";
import type { ProgramCall, Readiness } from "../../../core/gates/terms.ts";
import type { Steps, Ways } from "../../../core/readiness/ways.ts";
import { wordsOf } from "../../../scaffold/detect/shared/commandLine.ts";
import type { Application, CommandLine } from "../../../scaffold/facts/application.ts";
import type { Detection, Problem } from "../../../scaffold/facts/detection.ts";
import type { Evidence } from "../../../scaffold/facts/fact.ts";
import { SERVICES } from "../../../scaffold/facts/services.ts";
import { type DevelopmentStart, developmentStart } from "./developmentStart.ts";
import { AT_ROOT, ecosystemWays, type EcosystemWays } from "./ecosystemWays.ts";

const NOT_FOUND: EcosystemWays = { programFolders: [], environment: {}, development: {}, production: {} };

/**
 * How the application is made: what `tidegate.yaml` says comes before what was found. `copy` is the absolute path of
 * the workspace folder in the clean copy, `manifest` the application's `package.json` where it has one.
 */
export function waysOf(readiness: Readiness, detection: Detection, copy: string, manifest?: string): Ways {
  const { application, unknown } = applicationIn(detection, readiness.folder);
  const folder = under(copy, application?.path ?? readiness.folder);
  const root = under(copy, application?.ecosystem.root ?? readiness.folder);
  const ways = application === undefined ? NOT_FOUND : ecosystemWays(application);
  const environment = absolute(ways.environment, root);
  const steps = (calls: readonly ProgramCall[] | undefined, place: string, more = {}): Steps | undefined =>
    calls && { calls, folder: place, environment: { ...environment, ...more } };
  const build = said(readiness.build) ?? said(lineAsCall(application?.buildCommand?.value));
  const development = said(readiness.buildDevelopment) ?? said(ways.buildDevelopment) ?? build;
  const port = portOf(readiness, application);
  const start = said(readiness.start) ?? said(startOf(application, port.portVariable));
  const script = readiness.startDevelopment === undefined ? scriptOf(application, manifest) : undefined;
  const install = readiness.install === undefined ? steps(ways.install, root) : steps([readiness.install], folder);
  return {
    folder,
    ...withoutUndefined({
      install,
      buildDevelopment: steps(development, folder, ways.development),
      build: steps(build, folder, ways.production),
      start: steps(start, folder, ways.production),
      startDevelopment: steps(said(readiness.startDevelopment ?? script?.call), folder, ways.development),
      developmentPort: readiness.developmentPort ?? script?.port,
      health: readiness.health ?? application?.health?.value,
      output: outputOf(readiness, application),
      unknown,
    }),
    ...port,
    services: servicesOf(application),
    ...variablesOf(readiness, application),
    ...locksOf(detection, application, copy),
    programFolders: programFolders(ways, folder, root),
  };
}

function scriptOf(application: Application | undefined, manifest: string | undefined): DevelopmentStart | undefined {
  if (application?.ecosystem.kind !== "node" || manifest === undefined) return undefined;
  return developmentStart(manifest, application.ecosystem.manager);
}

function servicesOf(application: Application | undefined): Ways["services"] {
  return (application?.services ?? []).map(({ value: { name, variable } }) => {
    return { ...SERVICES[name], ...(variable === undefined ? {} : { variable }) };
  });
}

interface Chosen {
  readonly application?: Application;
  readonly unknown?: string;
}

/** The application of a folder; the only one of the workspace where the folder is the workspace's. */
function applicationIn({ applications }: Detection, folder: string): Chosen {
  const here = applications.filter(({ path }) => path === folder);
  const candidates = here.length > 0 || folder !== "." ? here : applications;
  const [application] = candidates;
  if (candidates.length === 1 && application !== undefined) return { application };
  const where = folder === "." ? "" : ` in ${folder}`;
  if (candidates.length === 0) return { unknown: `Nothing in the workspace shows an application${where}.` };
  const names = candidates.map(({ name, path }) => `${name} in ${path}`).join(", ");
  return {
    unknown: `The workspace shows several applications: ${names}. Write the folder of one as \`folder\` of \`readiness\`.`,
  };
}

function outputOf({ output }: Readiness, application: Application | undefined): Ways["output"] {
  if (output !== undefined) return output;
  const folder = application?.outputDirectory?.value;
  return folder === undefined ? undefined : { folder };
}

function portOf({ port, start }: Readiness, application: Application | undefined): Pick<Ways, "port" | "portVariable"> {
  if (port !== undefined) return { port, portVariable: "PORT" };
  const found = application?.port?.value;
  if (found?.variable !== undefined) return { portVariable: found.variable };
  if (found === undefined || start !== undefined) return { portVariable: "PORT" };
  return { port: found.number, portVariable: "PORT" };
}

/** A shell line as a call; undefined where only a shell understands it. Nothing is run by a shell. */
function lineAsCall(line: string | undefined): ProgramCall | undefined {
  const [program, ...args] = (line === undefined ? undefined : wordsOf(line)) ?? [];
  return program === undefined ? undefined : [program, ...args];
}

/** The port is written into a shell's line by its variable: that one is known here without a shell. */
function startOf(application: Application | undefined, variable: string): ProgramCall | undefined {
  const command = application?.startCommand?.value ?? [];
  const call = shellLine(command, variable) ?? command;
  const [program, ...args] = call;
  if (program === undefined || call.some((word) => /[*]/u.test(word))) return undefined;
  if (isShell(call)) return undefined;
  if (application?.ecosystem.kind === "rust") return [program.replace(/^\.\//u, ""), ...args];
  return [program, ...args];
}

function said(call: ProgramCall | undefined): readonly ProgramCall[] | undefined {
  return call === undefined ? undefined : [call];
}

/** Stands for the port in the arguments of a call until it is known. */
export const PORT_WORD = "{port}";

function shellLine(command: CommandLine, variable: string): readonly string[] | undefined {
  const [, , line] = command;
  if (!isShell(command) || line === undefined) return undefined;
  const port = new RegExp(String.raw`\$\{${variable}(?::-\d+)?\}|\$${variable}\b`, "gu");
  const plain = line.replace(/^\s*exec\s+/u, "").replaceAll(port, "TIDEGATE_PORT");
  return wordsOf(plain)?.map((word) => word.replaceAll("TIDEGATE_PORT", PORT_WORD));
}

function isShell([program = "", option]: readonly string[]): boolean {
  return /^(?:\/bin\/)?(?:ba|da)?sh$/u.test(program) && option === "-c";
}

function variablesOf(
  { variables }: Readiness,
  application: Application | undefined,
): Pick<Ways, "variables" | "optional"> {
  const found = application?.environment ?? [];
  const required = found.filter(({ value }) => value.required && !variables.includes(value.name));
  const optional = found.filter(({ value }) => !value.required).map(({ value }) => value.name);
  return {
    variables: [
      ...variables.map((name) => ({ name, places: placesOf(found.find((one) => one.value.name === name)?.evidence) })),
      ...required.map(({ value, evidence }) => ({ name: value.name, places: placesOf(evidence) })),
    ],
    optional,
  };
}

const ABOUT_LOCKS: ReadonlySet<Problem["reason"]> = new Set([
  "TwoLockFiles",
  "LockFileMissing",
  "LockFileDoesNotMatch",
]);

function locksOf(
  { problems }: Detection,
  application: Application | undefined,
  copy: string,
): Pick<Ways, "locks" | "lockPath"> {
  if (application === undefined) return { locks: { lockFile: undefined, problems: [], nothingToLock: false } };
  const own = problems.filter(({ reason, path }) => ABOUT_LOCKS.has(reason) && isAbout(path, application));
  const { ecosystem } = application;
  const lockFile = lockFileOf(application);
  return {
    locks: {
      lockFile,
      problems: own.map(({ message, evidence }) => ({ message, places: placesOf(evidence) })),
      // Where Node's packages have dependencies and no lock file, that is one of the problems.
      nothingToLock: ["node", "static", "shell"].includes(ecosystem.kind),
    },
    ...(lockFile === undefined ? {} : { lockPath: under(copy, lockFile) }),
  };
}

function isAbout(path: string, { path: own, ecosystem: { root } }: Application): boolean {
  return path === own || path === root;
}

/** From the root of the tree; undefined where the ecosystem has none, or none is there. */
function lockFileOf({ ecosystem }: Application): string | undefined {
  if ("lockFile" in ecosystem) return ecosystem.lockFile;
  const at = (name: string): string => joinPath(ecosystem.root, name);
  if (ecosystem.kind === "go" && ecosystem.sums) return at("go.sum");
  if (ecosystem.kind === "rust" && ecosystem.locked) return at("Cargo.lock");
  if (ecosystem.kind === "dotnet" && ecosystem.locked) return at("packages.lock.json");
  if (ecosystem.kind === "elixir" && ecosystem.locked) return at("mix.lock");
  return undefined;
}

function placesOf(evidence: readonly Evidence[] = []): Ways["variables"][number]["places"] {
  return evidence.slice(0, 5).map(({ file, line, says }) => ({ path: file, line, about: says }));
}

function programFolders(ways: EcosystemWays, folder: string, root: string): readonly string[] {
  return [...new Set([folder, root])].flatMap((place) => ways.programFolders.map((one) => `${place}/${one}`));
}

function absolute(values: Readonly<Record<string, string>>, root: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.replace(AT_ROOT, root)]));
}

function under(copy: string, path: string): string {
  return path === "." ? copy : `${copy}/${path}`;
}
