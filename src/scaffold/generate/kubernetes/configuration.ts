import type { Workload } from "../workload/workload.ts";

/** The name of the ConfigMap of a workload, before Kustomize puts a hash behind it. */
export function configOf({ name }: Workload): string {
  return `${name}-config`;
}

/** Whether a workload reads anything from its ConfigMap. */
export function needsConfig({ settings }: Workload): boolean {
  return settings.logLevel !== undefined || settings.missing.length > 0;
}
