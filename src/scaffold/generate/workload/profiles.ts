import type { EnvironmentProfile, Settings } from "../settings.ts";

/** The tag that stands where the pipeline has not yet set what it delivers. */
export const UNRELEASED = "0.0.0";

/** The namespace that ingress controllers are usually installed into. */
export const INGRESS_NAMESPACE = "ingress-nginx";

/** The profile that stands where no environment has been chosen: a production one, else the last. Undefined for none. */
export function baseProfile({ environments }: Settings): EnvironmentProfile | undefined {
  return environments.findLast(({ production }) => production) ?? environments.at(-1);
}

/** The bounds that stand where no environment has been chosen: the base's own where it scales, else of one that does. */
export function baseBounds(settings: Settings): EnvironmentProfile["replicas"] | undefined {
  const base = baseProfile(settings);
  const scaling = base !== undefined && doesScale(base) ? base : settings.environments.find(doesScale);
  return scaling?.replicas;
}

export function doesScale({ replicas }: EnvironmentProfile): boolean {
  return replicas.min < replicas.max;
}

/** The Secret that signs in to the registry of the images. */
export function pullSecretOf({ project }: Settings): string {
  return `${project}-registry`;
}

/** How large a kept volume is, in GiB: claims grow later, and never shrink. */
export function storageOf({ production }: EnvironmentProfile): number {
  return production ? 10 : 1;
}

/** How large a scratch folder may become, in MiB: what every environment's own limit leaves room for. */
export function scratchOf({ environments }: Settings): number {
  return Math.min(...environments.map(({ ephemeralStorage }) => ephemeralStorage.limit));
}
