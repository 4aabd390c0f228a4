import type { Found } from "../detector.ts";
import { serviceOfVariable } from "../shared/services.ts";
import type { VariableReading } from "../shared/variables.ts";
import type { ServiceName } from "../../facts/services.ts";

/** Settings of Laravel that choose what it works with: each names a driver. */
const CHOICES =
  /^(?:CACHE_STORE|CACHE_DRIVER|SESSION_DRIVER|QUEUE_CONNECTION|BROADCAST_CONNECTION|BROADCAST_DRIVER|MAIL_MAILER|MAIL_DRIVER)$/u;
const OFFERED: readonly ServiceName[] = ["redis", "memcached", "smtp"];

/**
 * Services that Laravel could work with and is not told to. Its settings and the example of its `.env` list where each
 * would be, chosen or not. None where the example chooses nothing.
 */
export function notChosen(listed: readonly VariableReading[]): ReadonlySet<ServiceName> {
  const choices = listed.filter(({ name }) => CHOICES.test(name));
  const chosen = new Set(choices.map((one) => one.default));
  return new Set(choices.length === 0 ? [] : OFFERED.filter((one) => !chosen.has(one)));
}

/** Readings of which those that tell where such a service would be are not needed. */
export function withoutNeed(
  readings: readonly VariableReading[],
  unused: ReadonlySet<ServiceName>,
): readonly VariableReading[] {
  return readings.map((one) => {
    const service = serviceOfVariable(one.name);
    return service !== undefined && unused.has(service) ? { ...one, optional: true } : one;
  });
}

/** Services without those that nothing but such a variable speaks of. */
export function withoutUnused(services: Found["services"], unused: ReadonlySet<ServiceName>): Found["services"] {
  return services.filter(({ value, confidence }) => confidence !== "guess" || !unused.has(value.name));
}
