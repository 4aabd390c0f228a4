import { assignPorts } from "../../ports/assignPorts.ts";
import { NO_HOST_PORTS } from "../../ports/hostPorts.ts";
import { rangeOf } from "../../ports/portRange.ts";
import type { GenerateInput } from "../generator.ts";
import type { EnvironmentProfile } from "../settings.ts";
import type { ComposeService } from "./composeModel.ts";

/**
 * The port of the machine that each service is published on, by its variable. In the first environment everything can
 * be reached from the machine itself; in others only the door. Ports come from the environment's range, but what an
 * application talks to keeps the port that its tools know, and what the workspace has settled stays.
 */
export function publishedPorts(
  environment: EnvironmentProfile | undefined,
  services: readonly ComposeService[],
  proxied: boolean,
  { settings, hostPorts = NO_HOST_PORTS }: Pick<GenerateInput, "settings" | "hostPorts">,
): ReadonlyMap<string, number> {
  const { environments } = settings;
  const first = environment === undefined || environments[0]?.name === environment.name;
  const range = rangeOf(environments, environment?.name ?? "");
  const doors = services.filter(({ build, portVariable }) =>
    proxied ? portVariable === "PROXY_PORT" : build !== undefined,
  );
  const published = (first ? services : doors).filter(({ port }) => port !== undefined);
  const only = environment?.production === true && published.length === 1;
  const wishes = published.map(({ portVariable, preferredPort, build }) => {
    const fits =
      build === undefined || (preferredPort !== undefined && preferredPort >= range.from && preferredPort <= range.to);
    return {
      variable: portVariable,
      ...(first && preferredPort !== undefined && fits && { prefers: preferredPort }),
      ...(only && { prefers: 80 }),
    };
  });
  return assignPorts(wishes, range, hostPorts.taken, first ? hostPorts.kept : new Map());
}
