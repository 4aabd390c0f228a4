import { lastStep, parentOf } from "../../../base/treePath.ts";
import type { Role } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Found, Member } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { loopbackProblems } from "../shared/loopback.ts";
import { probesAmong } from "../shared/probePaths.ts";
import { servicesAmong } from "../shared/services.ts";
import { fromRoot, type Source } from "../shared/sources.ts";
import { pinnedIn, pinnedTool } from "../shared/toolVersions.ts";
import { variablesAmong } from "../shared/variables.ts";
import { denoVariables, type Listening } from "./denoCode.ts";
import { denoRoutes } from "./denoRoutes.ts";
import type { DenoConfig } from "./denoConfig.ts";
import { denoServices, type Module } from "./denoModules.ts";
import type { Start } from "./denoStart.ts";

/** What was found out about a program for Deno. */
export interface DenoParts {
  readonly folder: Folder;
  readonly config: DenoConfig;
  readonly sources: readonly Source[];
  readonly start: Start;
  readonly modules: readonly Module[];
  readonly listening: Listening;
  readonly role: Fact<Role>;
  readonly framework?: Fact<string>;
}

/** The application that the parts make, and what is wrong with it. */
export async function denoMember(parts: DenoParts): Promise<Member> {
  const { folder, config, listening } = parts;
  const lockFile = folder.nearest("deno.lock")?.path;
  const application = await applicationOf(parts, lockFile);
  const problems = [
    ...loopbackProblems(listening.bind, folder.path, "Give it the hostname 0.0.0.0."),
    ...lockProblems(folder.path, config, lockFile),
  ];
  return { is: "application", applications: [application], problems };
}

function lockProblems(
  path: string,
  { imports, file, unlocked }: DenoConfig,
  lockFile: string | undefined,
): readonly Problem[] {
  const [first] = imports;
  if (lockFile !== undefined || first === undefined) return [];
  const how = unlocked ? "Take out the `lock` setting that turns it off, then run" : "Run";
  const message = `There is no deno.lock, so every build may take other versions. ${how} \`deno install\` and commit it.`;
  return [
    { reason: "LockFileMissing", path, message, evidence: [evidence(file, first.line, `takes in ${first.name}`)] },
  ];
}

async function applicationOf(parts: DenoParts, lockFile: string | undefined): Promise<Found> {
  const { folder, config, sources, start, modules, listening, role, framework } = parts;
  const at = evidence(config.file, 1, "sets up Deno");
  const version = (await pinnedIn(folder, ".dvmrc", ".deno-version")) ?? (await pinnedTool(folder, "deno"));
  const environment = variablesAmong(denoVariables(sources));
  const { health, readiness } = probesAmong(role.value === "server" ? denoRoutes(sources) : []);
  // What a build makes is not there yet: then any source tells.
  const entry = folder.has(start.entry) ? start.entry : folder.files.find((one) => /^[^/]+\.[jt]sx?$/u.test(one));
  const isTyped = /\.tsx?$/u.test(entry ?? start.entry);
  const begins = entry === undefined ? at : evidence(fromRoot(folder, entry), 1, "is where the program begins");
  const [build, lint] = [taskOf(config, "build"), taskOf(config, "lint")];
  const tested = folder.files.find((file) => /(?:_|\.)test\.[jt]sx?$/u.test(file));
  const test =
    taskOf(config, "test") ??
    (tested === undefined
      ? undefined
      : fact("deno test", "likely" as const, evidence(fromRoot(folder, tested), 1, "is a test")));
  return {
    name: config.name ?? lastStep(folder.path),
    path: folder.path,
    role,
    language: fact(isTyped ? "typescript" : "javascript", "certain", begins),
    ...(framework && { framework }),
    packageManager: fact({ name: "deno" }, "certain", at),
    runtime:
      version === undefined
        ? fact({ name: "deno" }, "certain", at)
        : { ...version, value: { name: "deno", version: version.value } },
    ...(build && { buildCommand: build }),
    startCommand: start.command,
    ...(test && { testCommand: test }),
    lintCommand: lint ?? fact("deno lint", "guess", at),
    ...(listening.port && { port: listening.port }),
    ...(listening.bind && { bind: listening.bind }),
    ...(health && { health: fact(health.path, "likely", health.at) }),
    ...(readiness && { readiness: fact(readiness.path, "likely", readiness.at) }),
    environment,
    services: servicesAmong(denoServices(modules), environment),
    writes: [],
    ecosystem: {
      kind: "deno",
      root: lockFile === undefined ? folder.path : parentOf(lockFile),
      entry: fromRoot(folder, start.entry),
      ...(lockFile !== undefined && { lockFile }),
      config: config.file,
    },
  };
}

/** A task that its configuration names. */
function taskOf({ tasks, file }: DenoConfig, name: string): Fact<string> | undefined {
  const task = tasks.get(name);
  return task && fact(`deno task ${name}`, "certain", evidence(file, task.line, `has the task ${name}`));
}
