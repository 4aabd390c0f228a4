import type { Application } from "../../facts/application.ts";
import type { EnvironmentProfile } from "../settings.ts";

/**
 * The host that an application answers for: the environment's own where it is the only one that takes requests, else
 * its name below it. Undefined for workers and where the environment has none.
 */
export function hostOf(
  { name, role }: Application,
  applications: readonly Application[],
  { host }: EnvironmentProfile,
): string | undefined {
  if (role.value === "worker" || host === undefined) return undefined;
  const alone = applications.filter((one) => one.role.value !== "worker").length === 1;
  return alone ? host : `${name}.${host}`;
}
