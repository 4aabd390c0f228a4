import { portsIn } from "./dotenv.ts";

/** What the workspace has settled about ports of the machine. */
export interface HostPorts {
  /** By variable: what stays as it is in the first environment. */
  readonly kept: ReadonlyMap<string, number>;
  /** Ports that compose files of a person publish: nobody else's. */
  readonly taken: ReadonlySet<number>;
}

/** Nothing is settled. */
export const NO_HOST_PORTS: HostPorts = { kept: new Map(), taken: new Set() };

/** The file that sets what compose publishes on this machine, and the one that shows how, beside compose.yaml. */
export const DOTENV = ".env";
export const DOTENV_EXAMPLE = ".env.example";

/**
 * Ports by variable, as `.env.example` has them, else as `.env` has them. The example is everybody's and goes first: the
 * same files come out on each machine. `.env` is one machine's, and compose reads it in any case.
 */
export function keptPorts(example: string, dotenv: string): ReadonlyMap<string, number> {
  return new Map([...portsIn(dotenv), ...portsIn(example)]);
}
