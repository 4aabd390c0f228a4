import type { ApplicationInput, EnvironmentInput } from "./input.ts";

/**
 * An application with what matches the filter: all of it where its own name does, an environment with all its
 * workloads where the environment's name does, else the workloads that do. Undefined where nothing matches.
 */
export function filtered(application: ApplicationInput, filter: string): ApplicationInput | undefined {
  const matches = (name: string): boolean => name.toLowerCase().includes(filter);
  if (filter === "" || matches(application.application)) return application;
  const environments = application.environments.flatMap((environment): EnvironmentInput[] => {
    if (matches(environment.key.environment)) return [environment];
    const workloads = environment.workloads.filter(({ name, version }) => matches(name) || matches(version ?? ""));
    return workloads.length === 0 ? [] : [{ ...environment, workloads }];
  });
  return environments.length === 0 ? undefined : { ...application, environments };
}
