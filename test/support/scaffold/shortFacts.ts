import type { Application } from "../../../src/scaffold/facts/application.ts";
import type { Detection } from "../../../src/scaffold/facts/detection.ts";

/** A detection as `test/fixtures/facts/*.json` has it: values only, what is unknown left out. */
export function shortFacts({ applications, libraries, workspaces, problems }: Detection): object {
  return {
    applications: applications.map(shortApplication),
    workspaces: workspaces.map(({ tool, root }) => `${tool} at ${root}`),
    libraries: libraries.map(({ path }) => path),
    problems: problems.map(({ reason, path }) => `${reason} at ${path}`),
  };
}

function shortApplication(application: Application): object {
  const { name, path, environment, services, writes, ecosystem } = application;
  return JSON.parse(
    JSON.stringify({
      name,
      path,
      role: application.role.value,
      language: application.language.value,
      framework: application.framework?.value,
      runtime: toolText(application.runtime.value),
      packageManager: application.packageManager && toolText(application.packageManager.value),
      buildCommand: application.buildCommand?.value,
      startCommand: application.startCommand?.value.join(" "),
      port: application.port?.value,
      bind: application.bind?.value,
      health: application.health?.value,
      readiness: application.readiness?.value,
      outputDirectory: application.outputDirectory?.value,
      environment: environment.map(({ value }) => value.name),
      services: services.map(({ value }) => value.name),
      writes: writes.map(({ value }) => value),
      root: ecosystem.root,
    }),
  ) as object;
}

function toolText({ name, version }: { readonly name: string; readonly version?: string }): string {
  return version === undefined ? name : `${name} ${version}`;
}
