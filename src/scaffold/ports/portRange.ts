import type { EnvironmentProfile } from "../generate/settings.ts";

/** Ports of one machine that belong to an environment; both ends are in it. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Ports in each range. */
const SIZE = 100;
const FIRST = 3000;
const SLOTS = 60;

/**
 * The range of an environment: 3000 to 3099 for development, 3100 to 3199 for staging, and the next hundred for each
 * one more, in the order of promotion. Production's own are 80 and 443, which is the proxy's; what else it publishes
 * comes from its hundred.
 */
export function rangeOf(environments: readonly EnvironmentProfile[], name: string): PortRange {
  const index = Math.max(
    0,
    environments.findIndex((environment) => environment.name === name),
  );
  const from = FIRST + SIZE * (index % SLOTS);
  return { from, to: from + SIZE - 1 };
}
