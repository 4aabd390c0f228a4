import type { ApplicationOutput, DetectOutput, ProblemOutput } from "../protocol/scaffoldOutput.ts";
import type { Application } from "../scaffold/facts/application.ts";
import { commandText } from "../scaffold/facts/commandText.ts";
import type { Detection, Problem } from "../scaffold/facts/detection.ts";
import type { Fact } from "../scaffold/facts/fact.ts";

/** A detection as other programs read it. */
export function detectOutputOf({
  applications,
  workspaces,
  libraries,
  problems,
  files,
  complete,
}: Detection): DetectOutput {
  return {
    applications: applications.map(applicationOutput),
    workspaces: workspaces.map(({ tool, root }) => ({ tool, root })),
    libraries: libraries.map(({ path, why }) => ({ path, why })),
    problems: problems.map(problemOutput),
    files,
    complete,
  };
}

export function problemOutput({ reason, path, message, evidence }: Problem): ProblemOutput {
  return { reason, path, message, evidence: evidence.map(({ file, line, says }) => ({ file, line, says })) };
}

/** Plain values, with null for what was not found. */
function applicationOutput(application: Application): ApplicationOutput {
  const { packageManager, runtime, port, startCommand, environment, services } = application;
  return {
    path: application.path,
    language: application.language.value,
    framework: valueOf(application.framework),
    packageManager: packageManager?.value.name ?? null,
    runtime: runtime.value.name,
    port: port?.value.number ?? null,
    startCommand: startCommand === undefined ? null : commandText(startCommand.value),
    buildCommand: valueOf(application.buildCommand),
    outputDirectory: valueOf(application.outputDirectory),
    health: valueOf(application.health),
    services: each(services.map(({ value }) => value.name)),
    environment: each(environment.map(({ value }) => value.name)),
    evidence: evidenceOf(application),
    name: application.name,
    role: application.role.value,
    packageManagerVersion: packageManager?.value.version ?? null,
    runtimeVersion: runtime.value.version ?? null,
    portVariable: port?.value.variable ?? null,
    bind: valueOf(application.bind),
    readiness: valueOf(application.readiness),
    testCommand: valueOf(application.testCommand),
    lintCommand: valueOf(application.lintCommand),
    variables: environment.map(({ value: { name, required, secret } }) => ({ name, required, secret })),
    writes: each(application.writes.map(({ value }) => value)),
    buildContext: application.ecosystem.root,
    existing: application.existing.map(({ kind, path }) => ({ kind, path })),
  };
}

function valueOf<T>(fact: Fact<T> | undefined): T | null {
  return fact?.value ?? null;
}

function each(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** Facts by the member of the output that they are about; several facts of one member stand one after another. */
export function factsOf(application: Application): readonly (readonly [string, Fact<unknown>])[] {
  const { services, environment, writes } = application;
  const single = SINGLE.flatMap((name): [string, Fact<unknown>][] => {
    const fact = application[name];
    return fact === undefined ? [] : [[name, fact]];
  });
  const several = { services, environment, writes };
  return [...single, ...Object.entries(several).flatMap(([name, facts]) => facts.map((fact) => [name, fact] as const))];
}

const SINGLE = [
  "role",
  "language",
  "framework",
  "packageManager",
  "runtime",
  "buildCommand",
  "startCommand",
  "testCommand",
  "lintCommand",
  "port",
  "bind",
  "health",
  "readiness",
  "outputDirectory",
] as const;

function evidenceOf(application: Application): ApplicationOutput["evidence"] {
  const found: ApplicationOutput["evidence"] = {};
  for (const [name, { confidence, evidence }] of factsOf(application)) {
    found[name] = [
      ...(found[name] ?? []),
      ...evidence.map(({ file, line, says }) => ({ file, line, confidence, says })),
    ];
  }
  return found;
}
