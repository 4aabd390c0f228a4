import type { PortRange } from "./portRange.ts";

/** Something that is to be published on a port of the machine. */
export interface PortWish {
  /** The environment variable that sets it, such as `WEB_PORT`; unique. */
  readonly variable: string;
  /** Taken where it is free, such as the port that the code has; undefined: any of the range. */
  readonly prefers?: number;
}

/**
 * A port for each wish, by its variable. What `kept` names stays, also where something listens on it: most likely it
 * is the project itself. Preferred ports are next, in order, and the lowest free ones of the range are last; ports in
 * `taken` are nobody's. The same arguments give the same ports. A wish that finds the range full has none.
 */
export function assignPorts(
  wishes: readonly PortWish[],
  range: PortRange,
  taken: ReadonlySet<number>,
  kept: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const used = new Set<number>();
  const assigned = new Map<string, number>();
  const assign = (variable: string, port: number | undefined): void => {
    if (port === undefined || used.has(port) || assigned.has(variable)) return;
    used.add(port);
    assigned.set(variable, port);
  };
  for (const { variable } of wishes) assign(variable, kept.get(variable));
  for (const { variable, prefers } of wishes) {
    if (prefers !== undefined && !taken.has(prefers)) assign(variable, prefers);
  }
  for (const { variable } of wishes) {
    if (!assigned.has(variable)) assign(variable, lowestFree(range, used, taken));
  }
  return new Map(wishes.flatMap(({ variable }) => withPort(variable, assigned.get(variable))));
}

function withPort(variable: string, port: number | undefined): readonly (readonly [string, number])[] {
  return port === undefined ? [] : [[variable, port]];
}

function lowestFree({ from, to }: PortRange, used: ReadonlySet<number>, taken: ReadonlySet<number>) {
  for (let port = from; port <= to; port += 1) if (!used.has(port) && !taken.has(port)) return port;
  return undefined;
}
